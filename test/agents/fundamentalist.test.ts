import { describe, expect, test } from 'vitest'
import { freeOf, pass, smallWorld, stillMarket, totalsOf } from './small-world.js'

const DAY = 7_200
const TAO = 1e9
const quiet = { emissionEnabled: false, feeRate: 0, rootRelease: 0 }
const crowd = {
  strategy: 'fundamentalist',
  count: 1,
  per: 'subnet' as const,
  capital: 1_000_000 * TAO,
  alpha: 0.8,
}

/** ln F - ln p at the start (drawn with this spread) and after some days. */
function gaps(params: Record<string, number>, days: number, seed = '1') {
  const market = { ...stillMarket, fundamentalGap: 0.6 }
  const world = smallWorld([{ ...crowd, params }], { subnets: 4, market, network: quiet, seed })
  const { chain, outside } = world.society
  const gap = (n: number) => Math.log(outside.fundamental(n) / chain.price(n))
  const netuids = [...chain.netuids]
  const before = netuids.map(gap)
  pass(world, days * DAY)
  return { before, after: netuids.map(gap), world }
}

describe('a fundamentalist', () => {
  test('closes half of a gap in 23 days where all of them together trade 0.015 of the pool a day', () => {
    const { before, after } = gaps({ poolPart: 0.3, horizon: 0, band: 0 }, 23)
    for (const [i, gap] of before.entries()) expect(after[i] / gap).toBeCloseTo(0.5, 1)
  }, 20_000)

  test('trades nothing within its band', () => {
    const { before, after, world } = gaps({ poolPart: 0.3, horizon: 0, band: 5 }, 2)
    expect(after).toEqual(before)
    expect(totalsOf(world, 0).trades).toBe(0)
  })

  test('gets to the same place whatever its period', () => {
    const slow = gaps({ poolPart: 0.3, horizon: 0, band: 0, period: DAY }, 6)
    const fast = gaps({ poolPart: 0.3, horizon: 0, band: 0, period: DAY / 8 }, 6)
    for (const [i, gap] of slow.after.entries()) expect(gap).toBeCloseTo(fast.after[i], 1)
  })

  test('sells a position that it has not added to for its horizon', () => {
    const { world } = gaps({ poolPart: 0.3, band: 5, horizon: DAY }, 2)
    for (let m = 0; m < 4; m++) expect(freeOf(world, 0, m)).toBeGreaterThan(1_000_000 * TAO)
  })

  test('of the whole network shares its own TAO among cheap subnets and never overdraws', () => {
    const market = { ...stillMarket, fundamentalGap: 1 }
    const one = { strategy: 'fundamentalist', count: 5, capital: 50 * TAO, params: { strength: 1 / DAY } }
    const world = smallWorld([one], { subnets: 8, market, network: quiet })
    pass(world, 5 * DAY)
    expect(totalsOf(world, 0).trades).toBeGreaterThan(0)
    expect(totalsOf(world, 0).refusals).toBe(0)
  })
})
