import { expect, test } from 'vitest'
import { meanSize } from '../../../src/agents/strategies/large-orders.js'
import { createStreams } from '../../../src/random/streams.js'
import { mean } from '../../../src/stats/mean.js'
import { sd } from '../../../src/stats/sd.js'
import { BLOCKS_PER_DAY, BLOCKS_PER_YEAR } from '../../../src/units.js'
import { pass, type SmallWorld, smallWorld, stillMarket } from '../small-world.js'

const TAO = 1e9

/** The world outside alone, for so many days: agents and the chain stand still. */
function outsideAfter(days: number, options: SmallWorld) {
  const { world, society } = smallWorld([], options)
  const start = world.block
  for (let elapsed = 0; elapsed < days * BLOCKS_PER_DAY; elapsed += 360) {
    world.block = start + elapsed
    society.outside.step(society.chain)
  }
  return society.outside
}

/** Mean of values over its standard error: of numbers whose mean is 0 within 4 but once in 16,000 times. */
const standardised = (values: readonly number[]) => mean(values) / (sd(values) / Math.sqrt(values.length))

test('the surprise of the TAO price is its move less drift and mean jump', () => {
  const market = { ...stillMarket, drift: 0.8, jumpsPerYear: 50, jumpMean: -0.2 }
  const { taoUsd, params, surprises } = outsideAfter(30, { market })
  const steps = 30 * 20
  const expected = steps * (360 / BLOCKS_PER_YEAR) * (0.8 - 50 * 0.2)
  expect(surprises.taoUsd).toBeCloseTo(Math.log(taoUsd / params.taoUsd) - expected, 9)
})

test('the surprise of the TAO price has mean 0 however it drifts and jumps', () => {
  const market = { ...stillMarket, drift: 0.8, jumpsPerYear: 50, jumpMean: -0.2 }
  const found = Array.from(
    { length: 200 },
    (_, seed) => outsideAfter(30, { market, seed: `usd/${seed}` }).surprises.taoUsd,
  )
  expect(Math.abs(standardised(found))).toBeLessThan(4)
  // Diffusion, and jumps of -0.2 +- 0.1 some four times: 0.9^2 / 12 + 4.1 (0.04 + 0.01).
  expect(sd(found)).toBeCloseTo(Math.sqrt((0.81 * 30) / 365 + (50 * 30 * 0.05) / 365), 1)
})

test('the surprise of the market is what its flow would have brought to pools that stand still', () => {
  const market = { ...stillMarket, organicFlow: 0.01, marketFlow: 0.002, slowFlow: 0.002, slowHalfLife: 5 }
  const { world, society } = smallWorld([], { market })
  const { outside, chain } = society
  const start = world.block
  const pools = [...chain.netuids].reduce((sum, n) => sum + chain.taoReserve(n), 0)
  let flow = 0
  for (let day = 0; day < 20; day++) {
    world.block = start + day * BLOCKS_PER_DAY
    outside.step(chain)
    flow += outside.marketFlow - 0.01
  }
  expect(outside.surprises.marketFlow / (flow * pools)).toBeCloseTo(1, 9)
})

test('a market that stands still brings no surprises', () => {
  const still = { ...stillMarket, volatility: 0, jumpsPerYear: 0 }
  const { taoUsd, marketFlow, orderFlow } = outsideAfter(5, { market: still }).surprises
  expect([taoUsd, marketFlow, orderFlow]).toEqual([0, 0, 0])
})

test('the surprise of orders has mean 0 where most of them buy, sizes are skewed and some are undone', () => {
  const crowds = [
    {
      strategy: 'retail',
      params: { arrivals: 20 / BLOCKS_PER_DAY, buyShare: 0.8, undone: 0.3, sizeSpread: 0.7 },
    },
    {
      strategy: 'large-orders',
      params: { arrivals: 4 / BLOCKS_PER_DAY, buyShare: 0.8, undone: 0.5, tailIndex: 4 },
    },
  ]
  for (const crowd of crowds) {
    const member = { ...crowd, count: 1, per: 'subnet' as const, capital: 50_000 * TAO, alpha: 0.5 }
    const found = Array.from({ length: 120 }, (_, seed) => {
      const world = smallWorld([member], { subnets: 2, seed: `${crowd.strategy}/${seed}` })
      pass(world, 1_800)
      return world.society.outside.surprises.orderFlow
    })
    expect(sd(found)).toBeGreaterThan(0)
    expect(Math.abs(standardised(found))).toBeLessThan(4)
  }
})

test('the mean size of large orders is that of a Pareto law cut at the largest', () => {
  const stream = createStreams('pareto').make('sizes')
  for (const tailIndex of [0.7, 1, 2.7]) {
    const params = { tailIndex, largestSize: 1 } as Parameters<typeof meanSize>[0]
    const draws = Array.from({ length: 200_000 }, () =>
      Math.min(1, 0.066 * (1 - stream.uniform()) ** (-1 / tailIndex)),
    )
    expect(mean(draws) / meanSize(params, 0.066)).toBeCloseTo(1, 2)
  }
  const cut = { tailIndex: 2.7, largestSize: 0.05 } as Parameters<typeof meanSize>[0]
  expect(meanSize(cut, 0.066)).toBe(0.05)
})
