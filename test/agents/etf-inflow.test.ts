import { describe, expect, test } from 'vitest'
import { auditWorld } from '../../src/state/audit.js'
import { freeOf, pass, smallWorld, stillMarket, totalsOf } from './small-world.js'

const DAY = 7_200
const TAO = 1e9
/** The TAO price moves by demand alone. */
const market = { ...stillMarket, volatility: 0, jumpsPerYear: 0, drift: 0, impact: 0 }
const quiet = { emissionEnabled: false, rootRelease: 0 }
const steady = { chase: 0, noise: 0, burst: 0 }

const world = (params: Record<string, number>, more: Record<string, number> = {}, capital = 0) =>
  smallWorld([{ strategy: 'etf-inflow', capital, params }], {
    subnets: 2,
    market: { ...market, ...more },
    network: quiet,
  })
type World = ReturnType<typeof world>
const held = ({ society }: World) => society.cohorts[0].memory.column('held')[0]

describe('an exchange-traded product', () => {
  test('buys its mean creation day by day', () => {
    const one = world(steady)
    pass(one, 10 * DAY)
    // 500,000 USD a day at 300 USD: 1,667 TAO.
    expect(held(one) / (10 * (500_000 / 300) * TAO)).toBeCloseTo(1, 6)
  })

  test('takes in the burst of its launch in all, half of it in ten days', () => {
    const params = { chase: 0, noise: 0, mean: 0, burst: 20e6, launch: 5 * DAY }
    const one = world(params)
    pass(one, 5 * DAY)
    expect(held(one)).toBe(0)
    pass(one, 10 * DAY)
    expect(held(one) / ((20e6 / 300) * TAO)).toBeCloseTo(0.5, 2)
    pass(one, 90 * DAY)
    expect(held(one) / ((20e6 / 300) * TAO)).toBeCloseTo(1, 2)
  }, 30_000)

  test('lifts the TAO price by lambda times its purchases over the daily volume, and no pool', () => {
    const one = world(steady, { impact: 0.15 })
    const { chain, outside } = one.society
    const before = [chain.price(1), chain.price(2)]
    const usd = outside.taoUsd
    pass(one, 10 * DAY + 400)
    expect(Math.log(outside.taoUsd / usd) / ((0.15 * held(one)) / (350_000 * TAO))).toBeCloseTo(1, 6)
    expect([chain.price(1), chain.price(2)]).toEqual(before)
  })

  test('creations follow the price of the last week', () => {
    const quietly = world({ ...steady, chase: 5e6 })
    const rising = world({ ...steady, chase: 5e6 }, { drift: 5 })
    pass(quietly, 20 * DAY)
    pass(rising, 20 * DAY)
    const { outside } = rising.society
    const flow = (w: World) => w.society.cohorts[0].memory.column('flow')[0]
    expect(flow(quietly)).toBeCloseTo(500_000, 3)
    // A rise of 5 a year is 0.096 in seven days; with persistence one half the flow settles at twice beta r.
    expect((flow(rising) - 500_000) / (2 * 5e6 * ((5 * 7) / 365.25))).toBeCloseTo(1, 1)
    expect(outside.taoUsd).toBeGreaterThan(300)
  })

  test('stakes its part on root, as far as its own TAO goes, and takes it back on redemption', () => {
    const params = { ...steady, staked: 0.5, redeemAt: 10 * DAY, redeemed: 0.9, mean: 300_000 }
    const one = world(params, {}, 4_000 * TAO)
    const { chain } = one.society
    const before = chain.rootTao
    pass(one, 6 * DAY)
    expect((chain.rootTao - before) / (0.5 * held(one))).toBeCloseTo(1, 3)
    pass(one, 4 * DAY)
    expect(freeOf(one, 0)).toBeLessThan(TAO)
    const most = held(one)
    pass(one, 5 * DAY)
    expect(held(one)).toBeLessThan(0.75 * most)
    expect(freeOf(one, 0)).toBeGreaterThan(500 * TAO)
    expect(totalsOf(one, 0).refusals).toBe(0)
    auditWorld(one.world)
  })

  test.each([
    ['a few hours', 1_800],
    ['a day', DAY],
    ['two days and a half', 2.5 * DAY],
  ])('a wave of redemptions over %s takes its part once', (_span, redeemOver) => {
    // All is created at the launch, within hours of it; nothing comes later.
    const params = { mean: 0, chase: 0, noise: 0, burst: 1e6, burstHalfLife: 1, persistence: 0 }
    const one = world({ ...params, redeemAt: 10 * DAY, redeemed: 0.4, redeemOver })
    pass(one, 9 * DAY)
    const most = held(one)
    expect(most).toBeGreaterThan(0)
    pass(one, 7 * DAY)
    expect(held(one) / most).toBeCloseTo(0.6, 6)
  })

  test('redeems no more than it holds', () => {
    const one = world({ ...steady, mean: 0, noise: 5e6 })
    for (let day = 0; day < 40; day++) {
      pass(one, DAY)
      expect(held(one)).toBeGreaterThanOrEqual(0)
    }
  })
})
