import { describe, expect, test } from 'vitest'
import { pass, smallWorld, stillMarket } from './small-world.js'

const DAY = 7_200
const TAO = 1e9
/** The TAO price moves by demand alone. */
const market = { ...stillMarket, volatility: 0, jumpsPerYear: 0, drift: 0 }

const world = (params: Record<string, number>, halvingIn: number, impact = 0.15) =>
  smallWorld([{ strategy: 'halving-speculator', params }], {
    subnets: 2,
    market: { ...market, impact },
    halvingIn,
  })
const held = ({ society }: ReturnType<typeof world>) => society.cohorts[0].memory.column('held')[0]

describe('the time to the next halving', () => {
  test('counts down while blocks emit and starts anew after it', () => {
    const one = world({ lead: 0 }, 1_000)
    const { chain } = one.society
    expect(chain.blocksToHalving).toBe(1_000)
    const before = chain.blockEmission
    pass(one, 500)
    // TAO that the subnets leave unminted puts the halving off.
    expect(chain.blocksToHalving).toBeLessThan(1_000)
    expect(chain.blocksToHalving).toBeGreaterThanOrEqual(500)
    pass(one, 2_500)
    expect(chain.blockEmission).toBe(before / 2)
    // The next one is 2.625 M TAO away, at a quarter of a TAO a block.
    expect(chain.blocksToHalving / 10.5e6).toBeCloseTo(1, 3)
  })
})

describe('a halving speculator', () => {
  test('buys 2 % of the daily volume a day in the lead and nothing before', () => {
    const early = world({}, 70 * DAY)
    pass(early, 5 * DAY)
    expect(held(early)).toBe(0)
    const one = world({}, 50 * DAY)
    pass(one, 5 * DAY)
    expect(held(one) / (5 * 0.02 * 350_000 * TAO)).toBeCloseTo(1, 1)
  })

  test('sells everything between one and seven days after: the price comes back', () => {
    const one = world({}, 5 * DAY)
    const { chain, outside } = one.society
    const before = outside.taoUsd
    const emission = chain.blockEmission
    for (let k = 0; k < 2_000 && chain.blockEmission === emission; k++) pass(one, 100)
    const most = held(one)
    const peak = outside.taoUsd
    expect(most).toBeGreaterThan(4 * 0.02 * 350_000 * TAO)
    expect(peak).toBeGreaterThan(before)
    pass(one, 0.9 * DAY)
    expect(held(one) / most).toBeGreaterThan(0.99)
    pass(one, 3 * DAY)
    expect(held(one) / most).toBeGreaterThan(0.3)
    expect(held(one) / most).toBeLessThan(0.7)
    pass(one, 4 * DAY)
    expect(held(one)).toBe(0)
    expect(outside.taoUsd).toBeLessThan(peak)
    expect(Math.log(outside.taoUsd / before)).toBeCloseTo(0, 4)
  }, 20_000)

  test('doubles its purchases with its intensity or the hype', () => {
    const bought = (params: Record<string, number>) => {
      const one = world(params, 50 * DAY)
      pass(one, 3 * DAY)
      return held(one)
    }
    const once = bought({})
    expect(bought({ intensity: 2 }) / once).toBeCloseTo(2, 6)
    expect(bought({ hype: 2 }) / once).toBeCloseTo(2, 6)
    expect(bought({ intensity: 0 })).toBe(0)
  })

  test('without price impact moves nothing', () => {
    const one = world({}, 5 * DAY, 0)
    const before = one.society.outside.taoUsd
    pass(one, 3 * DAY)
    expect(one.society.outside.taoUsd).toBe(before)
  })
})
