import { describe, expect, test } from 'vitest'
import { alphaYield, rootYield } from '../../../src/agents/yields.js'
import { pass, smallWorld, stillMarket } from '../small-world.js'

const DAY = 7_200
const TAO = 1e9
const still = { ...stillMarket, volatility: 0, jumpsPerYear: 0, taoUsd: 300 }

type Members = Parameters<typeof smallWorld>[0]

function world(market: Record<string, number | string>, members: Members = [], network = {}) {
  const made = smallWorld(members, { subnets: 4, market: { ...still, ...market }, network })
  const { chain, outside } = made.society
  return { made, chain, outside, netuids: [...chain.netuids] }
}

describe('a value from revenue', () => {
  const market = { fundamental: 'revenue', revenueMedian: 2_000, revenueSpread: 0 }

  test('is (b R / P) / (r - g) / (A + X), found anew every day', () => {
    const { made, chain, outside, netuids } = world({ ...market, requiredReturn: 0.4, revenueGrowth: 0.1 })
    const worth = (days: number, n: number) =>
      (0.5 * 2_000 * 365 * Math.exp((0.1 * days) / 365)) / 300 / 0.3 / (chain.alphaIssuance(n) / TAO)
    for (const n of netuids) expect(outside.fundamental(n)).toBeCloseTo(worth(0, n), 12)
    pass(made, 3 * DAY + 1)
    const noted = netuids.map((n) => outside.fundamental(n))
    pass(made, DAY / 2)
    // TAO's price moves in between and alpha is issued: the value of the day stands.
    expect(netuids.map((n) => outside.fundamental(n))).toEqual(noted)
    pass(made, DAY / 2)
    for (const n of netuids) expect(outside.fundamental(n) / worth(4, n)).toBeCloseTo(1, 4)
  })

  test('falls as TAO rises, whatever the price of alpha', () => {
    const { made, outside, netuids } = world(market)
    const before = netuids.map((n) => outside.fundamental(n))
    outside.jump(Math.log(2))
    pass(made, DAY + 1)
    netuids.forEach((n, k) => {
      expect(outside.fundamental(n) / before[k]).toBeCloseTo(0.5, 2)
    })
  })

  test('differs between subnets by what was drawn for each at its birth', () => {
    const revenue = (seed: string) => {
      const { chain, outside } = smallWorld([], {
        subnets: 4,
        market: { ...still, ...market, revenueSpread: 1 },
        seed,
      }).society
      return [...chain.netuids].map((n) => outside.fundamental(n) * chain.alphaIssuance(n))
    }
    expect(new Set(revenue('1')).size).toBe(4)
    expect(revenue('1')).toEqual(revenue('1'))
    expect(revenue('2')).not.toEqual(revenue('1'))
  })
})

describe('a value from yield', () => {
  const asked = ({ chain }: ReturnType<typeof world>) => rootYield(chain, 0.18) + 0.2
  const supported = (w: ReturnType<typeof world>, n: number) =>
    w.chain.price(n) * Math.sqrt(alphaYield(w.chain, n, 0.18) / asked(w))

  test('is the price until alpha has yielded anything', () => {
    const { chain, outside, netuids } = world({ fundamental: 'yield' })
    for (const n of netuids) expect(outside.fundamental(n)).toBeCloseTo(chain.price(n), 12)
  })

  test('is then the price times the root of the yield over what is asked: that of root and a premium', () => {
    const w = world({ fundamental: 'yield', yieldMemory: 0.01 })
    pass(w.made, 2 * DAY + 1)
    for (const n of w.netuids) {
      // The value of the day was found a block ago; with hardly any memory it goes by the yields of the day.
      expect(w.outside.fundamental(n) / supported(w, n)).toBeCloseTo(1, 2)
      expect(Math.abs(Math.log(w.outside.fundamental(n) / w.chain.price(n)))).toBeGreaterThan(0.01)
    }
  })

  test('remembers yields for as many days as it is told', () => {
    const w = world({ fundamental: 'yield', yieldMemory: 1_000 })
    pass(w.made, DAY + 1)
    const first = w.netuids.map((n) => w.outside.fundamental(n) / w.chain.price(n))
    pass(w.made, 5 * DAY)
    w.netuids.forEach((n, k) => {
      const ours = Math.abs(w.outside.fundamental(n) / w.chain.price(n) / first[k] - 1)
      const now = Math.abs(supported(w, n) / w.chain.price(n) / first[k] - 1)
      // In five days of a thousand a mean goes half a percent of the way.
      expect(ours).toBeLessThan(0.02 * now)
    })
  })
})

test('fundamentalists trade towards whichever value there is', () => {
  const crowd = {
    strategy: 'fundamentalist',
    count: 1,
    per: 'subnet' as const,
    capital: 100_000 * TAO,
    alpha: 0.8,
    params: { poolPart: 0.3, horizon: 0, band: 0 },
  }
  const market = { fundamental: 'revenue', revenueMedian: 2_000, revenueSpread: 0.5 }
  const { made, chain, outside, netuids } = world(market, [crowd], {
    emissionEnabled: false,
    feeRate: 0,
    rootRelease: 0,
  })
  const gap = (n: number) => Math.abs(Math.log(outside.fundamental(n) / chain.price(n)))
  const before = netuids.map(gap)
  pass(made, 20 * DAY)
  netuids.forEach((n, k) => {
    expect(gap(n)).toBeLessThan(before[k])
  })
})
