import { describe, expect, test } from 'vitest'
import { freeOf, pass, smallWorld, totalsOf } from './small-world.js'

const DAY = 7_200
const TAO = 1e9
const quiet = { emissionEnabled: false, feeRate: 0, rootRelease: 0 }
const whale = { strategy: 'whale', count: 1, per: 'subnet' as const, capital: 100_000 * TAO, alpha: 0.9 }

describe('a whale', () => {
  test.each([0.01, 0.05, 0.1, 0.25])(
    'buying a block of %f of the pool lifts the price by the closed form',
    (size) => {
      const params = { mode: 'block', side: 'buy', size, at: 100 }
      const world = smallWorld([{ ...whale, params }], { subnets: 1, network: quiet })
      const before = world.society.chain.price(1)
      pass(world, 100)
      expect(world.society.chain.price(1)).toBe(before)
      pass(world, 2)
      // Weights one half: (1 + v / Y)^2, to a basis point.
      expect(world.society.chain.price(1) / before).toBeCloseTo((1 + size) ** 2, 4)
      expect(totalsOf(world, 0).trades).toBe(1)
      pass(world, 1_000)
      expect(totalsOf(world, 0).trades).toBe(1)
    },
  )

  test('selling a block moves the logarithm of the price as much as buying one', () => {
    const move = (side: string) => {
      const world = smallWorld([{ ...whale, params: { mode: 'block', side, size: 0.1 } }], {
        subnets: 1,
        network: quiet,
      })
      const before = world.society.chain.price(1)
      pass(world, 10)
      return Math.log(world.society.chain.price(1) / before)
    }
    expect(move('sell')).toBeCloseTo(-move('buy'), 6)
  })

  test('in an event keeps within the impact allowed', () => {
    const params = { mode: 'event', side: 'buy', size: 0.5, impact: 0.03 }
    const world = smallWorld([{ ...whale, params }], { subnets: 1, network: quiet })
    const before = world.society.chain.price(1)
    pass(world, 10)
    expect(world.society.chain.price(1) / before).toBeCloseTo(1.03, 4)
  })

  test('accumulating takes its part of the volume of others and nothing where nobody trades', () => {
    const params = { mode: 'accumulate', amount: 1_000 * TAO }
    const alone = smallWorld([{ ...whale, params }], { subnets: 1, network: quiet })
    pass(alone, 2 * DAY)
    expect(freeOf(alone, 0)).toBe(100_000 * TAO)
    const retail = {
      strategy: 'retail',
      count: 1,
      per: 'subnet' as const,
      capital: 10_000 * TAO,
      params: { arrivals: 50 / DAY, buyShare: 1, undone: 0, unlimited: 1 },
    }
    const world = smallWorld([{ ...whale, alpha: 0, params }, retail], { subnets: 1, network: quiet })
    const volume = world.society.chain.volume(1)
    pass(world, 3 * DAY)
    const spent = 100_000 * TAO - freeOf(world, 0)
    const all = world.society.chain.volume(1) - volume
    expect(spent).toBeGreaterThan(0)
    expect(spent / all).toBeLessThan(0.11)
  })

  test('distributing goes on until all is sold, then leaves', () => {
    const params = { mode: 'distribute', size: 0.05, participation: 1, impact: 0.02, period: 100 }
    const retail = {
      strategy: 'retail',
      count: 1,
      per: 'subnet' as const,
      capital: 10_000 * TAO,
      params: { arrivals: 200 / DAY, buyShare: 1, unlimited: 1, undone: 0 },
    }
    const world = smallWorld([{ ...whale, params }, retail], { subnets: 1, network: quiet })
    pass(world, 2 * DAY)
    expect(world.society.cohorts[0].gone[0]).toBe(1)
    expect(freeOf(world, 0)).toBeGreaterThan(100_000 * TAO)
  })

  test('without a home trades where it is told, else in the largest pool', () => {
    const traded = (params: Record<string, unknown>) => {
      const one = {
        strategy: 'whale',
        capital: 10_000 * TAO,
        params: { mode: 'block', size: 0.01, ...params },
      }
      const world = smallWorld([one as never], { subnets: 3, network: quiet })
      const { chain } = world.society
      const before = [1, 2, 3].map((n) => chain.volume(n))
      const largest =
        1 +
        [1, 2, 3]
          .map((n) => chain.taoReserve(n))
          .indexOf(Math.max(...[1, 2, 3].map((n) => chain.taoReserve(n))))
      pass(world, 5)
      return { where: [1, 2, 3].filter((n) => chain.volume(n) > before[n - 1]), largest }
    }
    expect(traded({ netuid: 2 }).where).toEqual([2])
    const { where, largest } = traded({})
    expect(where).toEqual([largest])
  })
})
