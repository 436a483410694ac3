import { describe, expect, test } from 'vitest'
import { positionColumns } from '../../src/market/concentrated-positions.js'
import { auditWorld } from '../../src/state/audit.js'
import { freeOf, type Member, pass, smallWorld, totalsOf } from './small-world.js'

const TAO = 1e9
const TICKS = 1 / Math.log1p(1e-4)
const provider: Member = {
  strategy: 'liquidity-provider',
  per: 'subnet',
  capital: 1_000 * TAO,
  alpha: 0.1,
  params: { period: 10 },
}
const still = { emissionEnabled: false, rootRelease: 0, userLiquidity: true }
const inPool = (start: string, network: Record<string, unknown> = still, more: readonly Member[] = []) =>
  smallWorld([provider, ...more], { subnets: 1, start, network: network as never })

describe('a provider of liquidity', () => {
  test('opens a range around the price with a part of what it has', () => {
    const run = inPool('mainnet@spec391')
    const { world, society } = run
    const price = society.chain.price(1)
    const free = freeOf(run, 0)
    pass(run, 12)
    const rows = positionColumns.of(world)
    expect(rows.netuid[0]).toBe(1)
    expect(1.0001 ** rows.low[0] / price).toBeCloseTo(1 / 1.2, 3)
    expect(1.0001 ** rows.high[0] / price).toBeCloseTo(1.2, 3)
    const spent = free - freeOf(run, 0)
    expect(spent).toBeGreaterThan(0)
    expect(spent).toBeLessThanOrEqual(free / 2)
    expect(totalsOf(run, 0).refusals).toBe(0)
    auditWorld(world)
  })

  test('follows the price with a new range once it has left the old one', () => {
    const whale: Member = {
      strategy: 'whale',
      per: 'subnet',
      capital: 50_000 * TAO,
      params: { mode: 'block', side: 'buy', size: 0.5, at: 20 },
    }
    const run = inPool('mainnet@spec391', still, [whale])
    pass(run, 18)
    const rows = positionColumns.of(run.world)
    const before = [rows.low[0], rows.high[0]]
    pass(run, 60)
    const tick = Math.log(run.society.chain.price(1)) * TICKS
    expect(tick).toBeGreaterThan(before[1])
    expect([rows.netuid[0], rows.netuid[1]]).toEqual([1, 0])
    expect([rows.low[0] < tick, rows.high[0] > tick]).toEqual([true, true])
    auditWorld(run.world)
  })

  test('keeps a range between fixed ticks wherever the price goes', () => {
    const fixed = { ...provider, params: { period: 10, low: -400_000, high: -300_000 } }
    const run = smallWorld([fixed], { subnets: 1, start: 'mainnet@spec391', network: still as never })
    pass(run, 60)
    const rows = positionColumns.of(run.world)
    expect([rows.low[0], rows.high[0], rows.netuid[1]]).toEqual([-400_000, -300_000, 0])
    expect(totalsOf(run, 0).refusals).toBe(0)
  })

  test.each([
    ['where the subnet lets no users in', 'mainnet@spec391', { ...still, userLiquidity: false }],
    ['where pools know no ranges', 'mainnet@spec475', still],
  ])('does nothing %s', (_where, start, network) => {
    const run = inPool(start, network)
    pass(run, 40)
    expect(positionColumns.of(run.world).netuid[0]).toBe(0)
    expect(totalsOf(run, 0).refusals).toBe(0)
  })
})
