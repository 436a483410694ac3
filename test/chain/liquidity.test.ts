import { describe, expect, test } from 'vitest'
import { applyCalls } from '../../src/chain/calls/index.js'
import { dissolveSubnet } from '../../src/chain/lifecycle/dissolve.js'
import { CALL } from '../../src/chain/mempool.js'
import { enterEraIfDue } from '../../src/chain/rules.js'
import { timetable } from '../../src/chain/timetable.js'
import { fillPool, smallChain } from '../../src/conform/chain-world.js'
import { countPositions, poolColumns, positionColumns } from '../../src/market/concentrated-positions.js'
import { REFUSAL, type RefusalName } from '../../src/refusal.js'
import { auditAlpha } from '../../src/state/audit.js'
import { createColdkey, createHotkey } from '../../src/state/keys.js'
import { mintAlphaOut } from '../../src/state/ledger.js'
import { addToPosition, stakeOf } from '../../src/state/share-pools.js'

const TAO = 1e9
const NETUID = 1
/** Of price 0.25. */
const AT = -13_863
const L = 20_000 * TAO

/** A pool of 1,000 TAO and 4,000 alpha; its user has 1,000 TAO free and 10,000 alpha staked. */
function pool(era = 'mainnet@spec298', named: Record<string, unknown> = {}) {
  const chain = smallChain(era, 1, named)
  const { world, rules, mempool, coldkey, hotkey } = chain
  fillPool(chain, NETUID, 1_000 * TAO, 4_000 * TAO, undefined)
  const s = world.subnets
  s.userLiquidity[NETUID] = 1
  const trader = createColdkey(world)
  const theirs = createHotkey(world, trader)
  for (const [who, key] of [[coldkey, hotkey] as const, [trader, theirs] as const]) {
    world.coldkeys.free[who] = 1_000 * TAO
    mintAlphaOut(world, NETUID, 10_000 * TAO)
    addToPosition(world, key, who, NETUID, 10_000 * TAO)
  }
  const refused = (name: RefusalName) => rules.log.refusals[REFUSAL[name]]
  const put = (low: number, high: number, liquidity = L, who = coldkey, key = hotkey) => {
    const row = mempool.push(CALL.addLiquidity, who, key, NETUID, liquidity, 0, 0)
    mempool.low[row] = low
    mempool.high[row] = high
    applyCalls(world, rules, mempool)
  }
  const change = (kind: number, range: number, amount = 0, who = coldkey) => {
    const row = mempool.push(kind, who, hotkey, NETUID, amount, 0, 0)
    mempool.row[row] = range
    applyCalls(world, rules, mempool)
  }
  const trade = (kind: number, amount: number) => {
    world.block++
    mempool.push(
      kind,
      trader,
      theirs,
      NETUID,
      amount,
      kind === CALL.addStake ? Number.POSITIVE_INFINITY : 0,
      1,
    )
    applyCalls(world, rules, mempool)
  }
  const mine = () => ({ tao: world.coldkeys.free[coldkey], alpha: stakeOf(world, hotkey, coldkey, NETUID) })
  /** All TAO there is: reserves and wallets. */
  const all = () => s.taoReserve[NETUID] + world.coldkeys.free.reduce((a, b) => a + b, 0)
  return { ...chain, s, put, change, trade, mine, all, refused, trader }
}

describe("a user's range", () => {
  test('brings TAO and alpha into the reserves, and gives them back at the same price', () => {
    const { s, put, change, mine, world } = pool()
    const before = mine()
    put(AT - 500, AT + 500)
    expect(before.tao - mine().tao).toBe(s.taoReserve[NETUID] - 1_000 * TAO)
    expect(before.alpha - mine().alpha).toBe(s.alphaReserve[NETUID] - 4_000 * TAO)
    expect(before.tao - mine().tao).toBeGreaterThan(0)
    auditAlpha(world)
    change(CALL.removeLiquidity, 0)
    expect(mine()).toEqual(before)
    expect(countPositions(world, NETUID, 2)).toBe(0)
  })

  test('below the price is of TAO alone, above it of alpha alone', () => {
    const { put, mine } = pool()
    const before = mine()
    put(AT - 500, AT - 100)
    expect([before.alpha - mine().alpha, before.tao > mine().tao]).toEqual([0, true])
    const between = mine()
    put(AT + 100, AT + 500)
    expect([between.tao - mine().tao, between.alpha > mine().alpha]).toEqual([0, true])
  })

  test('deepens the pool around the price, and earns its part of the fees', () => {
    const [plain, deep] = [pool(), pool()]
    deep.put(AT - 2_000, AT + 2_000)
    const own = poolColumns.of(deep.world).liquidity[NETUID]
    for (const { trade } of [plain, deep]) trade(CALL.addStake, 50 * TAO)
    const rise = ({ rules, world }: typeof plain) => rules.market.price(world, NETUID) / 0.25 - 1
    expect(rise(deep)).toBeLessThan(rise(plain) / 8)
    const fee = Math.floor((50 * TAO * 33) / 65_535)
    const rows = positionColumns.of(deep.world)
    expect(rows.feeTao[0] / fee).toBeCloseTo(L / (L + own), 6)
    expect(Math.abs(poolColumns.of(deep.world).feeTao[NETUID] + rows.feeTao[0] - fee)).toBeLessThanOrEqual(1)
    expect(rows.feeAlpha[0]).toBe(0)
    deep.trade(CALL.removeStake, 100 * TAO)
    expect(rows.feeAlpha[0]).toBeGreaterThan(0)
  })

  test('is paid its fees when it is changed or closed, and no TAO is made or lost', () => {
    const { world, put, change, trade, mine, all } = pool()
    put(AT - 2_000, AT + 2_000)
    const total = all()
    for (let k = 0; k < 5; k++) {
      trade(CALL.addStake, 10 * TAO)
      trade(CALL.removeStake, 40 * TAO)
    }
    const due = positionColumns.of(world).feeTao[0]
    const before = mine()
    change(CALL.modifyLiquidity, 0, 1000)
    expect(positionColumns.of(world).feeTao[0]).toBe(0)
    expect(mine().tao - before.tao).toBeGreaterThan(due - 1_000)
    change(CALL.modifyLiquidity, 0, -L / 2)
    expect(positionColumns.of(world).liquidity[0]).toBe(L / 2 + 1000)
    change(CALL.modifyLiquidity, 0, -L / 2 - 1)
    expect(countPositions(world, NETUID, 2)).toBe(0)
    expect(all()).toBe(total)
    auditAlpha(world)
  })

  test('earns nothing once fees go to the author of a block', () => {
    const { world, put, trade } = pool('mainnet@spec391')
    put(AT - 2_000, AT + 2_000)
    trade(CALL.addStake, 50 * TAO)
    expect(positionColumns.of(world).feeTao[0]).toBe(0)
  })
})

describe('refused are', () => {
  test.each<[RefusalName, (p: ReturnType<typeof pool>) => void]>([
    ['invalid-tick-range', ({ put }) => put(AT, AT)],
    ['invalid-tick-range', ({ put }) => put(-443_637, AT)],
    ['invalid-tick-range', ({ put }) => put(AT, 443_637)],
    ['invalid-liquidity', ({ put }) => put(AT - 10, AT + 10, 999)],
    ['not-enough-balance', ({ put }) => put(AT - 5_000, AT - 10, 1e8 * TAO)],
    ['not-enough-stake', ({ put }) => put(AT + 10, AT + 5_000, 1e8 * TAO)],
    ['liquidity-not-found', ({ change }) => change(CALL.removeLiquidity, 0)],
    ['liquidity-not-found', ({ change }) => change(CALL.modifyLiquidity, 5_000, 1e6)],
    [
      'liquidity-not-found',
      ({ put, change, trader }) => {
        put(AT - 10, AT + 10)
        change(CALL.removeLiquidity, 0, 0, trader)
      },
    ],
    [
      'insufficient-liquidity',
      ({ put, change }) => {
        put(AT - 10, AT + 10)
        change(CALL.modifyLiquidity, 0, -2 * L)
      },
    ],
    [
      'user-liquidity-disabled',
      ({ put, s }) => {
        s.userLiquidity[NETUID] = 0
        put(AT - 10, AT + 10)
      },
    ],
  ])('%s, and nothing moves', (name, attempt) => {
    const p = pool()
    const total = p.all()
    attempt(p)
    expect(p.refused(name)).toBe(1)
    expect(p.all()).toBe(total)
    auditAlpha(p.world)
  })

  test('ranges of an account that has more than a hundred', () => {
    const p = pool()
    for (let k = 0; k < 102; k++) p.put(AT - 100 - k, AT - 50, 1_000)
    expect([countPositions(p.world, NETUID, p.coldkey), p.refused('too-many-ranges')]).toEqual([101, 1])
  })

  test('ranges in a pool of another curve', () => {
    const p = pool('mainnet@spec475')
    p.put(AT - 10, AT + 10)
    expect(p.refused('not-in-this-era')).toBe(1)
  })

  test('but closing is possible where opening is switched off', () => {
    const p = pool()
    p.put(AT - 10, AT + 10)
    p.s.userLiquidity[NETUID] = 0
    p.change(CALL.removeLiquidity, 0)
    expect(countPositions(p.world, NETUID, p.coldkey)).toBe(0)
  })
})

describe('when ranges end with their pool, TAO goes to the coldkey and alpha to the most trusted validator', () => {
  /** UID 0 is a validator with a permit. */
  function validated() {
    const p = pool('mainnet@spec391')
    const { world, hotkey } = p
    const validator = createHotkey(world, createColdkey(world))
    const slot = NETUID * world.stride
    world.neurons.hotkey.set([hotkey, validator], slot)
    world.neurons.permit.set([1, 1], slot)
    world.neurons.validatorTrust.set([0.3, 0.9], slot)
    p.s.neuronCount[NETUID] = 2
    p.put(AT - 500, AT + 500)
    return { ...p, validator }
  }

  test('at the migration to weighted pools, at an unchanged price', () => {
    const p = validated()
    const { world, rules, coldkey, validator, s } = p
    const total = p.all()
    const price = rules.market.price(world, NETUID)
    rules.ahead.push(...timetable({ start: 'mainnet@spec423', set: {}, later: [] }, {}, 1))
    rules.nextChange = 0
    enterEraIfDue(world, rules)
    expect(rules.market.id).toBe('balancer')
    expect(Math.abs(rules.market.price(world, NETUID) / price - 1)).toBeLessThan(1e-9)
    expect(p.all()).toBe(total)
    expect(stakeOf(world, validator, coldkey, NETUID)).toBeGreaterThan(0)
    expect(Math.abs(s.taoReserve[NETUID] - 1_000 * TAO)).toBeLessThanOrEqual(1)
    expect(poolColumns.of(world).positions[NETUID]).toBe(0)
    auditAlpha(world)
  })

  test('not at a change of fees alone', () => {
    const p = pool()
    p.put(AT - 500, AT + 500)
    p.rules.ahead.push(...timetable({ start: 'mainnet@spec391', set: {}, later: [] }, {}, 1))
    p.rules.nextChange = 0
    enterEraIfDue(p.world, p.rules)
    expect(poolColumns.of(p.world).positions[NETUID]).toBe(1)
  })

  test('and when the subnet is dissolved, before its pool is shared out', () => {
    const p = validated()
    const { world, rules, s } = p
    const total = p.all()
    const recycled = world.totals.recycled
    dissolveSubnet(world, rules, NETUID)
    expect(p.all() + world.totals.recycled - recycled).toBe(total)
    expect(s.taoReserve[NETUID]).toBe(0)
  })
})
