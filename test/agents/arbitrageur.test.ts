import { describe, expect, test } from 'vitest'
import { alphaToReach, taoToReach } from '../../src/agents/trading.js'
import { auditWorld } from '../../src/state/audit.js'
import { pass, smallWorld, totalsOf } from './small-world.js'

const DAY = 7_200
const TAO = 1e9
const still = { emissionEnabled: false, rootRelease: 0 }
const trader = { strategy: 'arbitrageur', count: 1, capital: 100_000 * TAO, alpha: 0.05 }

type World = ReturnType<typeof smallWorld>
const shared = ({ society }: World) => society.cohorts[0].shared
const memory = ({ society }: World) => society.cohorts[0].memory

describe('orders that reach a price', () => {
  const world = smallWorld([], { subnets: 2, network: still })
  const { chain } = world.society
  const p = chain.price(1)
  const x = chain.alphaReserve(1)
  const y = chain.taoReserve(1)
  const { fee } = chain

  test.each([1.001, 1.05, 2])(
    'at equal weights the purchase is (sqrt(x y P) - y) / (1 - f): %f',
    (factor) => {
      const w = chain.taoWeight(1)
      const tao = taoToReach(chain, 1, factor * p)
      if (Math.abs(w - 0.5) < 1e-9) {
        expect(tao / ((Math.sqrt(x * y * factor * p) - y) / (1 - fee))).toBeCloseTo(1, 6)
      }
      const alpha = chain.buys(1, tao)
      const after = ((1 - w) * (y + tao * (1 - fee))) / (w * (x - alpha))
      expect(after / (factor * p)).toBeCloseTo(1, 6)
    },
  )

  test.each([0.999, 0.9, 0.5])('the sale that lowers the price to %f of it', (factor) => {
    const w = chain.taoWeight(1)
    const alpha = alphaToReach(chain, 1, factor * p)
    const tao = chain.sells(1, alpha)
    const after = ((1 - w) * (y - tao)) / (w * (x + alpha * (1 - fee)))
    expect(after / (factor * p)).toBeCloseTo(1, 6)
  })

  test('a price on the wrong side needs no order', () => {
    expect(taoToReach(chain, 1, 0.9 * p)).toBe(0)
    expect(alphaToReach(chain, 1, 1.1 * p)).toBe(0)
  })
})

describe('an arbitrageur', () => {
  test('leaves no gap wider than the fee, where a call costs nothing', () => {
    const params = { latency: 1, inventory: 1, callFee: 0 }
    const world = smallWorld([{ ...trader, params }], {
      subnets: 4,
      network: still,
    })
    const { chain } = world.society
    let gaps = 0
    for (let k = 0; k < 1_000; k++) {
      pass(world, 1)
      if (shared(world).column('seen')[0] !== world.world.block - 1) continue
      const external = shared(world).column('external')
      for (const n of chain.netuids) {
        const gap = external[n] - Math.log(chain.price(n))
        expect(Math.abs(gap)).toBeLessThan(-1.01 * Math.log(1 - chain.fee))
        gaps++
      }
    }
    expect(totalsOf(world, 0).trades).toBeGreaterThan(20)
    expect(gaps).toBeGreaterThanOrEqual(36)
    expect(totalsOf(world, 0).refusals).toBe(0)
    auditWorld(world.world)
  })

  test('gains against the external price on every trade that it makes at once', () => {
    const world = smallWorld([{ ...trader, params: { latency: 1 } }], { subnets: 4, network: still })
    let before = 0
    for (let k = 0; k < 30; k++) {
      pass(world, 100)
      const gain = memory(world).column('gain')[0]
      expect(gain).toBeGreaterThanOrEqual(before)
      before = gain
    }
    expect(before).toBeGreaterThan(0)
  })

  test('finds nothing where the external price does not wander', () => {
    const world = smallWorld([{ ...trader, params: { volatility: 0 } }], { subnets: 4, network: still })
    pass(world, 2 * DAY)
    expect(totalsOf(world, 0)).toMatchObject({ trades: 0, refusals: 0 })
  })

  test('brings the wandering of the other venue into the pool', () => {
    const spread = (volatility: number) => {
      const params = { volatility, reversion: 0, inventory: 1 }
      const world = smallWorld([{ ...trader, params }], { subnets: 1, network: still })
      const { chain } = world.society
      let sum = 0
      let last = Math.log(chain.price(1))
      for (let k = 0; k < 20; k++) {
        pass(world, DAY / 4)
        const log = Math.log(chain.price(1))
        sum += (log - last) ** 2
        last = log
      }
      return Math.sqrt(sum / 5)
    }
    // Five days of four returns: the estimate has a standard error of 16 %.
    expect(spread(0.05)).toBeGreaterThan(0.025)
    expect(spread(0.05)).toBeLessThan(0.085)
    expect(spread(0.01)).toBeLessThan(spread(0.05))
  })

  test('holds no more alpha than its inventory allows', () => {
    const params = { inventory: 0.02, volatility: 0.3 }
    const world = smallWorld([{ ...trader, alpha: 0, params }], { subnets: 2, network: still })
    const { chain } = world.society
    pass(world, 2 * DAY)
    for (const n of chain.netuids) {
      const coldkey = world.society.cohorts[0].coldkey[0]
      let held = 0
      const { positions, sharePools, coldkeys } = world.world
      for (let p = coldkeys.firstPosition[coldkey]; p >= 0; p = positions.nextOfColdkey[p]) {
        const pool = positions.pool[p]
        if (sharePools.netuid[pool] !== n) continue
        held += (sharePools.total[pool] * positions.shares[p]) / sharePools.denominator[pool]
      }
      expect(held / chain.alphaReserve(n)).toBeLessThan(0.03)
    }
  })
})
