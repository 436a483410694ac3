import { describe, expect, test } from 'vitest'
import { auditWorld } from '../../src/state/audit.js'
import { pass, smallWorld, stillMarket, totalsOf } from './small-world.js'

const DAY = 7_200
const TAO = 1e9
const quiet = { emissionEnabled: false, feeRate: 0, rootRelease: 0 }
const crowd = {
  strategy: 'switching-population',
  count: 1,
  per: 'subnet' as const,
  capital: 200_000 * TAO,
  alpha: 0.9,
}
const silent = { noiseFundamental: 0, noiseChart: 0 }

const world = (params: Record<string, number | string>, subnets = 1, market = stillMarket) =>
  smallWorld([{ ...crowd, params }], { subnets, market, network: quiet })
const shareOf = ({ society }: ReturnType<typeof world>) => society.cohorts[0].memory.column('fundamental')[0]

describe('a population that switches', () => {
  test('of fundamentalists alone closes a gap at twice mu_D phi a day, as the pool is a square root', () => {
    const one = world({ ...silent, predisposition: 100, pull: 1.5 }, 1, { ...stillMarket, fundamentalGap: 1 })
    const { chain, outside } = one.society
    const gap = () => Math.log(outside.fundamental(1) / chain.price(1))
    pass(one, 5 * DAY)
    const before = gap()
    pass(one, 10 * DAY)
    // d ln p = 2 dy / y: half-life ln 2 / 0.03 = 23 days, as the calibrated fundamentalists have.
    expect(gap() / before).toBeCloseTo(Math.exp(-0.03 * 10), 1)
    expect(shareOf(one)).toBeCloseTo(1, 6)
  })

  test('in step with its value and without noise never trades', () => {
    const one = world(silent)
    pass(one, 5 * DAY)
    expect(totalsOf(one, 0)).toMatchObject({ trades: 0, refusals: 0 })
  })

  test('with herding alone and both camps alike stays at one half; a predisposition tips it', () => {
    const even = world({ ...silent, predisposition: 0, misalignment: 0 })
    pass(even, 5 * DAY)
    expect(shareOf(even)).toBeCloseTo(0.5, 6)
    const tipped = world({ ...silent, misalignment: 0 })
    pass(tipped, 30 * DAY)
    // The stable root of n = 1 / (1 + exp(-(-0.327 + 1.79 (2 n - 1)))) below one half.
    const n = shareOf(tipped)
    expect(n).toBeCloseTo(1 / (1 + Math.exp(0.327 - 1.79 * (2 * n - 1))), 4)
    expect(n).toBeLessThan(0.2)
  })

  test('far from its value turns to fundamentalists', () => {
    const market = { ...stillMarket, fundamentalGap: 2 }
    const one = world({ ...silent, misalignment: 100 }, 1, market)
    const { chain, outside } = one.society
    expect(Math.abs(Math.log(outside.fundamental(1) / chain.price(1)))).toBeGreaterThan(0.2)
    pass(one, DAY)
    expect(shareOf(one)).toBeGreaterThan(0.5)
  })

  test('by transitions moves slower than by the logit, to the same side', () => {
    const fast = world({ ...silent, misalignment: 0 })
    const slow = world({ ...silent, misalignment: 0, switching: 'transitions' })
    pass(fast, 3 * DAY)
    pass(slow, 3 * DAY)
    expect(shareOf(slow)).toBeLessThan(0.5)
    expect(shareOf(slow)).toBeGreaterThan(shareOf(fast))
    pass(slow, 60 * DAY)
    expect(shareOf(slow)).toBeGreaterThanOrEqual(0)
  })

  test('of chartists alone moves prices by the noise of their demand', () => {
    const one = world({ predisposition: -100, noiseFundamental: 0, trend: 0 }, 8)
    const { chain } = one.society
    const last = [...chain.netuids].map((n) => Math.log(chain.price(n)))
    let sum = 0
    for (let day = 0; day < 20; day++) {
      pass(one, DAY)
      for (const [i, n] of [...chain.netuids].entries()) {
        const log = Math.log(chain.price(n))
        // The first day begins with half of each.
        if (day > 0) sum += (log - last[i]) ** 2
        last[i] = log
      }
    }
    // A day's demand of sd 0.02087 y moves ln p by twice that; a day of orders overlaps two days of ours, so that
    // squares lie between a half and the whole of it.
    const sd = Math.sqrt(sum / (19 * 8))
    expect(sd).toBeLessThan(1.25 * 2 * 0.02087)
    expect(sd).toBeGreaterThan(0.6 * 2 * 0.02087)
    expect(totalsOf(one, 0).refusals).toBe(0)
    auditWorld(one.world)
  }, 20_000)
})
