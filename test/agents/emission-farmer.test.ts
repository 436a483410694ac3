import { describe, expect, test } from 'vitest'
import { auditWorld } from '../../src/state/audit.js'
import { freeOf, pass, type SmallWorld, smallWorld, totalsOf } from './small-world.js'

const DAY = 7_200
const TAO = 1e9
const farmer = { strategy: 'emission-farmer', count: 1, capital: 10_000 * TAO }

/** Subnet 1 was started in the last block; the other is years old. */
function young(params: Record<string, number> = {}, options: SmallWorld = {}) {
  const world = smallWorld([{ ...farmer, params: { period: 1_000, ...params } }], { subnets: 2, ...options })
  world.world.subnets.firstEmissionBlock[1] = world.world.block + 1
  return world
}
const memoryOf = ({ society }: ReturnType<typeof young>) => society.cohorts[0].memory

describe('an emission farmer', () => {
  test('enters a subnet in its first day, within the impact allowed, and no other', () => {
    const world = young(
      { leastYield: 0 },
      { network: { emissionEnabled: false, feeRate: 0, rootRelease: 0 } },
    )
    const { chain } = world.society
    const before = chain.price(1)
    const volume = chain.volume(2)
    pass(world, 1_001)
    expect(chain.price(1) / before).toBeCloseTo(1.1, 3)
    expect(chain.volume(2)).toBe(volume)
    expect(totalsOf(world, 0)).toMatchObject({ trades: 1, refusals: 0 })
  })

  test('leaves subnets alone that are older than a day', () => {
    const world = young({ within: 1, period: 3_000 })
    pass(world, 2 * DAY)
    expect(totalsOf(world, 0).trades).toBe(0)
  })

  test('sells its dividends at each look and keeps the principal', () => {
    const world = young({ leastYield: 0, stop: 1 })
    pass(world, 2_001)
    const free = freeOf(world, 0)
    const principal = memoryOf(world).column('principal')
    const kept = principal[1]
    expect(kept).toBeGreaterThan(0)
    pass(world, 3 * DAY)
    expect(principal[1]).toBe(kept)
    expect(freeOf(world, 0)).toBeGreaterThan(free)
    expect(totalsOf(world, 0).trades).toBeGreaterThan(10)
    auditWorld(world.world)
  })

  test('leaves when the yield is below what it asks, for good', () => {
    const world = young({ leastYield: 1e6 })
    pass(world, 4 * DAY)
    expect(totalsOf(world, 0).trades).toBe(2)
    expect(freeOf(world, 0) / (10_000 * TAO)).toBeGreaterThan(0.99)
    expect(memoryOf(world).column('entryPrice')[1]).toBe(0)
  })

  test('leaves when the price has fallen by its stop', () => {
    const crash = {
      strategy: 'whale',
      alpha: 0.9,
      params: { mode: 'block', side: 'sell', netuid: 1, size: 0.4, at: 3 * DAY },
    }
    const world = smallWorld([{ ...farmer, params: { period: 1_000, leastYield: 0 } }, crash], { subnets: 2 })
    world.world.subnets.firstEmissionBlock[1] = world.world.block + 1
    pass(world, 3 * DAY)
    expect(memoryOf(world).column('entryPrice')[1]).toBeGreaterThan(0)
    pass(world, 2_000)
    expect(memoryOf(world).column('entryPrice')[1]).toBe(0)
  })

  test('of two worlds earns more where less alpha is staked beside its own', () => {
    const income = (part: number) => {
      const world = young({ leastYield: 0, stop: 1 })
      // Most of the alpha outside the pool burns before anyone looks.
      const { burnedAlpha } = world.world.subnets
      const { sharePools, count } = world.world
      for (let p = 0; p < count.sharePools; p++) {
        if (sharePools.netuid[p] !== 1) continue
        const gone = Math.floor(sharePools.total[p] * (1 - part))
        sharePools.total[p] -= gone
        burnedAlpha[1] += gone
      }
      pass(world, 2_001)
      const free = freeOf(world, 0)
      pass(world, 2 * DAY)
      return freeOf(world, 0) - free
    }
    expect(income(0.1)).toBeGreaterThan(3 * income(1))
  })
})
