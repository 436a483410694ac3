import { describe, expect, test } from 'vitest'
import { auditWorld } from '../../src/state/audit.js'
import { freeOf, pass, smallWorld, stillMarket, totalsOf } from './small-world.js'

const DAY = 7_200
const TAO = 1e9
const quiet = { emissionEnabled: false, rootRelease: 0 }
const market = { ...stillMarket, volatility: 0, jumpsPerYear: 0, drift: 0, impact: 0 }
const buyer = {
  strategy: 'revenue-buyback',
  count: 1,
  per: 'subnet' as const,
  capital: 10_000 * TAO,
  params: { active: 1, revenue: 3_000, volatility: 0 },
}

const world = (
  params: Record<string, number | boolean> = {},
  more: Record<string, number> = {},
  subnets = 1,
) =>
  smallWorld([{ ...buyer, params: { ...buyer.params, ...params } }], {
    subnets,
    market: { ...market, ...more },
    network: quiet,
  })

describe('a buyback out of revenue', () => {
  test('spends b R / P a day, and the price follows the closed form of the pool', () => {
    const one = world()
    const { chain } = one.society
    const price = chain.price(1)
    const y = chain.taoReserve(1)
    pass(one, 20 * DAY)
    const spent = 10_000 * TAO - freeOf(one, 0)
    // Half of 3,000 USD at 300 USD is 5 TAO a day; the last tempo may still be due.
    expect(spent / (20 * 5 * TAO)).toBeGreaterThan(0.99)
    expect(spent / (20 * 5 * TAO)).toBeLessThanOrEqual(1)
    const fee = 1 - chain.fee
    // Weights one half, to a basis point.
    expect(chain.taoWeight(1)).toBeCloseTo(0.5, 9)
    expect(chain.price(1) / price / (1 + (fee * spent) / y) ** 2).toBeCloseTo(1, 4)
    expect(chain.netInflow(1) / (fee * spent)).toBeCloseTo(1, 4)
    auditWorld(one.world)
  })

  test('burns what it buys: less alpha is staked, as much is issued; told to keep it, holds it', () => {
    const alphaAfter = (burns: boolean) => {
      const one = world({ burns, revenue: 30_000 })
      const { chain } = one.society
      const before = one.world.subnets.burnedAlpha[1]
      const x = chain.alphaReserve(1)
      pass(one, 10 * DAY)
      const { coldkey } = one.society.cohorts[0]
      auditWorld(one.world)
      return {
        burned: one.world.subnets.burnedAlpha[1] - before,
        held: one.world.coldkeys.firstPosition[coldkey[0]] >= 0,
        left: x - chain.alphaReserve(1),
        staked: chain.alphaStaked(1),
        issued: chain.alphaIssuance(1),
      }
    }
    const burned = alphaAfter(true)
    const kept = alphaAfter(false)
    expect(burned.left).toBeGreaterThan(0)
    expect(burned.left).toBe(kept.left)
    // The incentive that owners withhold burns in both.
    expect(burned.burned - kept.burned).toBe(burned.left)
    expect(kept.staked - burned.staked).toBe(burned.left)
    expect([kept.held, burned.held]).toEqual([true, false])
    expect(kept.issued).toBe(burned.issued)
  })

  test('spends less TAO the more dollars a TAO costs', () => {
    const spent = (taoUsd: number) => {
      const one = world({}, { taoUsd })
      pass(one, 5 * DAY)
      return 10_000 * TAO - freeOf(one, 0)
    }
    expect(spent(150) / spent(600)).toBeCloseTo(4, 2)
  })

  test('grows with its revenue', () => {
    const one = world({ growth: 0.1 })
    pass(one, 20 * DAY)
    const total = 5 * ((Math.exp(2) - 1) / 0.1)
    expect((10_000 * TAO - freeOf(one, 0)) / (total * TAO)).toBeCloseTo(1, 1)
  })

  test('is made by one subnet in ten, as the parameter says, the same ones in every run of a seed', () => {
    const active = () => {
      const one = world({ active: 0.1 }, {}, 120)
      const revenue = one.society.cohorts[0].memory.column('revenue')
      return [...revenue.slice(0, 120)].map((x) => x > 0)
    }
    const count = active().filter(Boolean).length
    expect(count).toBeGreaterThan(2)
    expect(count).toBeLessThan(25)
    expect(active()).toEqual(active())
  })

  test('lifts the TAO price by what it buys outside', () => {
    const one = world({ revenue: 3e6 }, { impact: 0.15 })
    const before = one.society.outside.taoUsd
    pass(one, DAY)
    expect(one.society.outside.taoUsd).toBeGreaterThan(before)
  })

  test('out of TAO waits, and asks for nothing that it cannot pay', () => {
    const one = smallWorld([{ ...buyer, capital: 3 * TAO }], { subnets: 1, market, network: quiet })
    pass(one, 5 * DAY)
    expect(freeOf(one, 0)).toBeLessThan(0.01 * TAO)
    expect(totalsOf(one, 0).refusals).toBe(0)
  })
})
