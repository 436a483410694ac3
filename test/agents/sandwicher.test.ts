import { describe, expect, test } from 'vitest'
import { PendingOrders } from '../../src/chain/pending-orders.js'
import type { Beginning } from '../../src/genesis.js'
import { auditWorld } from '../../src/state/audit.js'
import { type Member, pass, type SmallWorld, smallWorld, totalsOf } from './small-world.js'

const TAO = 1e9
const FEE = 33 / 65_535
const quiet = { emissionEnabled: false, rootRelease: 0 }
const attacker = {
  strategy: 'sandwicher',
  per: 'subnet' as const,
  capital: 50_000 * TAO,
  params: { callFee: 0 },
}
/** One purchase of so much of the pool, at block 10. */
const victim = (size: number): Member => ({
  strategy: 'whale',
  per: 'subnet',
  capital: 50_000 * TAO,
  params: { mode: 'block', side: 'buy', size, at: 10 },
})

const sandwichWorld = (members: readonly Member[], options: SmallWorld = {}): Beginning => {
  const world = smallWorld(members, {
    subnets: 1,
    ...options,
    market: { organicFlow: 0, marketFlow: 0, slowFlow: 0, unshielded: 1, ...options.market },
    network: { ...quiet, ordering: 'author', ...options.network },
  })
  world.rules.log.trades.enabled = true
  return world
}

/** What a cohort has won so far, RAO: free TAO and what its alpha would fetch, less what it began with. */
const gainOf = ({ world, society }: Beginning, cohort: number, capital: number): number => {
  const { coldkey } = society.cohorts[cohort]
  let worth = 0
  for (const key of coldkey) {
    worth += world.coldkeys.free[key] - capital
    for (let p = world.coldkeys.firstPosition[key]; p >= 0; p = world.positions.nextOfColdkey[p]) {
      const pool = world.positions.pool[p]
      const alpha =
        (world.sharePools.total[pool] * world.positions.shares[p]) / world.sharePools.denominator[pool]
      if (alpha > 1) worth += society.chain.sells(world.sharePools.netuid[pool], alpha)
    }
  }
  return worth
}

describe('a sandwicher that orders the block', () => {
  test.each([
    [1.05, true],
    [0.95, false],
  ])('with a victim of %f times the fee of the pool attacks: %s', (times, attacks) => {
    const world = sandwichWorld([victim(times * FEE), attacker])
    pass(world, 20)
    expect(totalsOf(world, 1).trades).toBe(attacks ? 2 : 0)
  })

  test('breaks even where the victim is the fee of the pool: gains above it, loses below', () => {
    const gain = (times: number) => {
      const params = { ...attacker.params, when: 'always', most: TAO }
      const world = sandwichWorld([victim(times * FEE), { ...attacker, params }])
      pass(world, 20)
      return gainOf(world, 1, attacker.capital) / TAO
    }
    // 2 a (v / y - f) for small a, to a tenth of a fee.
    for (const times of [0.5, 0.9, 1.1, 1.5, 2]) expect(gain(times) / (2 * FEE)).toBeCloseTo(times - 1, 1)
    expect(gain(0.95)).toBeLessThan(0)
    expect(gain(1.05)).toBeGreaterThan(0)
  })

  test('gains what the victim loses, less the fees', () => {
    const run = (members: Member[]) => {
      const world = sandwichWorld(members)
      pass(world, 20)
      return world
    }
    const size = 0.05
    const attacked = run([victim(size), attacker])
    const alone = run([victim(size)])
    const profit = gainOf(attacked, 1, attacker.capital)
    const lost = alphaOfWhale(alone) / alphaOfWhale(attacked) - 1
    expect(profit).toBeGreaterThan(0)
    expect(lost).toBeGreaterThan(0.05)
    const victimTao = size * alone.society.chain.taoReserve(1)
    expect(profit).toBeLessThan(lost * victimTao)
    auditWorld(attacked.world)
  })

  test('takes no more than the limit of its victim lets through, so that the victim still trades', () => {
    const retail: Member = {
      strategy: 'retail',
      per: 'subnet',
      capital: 50_000 * TAO,
      params: { arrivals: 0.03, buyShare: 1, undone: 0, unlimited: 0 },
    }
    const world = sandwichWorld([retail, attacker])
    pass(world, 4_000)
    expect(totalsOf(world, 1).trades).toBeGreaterThan(40)
    expect(totalsOf(world, 1).refusals).toBe(0)
    // A victim may fall to another purchase of the same block, not to the sandwich.
    expect(totalsOf(world, 0).refusals).toBeLessThan(0.05 * totalsOf(world, 0).trades)
    expect(gainOf(world, 1, attacker.capital)).toBeGreaterThan(0)
  })

  test('sees what is not shielded, and everything before shielded submission', () => {
    const trades = (start: string, unshielded: number) => {
      const world = sandwichWorld([victim(0.05), attacker], { start, market: { unshielded } })
      pass(world, 20)
      return totalsOf(world, 1).trades
    }
    expect(trades('mainnet@spec475', 0)).toBe(0)
    expect(trades('mainnet@spec475', 1)).toBe(2)
    expect(trades('mainnet@spec348', 0)).toBe(2)
  })
})

/** Alpha of the only whale. */
const alphaOfWhale = ({ world, society }: Beginning): number => {
  const p = world.coldkeys.firstPosition[society.cohorts[0].coldkey[0]]
  const pool = world.positions.pool[p]
  return (world.sharePools.total[pool] * world.positions.shares[p]) / world.sharePools.denominator[pool]
}

/** A steady crowd of buyers and an attacker of all; how many purchases were enclosed within their block. */
function enclosed(ordering: string, exit = 'same-block', start = 'mainnet@spec475') {
  const retail: Member = {
    strategy: 'retail',
    per: 'subnet',
    capital: 90_000 * TAO,
    params: { arrivals: 0.3, buyShare: 1, undone: 0, unlimited: 1, sizeSpread: 0, size: TAO / 10 },
  }
  const params = { when: 'always', exit, most: TAO }
  const count = exit === 'two-keys' ? 2 : 1
  const alpha = exit === 'two-keys' ? 0.2 : 0
  const world = sandwichWorld([retail, { ...attacker, count, alpha, params }], {
    network: { ordering },
    start,
  })
  const { log } = world.rules
  let whole = 0
  let attacks = 0
  for (let block = 0; block < 8_000; block++) {
    log.trades.count = 0
    pass(world, 1)
    const order = [...log.trades.cohort.slice(0, log.trades.count)]
    const side = [...log.trades.side.slice(0, log.trades.count)]
    const mine = order.flatMap((cohort, k) => (cohort === 1 ? [k] : []))
    const [bought] = mine.filter((k) => side[k] === 0)
    if (bought === undefined) continue
    attacks++
    const sold = mine.find((k) => k > bought && side[k] === 1)
    if (sold !== undefined && order.slice(bought, sold).includes(0)) whole++
  }
  return { share: whole / attacks, attacks, world }
}

describe('the order of calls', () => {
  test('at random lets one sandwich in six succeed within its block', () => {
    const { share, attacks } = enclosed('random')
    expect(attacks).toBeGreaterThan(1_500)
    // Four standard errors; a second buyer in a block now and then helps.
    expect(share).toBeGreaterThan(1 / 6 - 0.04)
    expect(share).toBeLessThan(1 / 6 + 0.05)
  }, 60_000)

  test('of an author lets every one succeed', () => {
    expect(enclosed('author').share).toBe(1)
  }, 60_000)

  test('as they came lets none succeed: who reacts comes last', () => {
    expect(enclosed('fifo').share).toBe(0)
  }, 60_000)

  test('does not matter to an attacker who would not attack at such odds', () => {
    const trades = (ordering: string, size: number) => {
      const world = sandwichWorld([victim(size), attacker], { network: { ordering } })
      pass(world, 20)
      return totalsOf(world, 1).trades
    }
    expect(trades('fifo', 0.1)).toBe(0)
    expect(trades('random', 5 * FEE)).toBe(0)
    expect(trades('random', 8 * FEE)).toBe(2)
  })
})

describe('the limiter of stake operations', () => {
  test('forbade one key to sell in the block of its purchase: it sold in the next', () => {
    const { share, attacks, world } = enclosed('author', 'same-block', 'mainnet@spec422')
    expect(share).toBe(0)
    expect(attacks).toBeGreaterThan(1_500)
    expect(totalsOf(world, 1).refusals).toBe(0)
  }, 60_000)

  test('did not hinder two keys', () => {
    const { share, world } = enclosed('author', 'two-keys', 'mainnet@spec422')
    expect(share).toBeGreaterThan(0.99)
    expect(totalsOf(world, 1).refusals).toBe(0)
  }, 60_000)
})

test('pending orders hide the same rows whoever else is there', () => {
  const world = sandwichWorld([])
  const { mempool } = world
  const pending = new PendingOrders(mempool)
  const seen: boolean[] = []
  for (let key = 0; key < 2_000; key++) {
    const row = mempool.push(0, 0, 0, 1, TAO, Number.POSITIVE_INFINITY, 0)
    mempool.draw(row, 7, key, 0)
    seen.push(pending.seen(row, 0.3))
  }
  expect(seen.filter(Boolean).length / 2_000).toBeCloseTo(0.3, 1)
  mempool.clear()
  for (let key = 1_000; key < 2_000; key++) {
    const row = mempool.push(0, 0, 0, 1, TAO, Number.POSITIVE_INFINITY, 0)
    mempool.draw(row, 7, key, 0)
    expect(pending.seen(row, 0.3)).toBe(seen[key])
  }
})
