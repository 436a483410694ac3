import { describe, expect, test } from 'vitest'
import { flowMemory } from '../../src/emission/shares/flow-memory.js'
import { auditWorld } from '../../src/state/audit.js'
import { pass, smallWorld, totalsOf } from './small-world.js'
import { DAY, pumpReturn, TAO, washWorld } from './wash-world.js'

describe('the forecast of shares', () => {
  test('under flow shares answers an inflow with K f (1 - f)^t over the flow of all', () => {
    const world = washWorld('flow-ema', 300, { capital: TAO, when: 'forecast' }, 8)
    const { chain } = world.society
    const others = (300 * TAO) / DAY
    const f = 29_597_889_189_277 / 2 ** 63
    for (const t of [0, DAY, 30 * DAY, 90 * DAY]) {
      const signal = 1_000 * TAO * f * (1 - f) ** t
      const expected = (others / 8 + signal) / (others + signal)
      expect(chain.shareIf(1, 1_000 * TAO, t)).toBeCloseTo(expected, 5)
    }
  })

  test('under price shares follows the price that the purchase leads to, slowly', () => {
    const world = washWorld('price-ema', 300, { capital: TAO, when: 'forecast' }, 8)
    const { chain } = world.society
    expect(chain.shareIf(1, 0, 0)).toBeCloseTo(1 / 8, 3)
    const lifted = (1 + 1_000 / 15_000) ** 2
    expect(chain.shareIf(1, 1_000 * TAO, 0)).toBeCloseTo(1 / 8, 3)
    expect(chain.shareIf(1, 1_000 * TAO, 1e7)).toBeCloseTo(lifted / (lifted + 7), 3)
    const day = chain.shareIf(1, 1_000 * TAO, DAY)
    expect(day).toBeGreaterThan(1 / 8)
    expect(day).toBeLessThan(lifted / (lifted + 7))
  })

  test('under a matured flow credits a fresh inflow with nothing yet', () => {
    const flows = washWorld('flow-ema', 300, { capital: TAO, when: 'forecast' }, 8)
    const matured = washWorld('matured-flow', 300, { capital: TAO, when: 'forecast' }, 8)
    const gain = ({ society }: typeof flows, t: number) =>
      society.chain.shareIf(1, 1_000 * TAO, t) - society.chain.shareIf(1, 0, t)
    expect(gain(flows, 0)).toBeGreaterThan(0.05)
    expect(Math.abs(gain(matured, 0))).toBeLessThan(1e-4)
    expect(gain(matured, 30 * DAY)).toBeGreaterThan(0)
    expect(gain(matured, 30 * DAY)).toBeLessThan(gain(flows, 30 * DAY))
  })

  test('leaves the world as it was', () => {
    const world = washWorld('flow-ema', 300, { capital: TAO, when: 'forecast' }, 8)
    pass(world, 10)
    const { userEma } = flowMemory.of(world.world)
    const before = [
      userEma.slice(),
      world.world.subnets.share.slice(),
      world.world.subnets.movingPrice.slice(),
    ]
    world.world.subnets.userFlow[3] = 123
    world.society.chain.shareIf(1, 1_000 * TAO, 100)
    expect([userEma, world.world.subnets.share, world.world.subnets.movingPrice]).toEqual(before)
    expect(world.world.subnets.userFlow[3]).toBe(123)
  })

  test('for the next block is what the next block does', () => {
    const world = smallWorld([], { subnets: 6 })
    pass(world, 5)
    const { chain } = world.society
    const forecast = [...chain.netuids].map((n) => chain.shareIf(n, 0, 0))
    pass(world, 1)
    for (const [i, n] of [...chain.netuids].entries()) expect(forecast[i]).toBeCloseTo(chain.share(n), 6)
    expect(forecast.reduce((sum, share) => sum + share, 0)).toBeCloseTo(1, 5)
  })
})

describe('a flow washer', () => {
  test('loses under price shares, whatever its size', () => {
    const returns = [1_000, 5_000, 20_000].map((tao) => pumpReturn('price-ema', tao, 300, 1))
    for (const part of returns) expect(part).toBeLessThan(0)
    expect(returns[2]).toBeLessThan(returns[1])
    expect(returns[1]).toBeLessThan(returns[0])
  }, 120_000)

  test('gains under gross flow where the honest inflow is thin', () => {
    const returns = [1_000, 5_000].map((tao) => pumpReturn('flow-ema', tao, 300, 1))
    for (const part of returns) expect(part).toBeGreaterThan(0)
  }, 120_000)

  test('decides for itself: washes under thin gross flow, not under price shares', () => {
    const params = { capital: 5_000 * TAO, period: 100, hold: 30 * DAY }
    const trades = ['price-ema', 'flow-ema'].map((shares) => {
      const world = washWorld(shares, 300, params)
      pass(world, 300)
      return totalsOf(world, 2).trades
    })
    expect(trades).toEqual([0, 1])
  })

  test('in rotation never holds a subnet twice within the time it takes to become fresh', () => {
    const params = { when: 'always', capital: 100 * TAO, hold: DAY, period: 500, fresh: 30 * DAY, subnets: 2 }
    const world = washWorld('flow-ema', 300, params, 8)
    const { memory } = world.society.cohorts[2]
    const rows = world.society.chain.rows
    let most = 0
    for (let k = 0; k < 60; k++) {
      pass(world, 500)
      let held = 0
      const [enteredAt, leftAt] = ['enteredAt', 'leftAt'].map((name) => memory.column(name))
      for (let n = 1; n < rows; n++) {
        if (enteredAt[n] > 0) held++
        if (enteredAt[n] > 0) expect(leftAt[n]).toBe(0)
      }
      most = Math.max(most, held)
    }
    expect(most).toBe(2)
    expect(
      memory
        .column('leftAt')
        .slice(0, rows)
        .filter((block) => block > 0).length,
    ).toBeGreaterThan(4)
    expect(totalsOf(world, 2).refusals).toBe(0)
    auditWorld(world.world)
  }, 30_000)

  test('without TAO does nothing', () => {
    const world = smallWorld([{ strategy: 'flow-washer', params: { period: 10, when: 'always' } }])
    pass(world, 200)
    expect(totalsOf(world, 0)).toMatchObject({ trades: 0, refusals: 0 })
  })
})
