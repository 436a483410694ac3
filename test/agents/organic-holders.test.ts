import { expect, test } from 'vitest'
import type { Beginning } from '../../src/genesis.js'
import { positionValue } from '../../src/state/share-pools.js'
import { freeOf, pass, smallWorld, stillMarket, totalsOf } from './small-world.js'

const DAY = 7_200
const TAO = 1e9
const quiet = { emissionEnabled: false, feeRate: 0, rootRelease: 0 }
const holders = {
  strategy: 'organic-holders',
  count: 1,
  per: 'subnet' as const,
  capital: 5_000 * TAO,
  alpha: 0.5,
}

/** Alpha of a member on its subnet. */
function alphaOf({ world, society }: Beginning, member: number): number {
  const coldkey = society.cohorts[0].coldkey[member]
  let sum = 0
  for (let p = world.coldkeys.firstPosition[coldkey]; p >= 0; p = world.positions.nextOfColdkey[p])
    sum += positionValue(world, p)
  return sum
}

test('an outflow of 1 % a day takes the price down by 2 % a day, and the pool keeps its product', () => {
  const market = { ...stillMarket, organicFlow: -0.01 }
  const world = smallWorld([{ ...holders, params: { dividendsSold: 0 } }], {
    subnets: 1,
    market,
    network: quiet,
  })
  const { chain } = world.society
  const before = chain.price(1)
  pass(world, 5 * DAY)
  expect(Math.log(chain.price(1) / before) / 5).toBeCloseTo(-0.02, 2.5)
})

test('an inflow is the mirror of an outflow', () => {
  const flow = (organicFlow: number) => {
    const market = { ...stillMarket, organicFlow }
    const world = smallWorld([{ ...holders, params: { dividendsSold: 0 } }], {
      subnets: 1,
      market,
      network: quiet,
    })
    const before = world.society.chain.price(1)
    pass(world, DAY)
    return Math.log(world.society.chain.price(1) / before)
  }
  expect(flow(0.01)).toBeCloseTo(-flow(-0.01), 3)
})

test('the period between looks does not change the flow', () => {
  const after = (period: number) => {
    const market = { ...stillMarket, organicFlow: -0.01 }
    const world = smallWorld([{ ...holders, params: { dividendsSold: 0, period } }], {
      subnets: 1,
      market,
      network: quiet,
    })
    const before = world.society.chain.price(1)
    pass(world, 4 * DAY)
    return Math.log(world.society.chain.price(1) / before)
  }
  expect(after(1_800)).toBeCloseTo(after(360), 2)
})

test('of the dividends that arrive the part asked for is sold, as far as the depth of the pool goes', () => {
  const run = (dividendsSold: number) => {
    const market = { ...stillMarket, depthCap: 1, backlogCap: 1 }
    const world = smallWorld([{ ...holders, params: { dividendsSold } }], {
      subnets: 1,
      market,
      network: quiet,
    })
    const before = alphaOf(world, 0)
    pass(world, 4 * DAY)
    return { gained: alphaOf(world, 0) - before, earned: freeOf(world, 0) - 5_000 * TAO }
  }
  const kept = run(0)
  const sold = run(0.3)
  expect(kept.earned).toBe(0)
  expect(kept.gained).toBeGreaterThan(0)
  expect(sold.earned).toBeGreaterThan(0)
  // Sold alpha no longer earns, which over four days is a small part of it.
  expect(sold.gained / kept.gained).toBeCloseTo(0.7, 1)
})

test('purchases in the same wallet do not count as dividends', () => {
  const params = { dividendsSold: 1, period: 360 }
  const buyer = {
    strategy: 'retail',
    wallet: 'organic-holders',
    count: 1,
    per: 'subnet' as const,
    params: { buyShare: 1, undone: 0, unlimited: 1, arrivals: 50 / DAY },
  }
  const world = smallWorld([{ ...holders, params }, buyer], {
    subnets: 1,
    network: { ...quiet, ownerCut: 1 },
  })
  pass(world, 2 * DAY)
  expect(totalsOf(world, 1).trades).toBeGreaterThan(30)
  // All alpha goes to the owner: there are no dividends, so nothing may be sold.
  expect(totalsOf(world, 0).trades).toBe(0)
})

test('no holder sells what it does not have', () => {
  const market = { ...stillMarket, organicFlow: -0.5 }
  const world = smallWorld([{ ...holders, alpha: 0.01 }], { subnets: 2, market, network: quiet })
  pass(world, 2 * DAY)
  expect(totalsOf(world, 0).refusals).toBe(0)
})
