import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { applyCalls } from '../../../src/chain/calls/index.js'
import { CALL } from '../../../src/chain/mempool.js'
import {
  book,
  LIMIT_BUY,
  type OrderTerms,
  STOP_LOSS,
  swapLimit,
  TAKE_PROFIT,
  waiting,
} from '../../../src/chain/orders/book.js'
import { fillPool, smallChain } from '../../../src/conform/chain-world.js'
import { REFUSAL, type RefusalName } from '../../../src/refusal.js'
import { auditAlpha } from '../../../src/state/audit.js'
import { createColdkey, createHotkey } from '../../../src/state/keys.js'
import { mintAlphaOut } from '../../../src/state/ledger.js'
import { addToPosition, stakeOf } from '../../../src/state/share-pools.js'

const TAO = 1e9
const NETUID = 1
const PRICE = 0.25
const forever = Number.POSITIVE_INFINITY

/** A pool at price 0.25; three people with 1,000 TAO and 4,000 alpha each. */
function market(named: Record<string, unknown> = { limitOrders: true }) {
  const chain = smallChain('mainnet@spec475', 1, named)
  const { world, rules, mempool } = chain
  fillPool(chain, NETUID, 1_000 * TAO, 4_000 * TAO, undefined)
  world.block = 1000
  const people = [0, 1, 2].map(() => {
    const coldkey = createColdkey(world)
    const hotkey = createHotkey(world, coldkey)
    world.coldkeys.free[coldkey] = 1_000 * TAO
    mintAlphaOut(world, NETUID, 4_000 * TAO)
    addToPosition(world, hotkey, coldkey, NETUID, 4_000 * TAO)
    return { coldkey, hotkey }
  })
  const sign = (who: number, type: number, amount: number, limit: number, more: Partial<OrderTerms> = {}) => {
    const { coldkey, hotkey } = people[who]
    const row = mempool.push(CALL.signOrder, coldkey, hotkey, NETUID, amount, 0, 0)
    mempool.orders.set(row, { type, limit, slippage: -1, expiry: forever, fee: 0, feeTo: -1, ...more })
    applyCalls(world, rules, mempool)
  }
  const execute = (batched = 1) => {
    mempool.push(CALL.executeOrders, chain.coldkey, -1, NETUID, 0, 0, batched)
    applyCalls(world, rules, mempool)
  }
  const cancel = (who: number, order: number) => {
    const row = mempool.push(CALL.cancelOrder, people[who].coldkey, -1, NETUID, 0, 0, 0)
    mempool.row[row] = order
    applyCalls(world, rules, mempool)
  }
  const has = (who: number) => {
    const { coldkey, hotkey } = people[who]
    return { tao: world.coldkeys.free[coldkey], alpha: stakeOf(world, hotkey, coldkey, NETUID) }
  }
  const all = () => world.subnets.taoReserve[NETUID] + world.coldkeys.free.reduce((a, b) => a + b, 0)
  const refused = (name: RefusalName) => rules.log.refusals[REFUSAL[name]]
  const left = () => waiting.of(world).count[NETUID]
  const price = () => rules.market.price(world, NETUID)
  return { ...chain, people, sign, execute, cancel, has, all, refused, left, price }
}

describe('a batch', () => {
  test('that cancels out trades at spot, without fee, and does not touch the pool', () => {
    const { sign, execute, has, left, price, world } = market()
    sign(0, LIMIT_BUY, 100 * TAO, PRICE)
    sign(1, TAKE_PROFIT, 400 * TAO, PRICE)
    execute()
    expect(has(0)).toEqual({ tao: 900 * TAO, alpha: 4_400 * TAO })
    expect(has(1)).toEqual({ tao: 1_100 * TAO, alpha: 3_600 * TAO })
    expect([left(), price(), world.subnets.taoReserve[NETUID]]).toEqual([0, PRICE, 1_000 * TAO])
  })

  test('sends only what is left over into the pool, and buyers share what they get', () => {
    const { sign, execute, has, all, world, price } = market()
    const total = all()
    sign(0, LIMIT_BUY, 100 * TAO, 1)
    sign(2, LIMIT_BUY, 50 * TAO, 1)
    sign(1, STOP_LOSS, 400 * TAO, 1)
    execute()
    const fee = Math.floor((50 * TAO * 33) / 65_535)
    expect(world.subnets.taoReserve[NETUID]).toBe(1_050 * TAO - fee)
    expect(has(1).tao).toBe(1_100 * TAO)
    const [first, second] = [has(0).alpha - 4_000 * TAO, has(2).alpha - 4_000 * TAO]
    expect(Math.abs(first - 2 * second)).toBeLessThanOrEqual(2)
    expect(price()).toBeGreaterThan(PRICE)
    expect(world.subnets.userFlow[NETUID]).toBe(50 * TAO - fee)
    expect(all()).toBe(total)
    auditAlpha(world)
  })

  test('is cheaper for its buyers than the pool would have been', () => {
    const [batched, single] = [market(), market()]
    for (const { sign } of [batched, single]) {
      sign(0, LIMIT_BUY, 100 * TAO, 1)
      sign(1, TAKE_PROFIT, 200 * TAO, 0)
    }
    batched.execute(1)
    single.execute(0)
    expect(batched.has(0).alpha).toBeGreaterThan(single.has(0).alpha)
  })

  test('leaves alone what is not due, has run out, or cannot be paid', () => {
    const m = market()
    m.sign(0, LIMIT_BUY, 10 * TAO, PRICE / 2)
    m.sign(0, TAKE_PROFIT, 10 * TAO, PRICE * 2)
    m.sign(0, STOP_LOSS, 10 * TAO, PRICE / 2)
    m.sign(1, LIMIT_BUY, 2_000 * TAO, 1)
    m.sign(2, LIMIT_BUY, 10 * TAO, 1, { expiry: m.world.block - 1 })
    m.execute()
    expect([m.left(), m.refused('order-not-found')]).toEqual([4, 1])
    m.sign(2, LIMIT_BUY, 10 * TAO, 1)
    m.execute()
    expect([m.left(), m.has(2).tao]).toEqual([4, 990 * TAO])
  })

  test('takes no more from a person than it has, whatever it has signed', () => {
    const m = market()
    for (let k = 0; k < 5; k++) m.sign(0, LIMIT_BUY, 300 * TAO, 1)
    m.execute()
    expect([m.left(), m.has(0).tao]).toEqual([2, 100 * TAO])
  })

  test('fails as a whole where the rest would move the price beyond the tightest limit', () => {
    const m = market()
    const before = m.has(0)
    m.sign(0, LIMIT_BUY, 500 * TAO, PRICE, { slippage: 0.01 })
    m.sign(1, LIMIT_BUY, 10 * TAO, PRICE)
    m.execute()
    expect([m.refused('slippage-too-high'), m.left()]).toEqual([1, 2])
    expect(m.has(0)).toEqual(before)
    auditAlpha(m.world)
  })

  test('pays each order’s fee to whom it names: of a purchase before, of a sale after', () => {
    const m = market()
    const to = m.people[2].coldkey
    m.sign(0, LIMIT_BUY, 100 * TAO, PRICE, { fee: 0.01, feeTo: to })
    m.sign(1, TAKE_PROFIT, 396 * TAO, PRICE, { fee: 0.02, feeTo: to })
    m.execute()
    expect(m.has(0)).toEqual({ tao: 900 * TAO, alpha: 4_396 * TAO })
    expect(m.has(1).tao).toBe(1_000 * TAO + 99 * 0.98 * TAO)
    expect(m.has(2).tao).toBe(1_000 * TAO + TAO + 99 * 0.02 * TAO)
  })

  test('conserves TAO and alpha, and never pays a person more than spot', () => {
    const order = fc.record({
      who: fc.nat(2),
      type: fc.nat(2),
      amount: fc.integer({ min: 1, max: 600 * TAO }),
      limit: fc.constantFrom(0, 0.2, 0.25, 0.3, forever),
      fee: fc.constantFrom(0, 0.003),
    })
    fc.assert(
      fc.property(fc.array(order, { maxLength: 12 }), fc.nat(1), (orders, batched) => {
        const m = market()
        const total = m.all()
        const worth = [0, 1, 2].map((who) => m.has(who).tao + m.has(who).alpha * PRICE)
        for (const { who, type, amount, limit, fee } of orders)
          m.sign(who, type, amount, limit, { fee, feeTo: 1 })
        m.execute(batched)
        expect(m.all()).toBe(total)
        auditAlpha(m.world)
        if (batched === 0) return
        for (const who of [0, 1, 2]) {
          expect(m.has(who).tao + m.has(who).alpha * PRICE).toBeLessThanOrEqual(worth[who] + 2)
        }
      }),
      { numRuns: 200 },
    )
  })
})

describe('an order', () => {
  test('is taken back by its signer alone', () => {
    const m = market()
    m.sign(0, LIMIT_BUY, 10 * TAO, 1)
    m.cancel(1, 0)
    expect([m.left(), m.refused('order-not-found')]).toEqual([1, 1])
    m.cancel(0, 0)
    expect([m.left(), book.of(m.world).open[0]]).toEqual([0, 0])
  })

  test('is worth nothing while root has not switched limit orders on', () => {
    const m = market({})
    m.sign(0, LIMIT_BUY, 10 * TAO, 1)
    m.execute()
    expect([m.left(), m.refused('limit-orders-disabled')]).toEqual([0, 2])
  })

  test('of a bad kind, price or amount is refused', () => {
    const m = market()
    m.sign(0, 3, 10 * TAO, 1)
    m.sign(0, LIMIT_BUY, 10 * TAO, Number.NaN)
    m.sign(0, LIMIT_BUY, 10 * TAO, 1, { fee: 2 })
    m.sign(0, LIMIT_BUY, 0, 1)
    expect([m.refused('parameter-out-of-range'), m.refused('amount-too-low'), m.left()]).toEqual([3, 1, 0])
  })

  test('lets its trade go so far beyond its limit as it says', () => {
    const bounds = [
      [LIMIT_BUY, 1000, -1],
      [LIMIT_BUY, 1000, 0.01],
      [TAKE_PROFIT, 1000, -1],
      [STOP_LOSS, 1000, 0.5],
    ] as const
    expect(bounds.map(([type, limit, slippage]) => swapLimit(type, limit, slippage))).toEqual([
      forever,
      1010,
      0,
      500,
    ])
  })
})
