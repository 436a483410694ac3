import { describe, expect, test } from 'vitest'
import type { Beginning } from '../../src/genesis.js'
import { auditWorld } from '../../src/state/audit.js'
import { memoryOf, oneSubnet, still, sumOf, TEMPO } from './one-subnet.js'
import { freeOf, type Member, pass, totalsOf } from './small-world.js'

const TAO = 1e9
const DAY = 7_200

/** A ring with 20 % of the validators' stake, honest validators with 80 %, and holders who lend as much as the honest have. */
const members = (broker: Record<string, unknown>, capital = 1_000 * TAO): Member[] => [
  { strategy: 'honest-validator', count: 6, alpha: 0.32, params: { sold: 0 } },
  {
    id: 'cabal',
    strategy: 'colluding-validators',
    count: 2,
    alpha: 0.08,
    capital,
    params: { policy: 'selfweight', miners: 'cabal-miner', sold: 0 },
  },
  { strategy: 'cabal-miner', count: 8, params: still },
  { strategy: 'honest-miner', count: 32, params: still },
  {
    strategy: 'childkey-broker',
    count: 4,
    per: 'subnet',
    alpha: 0.3,
    params: { renters: 'cabal', sold: 0, period: TEMPO, ...broker },
  },
]
const stakeOf = (beginning: Beginning) => sumOf(beginning, 1, 'stakeWeight')

describe('brokers of childkeys', () => {
  test('lend the ring their weight after the cool-down, and no price moves', () => {
    const beginning = oneSubnet(members({}), { network: { emissionEnabled: false, rootRelease: 0 } })
    const { chain } = beginning.society
    const price = chain.price(1)
    pass(beginning, DAY - TEMPO)
    // 8 of 40 parts, the lenders setting no weights.
    const before = stakeOf(beginning)
    expect(before).toBeLessThan(0.25)
    pass(beginning, 2 * TEMPO + DAY / 4)
    expect(stakeOf(beginning)).toBeGreaterThan(before + 0.2)
    expect(chain.price(1)).toBeCloseTo(price, 12)
    expect(totalsOf(beginning, 4).refusals).toBe(0)
    auditWorld(beginning.world)
  }, 60_000)

  test('are paid what dividends fall short of the offer, and the renter pays no more than that', () => {
    const beginning = oneSubnet(members({ offer: 1.05 }))
    pass(beginning, 6 * DAY)
    const billed = memoryOf(beginning, 4, 'earned').reduce((sum, x) => sum + x, 0)
    const received = [0, 1, 2, 3].reduce((sum, m) => sum + freeOf(beginning, 4, m), 0)
    const paid = [0, 1].reduce((sum, m) => sum + 1_000 * TAO - freeOf(beginning, 1, m), 0)
    expect(billed).toBeGreaterThan(0)
    expect(received / billed).toBeCloseTo(1, 6)
    expect(paid).toBe(received)
    const dearer = oneSubnet(members({ offer: 2 }))
    pass(dearer, 6 * DAY)
    expect(memoryOf(dearer, 4, 'earned')[0]).toBeGreaterThan(memoryOf(beginning, 4, 'earned')[0])
    auditWorld(dearer.world)
  }, 60_000)

  test('take their weight back when a bill is not paid', () => {
    const beginning = oneSubnet(members({ offer: 3 }, 0))
    pass(beginning, 2 * DAY)
    expect(totalsOf(beginning, 1).refusals + totalsOf(beginning, 4).refusals).toBeGreaterThan(0)
    pass(beginning, 2 * DAY)
    expect(memoryOf(beginning, 4, 'child').every((child) => child === 0)).toBe(true)
    expect(stakeOf(beginning)).toBeLessThan(0.25)
  }, 60_000)

  test('lend for no offer below their least', () => {
    const beginning = oneSubnet(members({ offer: 0.9 }))
    pass(beginning, 2 * DAY)
    expect(memoryOf(beginning, 4, 'child').every((child) => child === 0)).toBe(true)
  })

  test('that look at yield lend to the renter with most dividends per stake, for nothing', () => {
    const beginning = oneSubnet(members({ rule: 'yield' }))
    pass(beginning, 3 * DAY)
    expect(memoryOf(beginning, 4, 'child').every((child) => child > 0)).toBe(true)
    expect(freeOf(beginning, 1)).toBe(1_000 * TAO)
  }, 60_000)
})
