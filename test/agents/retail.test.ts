import { expect, test } from 'vitest'
import { auditWorld } from '../../src/state/audit.js'
import { freeOf, pass, smallWorld, stillMarket, totalsOf } from './small-world.js'

const DAY = 7_200
const TAO = 1e9
/** No TAO is emitted, no fee is taken: only agents move the price. */
const quiet = { emissionEnabled: false, feeRate: 0, rootRelease: 0 }
const rich = { strategy: 'retail', count: 1, per: 'subnet' as const, capital: 100_000 * TAO, alpha: 0.9 }

test('on a median day of a median subnet retail trades as often as the parameter says', () => {
  const arrivals = 40 / DAY
  const world = smallWorld([{ ...rich, params: { arrivals, undone: 0, unlimited: 1 } }])
  pass(world, 10 * DAY)
  // 3 subnets, 10 days, 40 a day: 1,200 expected, standard deviation 35.
  expect(totalsOf(world, 0).trades).toBeGreaterThan(1_060)
  expect(totalsOf(world, 0).trades).toBeLessThan(1_340)
})

test('a busy subnet sees more trades than a quiet one, on average over subnets by exp(sigma^2 / 2)', () => {
  const crowd = { ...rich, capital: 20_000 * TAO, params: { undone: 0, unlimited: 1 } }
  const still = smallWorld([crowd], { subnets: 40 })
  const lively = smallWorld([crowd], {
    subnets: 40,
    market: { ...stillMarket, lastingActivity: 1, changingActivity: 0.85 },
  })
  pass(still, DAY)
  pass(lively, DAY)
  const ratio = totalsOf(lively, 0).trades / totalsOf(still, 0).trades
  // exp((1 + 0.85^2) / 2) = 2.37; the mean of 40 lognormals is known to about 40 %.
  expect(ratio).toBeGreaterThan(1.3)
  expect(ratio).toBeLessThan(4.5)
})

test('every trade that is undone is followed by its opposite, and the price comes back', () => {
  const params = { arrivals: 200 / DAY, undone: 1, unlimited: 1, buyShare: 1, size: 50 * TAO }
  const world = smallWorld([{ ...rich, params }], { subnets: 1, network: quiet })
  const { chain } = world.society
  const before = chain.price(1)
  pass(world, 2 * DAY)
  // Of 400 purchases of 50 TAO and more only those of the last two tempos may still stand: 10 or so.
  expect(totalsOf(world, 0).trades).toBeGreaterThan(700)
  const standing = chain.taoReserve(1) * (1 - Math.sqrt(before / chain.price(1)))
  expect(standing).toBeGreaterThan(0)
  expect(standing).toBeLessThan(40 * 50 * TAO * Math.exp(0.5))
})

test('a crowd that only buys lifts the price, one that only sells lowers it by as much in logarithms', () => {
  const log = (buyShare: number) => {
    const params = {
      arrivals: 30 / DAY,
      undone: 0,
      unlimited: 1,
      sizeSpread: 0,
      sizeTilt: 0,
      sizeOnPool: 0,
      size: 60 * TAO,
      buyShare,
    }
    const world = smallWorld([{ ...rich, params }], { subnets: 1, network: quiet })
    const before = world.society.chain.price(1)
    pass(world, DAY)
    return Math.log(world.society.chain.price(1) / before)
  }
  const up = log(1)
  const down = log(0)
  expect(up).toBeGreaterThan(0.02)
  expect(down).toBeLessThan(-0.02)
  expect(Math.abs(up + down)).toBeLessThan(0.2 * up)
})

test('trades have the median size of the parameter and grow with the pool by the power 0.7', () => {
  const spent = (poolTao: number) => {
    const params = {
      arrivals: 2_000 / DAY,
      undone: 0,
      unlimited: 1,
      buyShare: 1,
      sizeSpread: 0,
      sizeTilt: 0,
      referencePool: poolTao,
    }
    const world = smallWorld([{ ...rich, params }], { subnets: 1 })
    const before = freeOf(world, 0)
    pass(world, 300)
    return (before - freeOf(world, 0)) / totalsOf(world, 0).trades
  }
  const pool = smallWorld([], { subnets: 1 }).world.subnets.taoReserve[1]
  // Purchases raise the pool a little as they go.
  expect(spent(pool) / TAO).toBeCloseTo(12, -0.5)
  expect(spent(pool / 16) / spent(pool)).toBeCloseTo(16 ** 0.7, 0)
})

test('with a tolerance counted from spot, a trade that moves the price by more than the tolerance is refused', () => {
  const refusals = (limit: string) => {
    const params = {
      arrivals: 100 / DAY,
      undone: 0,
      unlimited: 0,
      limit,
      tightTolerance: 0.001,
      looseTolerance: 0.001,
      size: 100 * TAO,
    }
    const world = smallWorld([{ ...rich, params }], { subnets: 2 })
    pass(world, DAY)
    return totalsOf(world, 0).refusals / (totalsOf(world, 0).trades + totalsOf(world, 0).refusals)
  }
  expect(refusals('spot')).toBeGreaterThan(0.9)
  expect(refusals('quote')).toBeLessThan(0.1)
})

test('a crowd without TAO and alpha trades nothing and asks for nothing', () => {
  const world = smallWorld([{ strategy: 'retail', count: 1, per: 'subnet' }])
  pass(world, DAY)
  expect(totalsOf(world, 0)).toMatchObject({ trades: 0, refusals: 0 })
  auditWorld(world.world)
})

test('a subnet that has not started is left alone', () => {
  const world = smallWorld([rich], { subnets: 1 })
  world.world.subnets.subtokenEnabled[1] = 0
  pass(world, DAY)
  expect(totalsOf(world, 0)).toMatchObject({ trades: 0, refusals: 0 })
})

test('the same seed gives the same trades, another seed others', () => {
  const price = (seed: string) => {
    const world = smallWorld([rich], { subnets: 2, seed })
    pass(world, DAY)
    return world.society.chain.price(1)
  }
  expect(price('a')).toBe(price('a'))
  expect(price('a')).not.toBe(price('b'))
})

test('asked for a few in the whole network, each takes a subnet of its own', () => {
  const world = smallWorld([{ ...rich, per: 'network', count: 2 }], { subnets: 3 })
  expect([...world.society.cohorts[0].netuid]).toEqual([1, 2])
  pass(world, DAY)
  expect(totalsOf(world, 0).trades).toBeGreaterThan(0)
})
