import { describe, expect, test } from 'vitest'
import { alphaYield, rootYield } from '../../src/agents/yields.js'
import { keeps } from '../../src/chain/root/claim-choice.js'
import { BLOCKS_PER_DAY, ROOT } from '../../src/units.js'
import { pass, smallWorld, totalsOf } from './small-world.js'

const DAY = 7_200
const TAO = 1e9
const quiet = { emissionEnabled: false, feeRate: 0, rootRelease: 0 }

describe('yields', () => {
  test('what all stakers of alpha earn in a year is their part of the alpha minted', () => {
    const world = smallWorld([], { subnets: 3 })
    pass(world, 5)
    const { chain } = world.society
    for (const n of chain.netuids) {
      const yearly = chain.alphaPerBlock(n) * 0.41 * 365 * BLOCKS_PER_DAY
      const all = alphaYield(chain, n, 0) * chain.alphaStaked(n) + yearly * chain.rootProportion(n)
      expect(all / yearly).toBeCloseTo(1, 9)
      expect(alphaYield(chain, n, 0.18) / alphaYield(chain, n, 0)).toBeCloseTo(0.82, 9)
    }
  })

  test('root earns nothing while the sum of moving prices is below 1', () => {
    const world = smallWorld([], { subnets: 3 })
    pass(world, 5)
    expect(world.society.chain.rootSells).toBe(false)
    expect(rootYield(world.society.chain, 0.18)).toBe(0)
  })
})

describe('a root staker', () => {
  const staker = { strategy: 'root-staker', count: 3, root: 0.01 }

  test('moves at most its share, to the subnet with the highest yield, when yields are worth it', () => {
    const params = { period: DAY, sensitivity: 1000, premium: 0, impact: 10 }
    const world = smallWorld([{ ...staker, count: 1, params }], { subnets: 3, network: quiet })
    const { chain } = world.society
    pass(world, 2)
    const netuids = [...chain.netuids]
    const stake = chain.rootTao
    const best = netuids.reduce((a, b) => (alphaYield(chain, b, 0.18) > alphaYield(chain, a, 0.18) ? b : a))
    const before = netuids.map((n) => chain.volume(n))
    // One look falls into the first day.
    pass(world, DAY - 2)
    expect(netuids.filter((n, i) => chain.volume(n) > before[i])).toEqual([best])
    expect(stake - chain.rootTao).toBeLessThanOrEqual(0.02 * 0.01 * stake)
    expect(stake - chain.rootTao).toBeGreaterThan(0)
  })

  test('told not to move, or asked too high a premium, stays', () => {
    for (const params of [
      { moves: false, period: DAY },
      { premium: 100, sensitivity: 1000, period: DAY },
    ]) {
      const world = smallWorld([{ ...staker, params }], { network: quiet })
      const before = world.society.chain.rootTao
      pass(world, 2 * DAY)
      expect(world.society.chain.rootTao).toBe(before)
    }
  })

  test('keeps root dividends as alpha with the chance given, decided once', () => {
    const world = smallWorld([
      { ...staker, count: 60, params: { keepShare: 0.5, moves: false, period: 1_000 } },
    ])
    const keeping = () =>
      [...world.society.cohorts[0].coldkey].filter((c) => world.world.coldkeys.claimMode[c] === 1).length
    pass(world, 1_000)
    const after = keeping()
    expect(after).toBeGreaterThan(15)
    expect(after).toBeLessThan(45)
    pass(world, 3_000)
    expect(keeping()).toBe(after)
  })

  test('may keep root dividends of the subnets that yield most, and have the others sold', () => {
    const params = { keepShare: 0, selectShare: 1, selected: 2, moves: false, period: 1_000 }
    const world = smallWorld([{ ...staker, count: 5, params }], { subnets: 6 })
    const { chain, cohorts } = world.society
    pass(world, 1_000)
    const best = [...chain.netuids].sort((a, b) => alphaYield(chain, b, 0.18) - alphaYield(chain, a, 0.18))
    for (const coldkey of cohorts[0].coldkey) {
      const kept = [...chain.netuids].filter((n) => keeps(world.world, coldkey, n))
      expect(kept.sort()).toEqual(best.slice(0, 2).sort())
    }
  })
})

describe('a momentum staker', () => {
  const follower = {
    strategy: 'momentum-staker',
    count: 1,
    root: 0.001,
    params: { patience: 0, unlimited: 1 },
  }

  /** Each day the price of subnet 1 goes up or down by so much, moved by a trader of its own. */
  const push = (side: 'buy' | 'sell', more: Record<string, number> = {}) => {
    const trader = {
      strategy: 'retail',
      count: 1,
      per: 'subnet' as const,
      netuids: [1],
      capital: 1_000_000 * TAO,
      alpha: 0.8,
      params: {
        arrivals: 30 / DAY,
        buyShare: side === 'buy' ? 1 : 0,
        undone: 0,
        unlimited: 1,
        size: 20 * TAO,
      },
    }
    const world = smallWorld([{ ...follower, params: { ...follower.params, ...more } }, trader], {
      subnets: 2,
      network: quiet,
    })
    return world
  }
  const held = ({ world, society }: ReturnType<typeof push>) => {
    const coldkey = society.cohorts[0].coldkey[0]
    let rows = 0
    for (let p = world.coldkeys.firstPosition[coldkey]; p >= 0; p = world.positions.nextOfColdkey[p]) {
      const { pool, shares } = world.positions
      if (world.sharePools.netuid[pool[p]] !== ROOT && shares[p] > 0) rows++
    }
    return rows
  }

  test('buys what has risen and only that', () => {
    const world = push('buy')
    pass(world, 2 * DAY)
    expect(held(world)).toBe(1)
    expect(totalsOf(world, 0).trades).toBeGreaterThan(0)
  })

  test('buys nothing that falls', () => {
    const world = push('sell')
    pass(world, 2 * DAY)
    expect(totalsOf(world, 0).trades).toBe(0)
  })

  test('waits until it has seen enough', () => {
    const world = push('buy', { patience: 7 * DAY })
    pass(world, 3 * DAY)
    expect(totalsOf(world, 0).trades).toBe(0)
  })

  test('leaves to root when the trend turns', () => {
    const whale = { strategy: 'whale', capital: 100_000 * TAO, alpha: 0.4 }
    const block = (side: string, at: number, size: number) => ({ mode: 'block', netuid: 1, side, at, size })
    const world = smallWorld(
      [
        follower,
        { ...whale, id: 'buyer', params: block('buy', DAY, 0.1) },
        { ...whale, id: 'seller', params: block('sell', 3 * DAY, 0.3) },
      ],
      { subnets: 2, network: quiet },
    )
    pass(world, 2 * DAY)
    expect(held(world)).toBe(1)
    pass(world, 2 * DAY)
    expect(held(world)).toBe(0)
  })

  test('never asks for more root stake than it has', () => {
    const world = push('buy', { strength: 10 })
    pass(world, 2 * DAY)
    expect(totalsOf(world, 0).refusals).toBe(0)
  })
})
