import { describe, expect, test } from 'vitest'
import type { Beginning } from '../../src/genesis.js'
import { auditWorld } from '../../src/state/audit.js'
import { freeOf, type Member, pass, smallWorld, totalsOf } from './small-world.js'

const TAO = 1e9
const quiet = { emissionEnabled: false, rootRelease: 0 }
const trader = (params: Record<string, unknown> = {}, alpha = 0): Member => ({
  strategy: 'relative-value',
  capital: 20 * TAO,
  alpha,
  params: { period: 10, patience: 100, ...params },
})
/** Somebody who moves the price of one pool at block 300. */
const shock = (netuid: number, side: string, size: number): Member => ({
  strategy: 'whale',
  count: 1,
  capital: 100_000 * TAO,
  alpha: 0.2,
  params: { mode: 'block', side, size, netuid, at: 300 },
})
const world = (members: readonly Member[]): Beginning => smallWorld(members, { subnets: 6, network: quiet })

describe('a trader of relative value', () => {
  test('does nothing while prices stand still', () => {
    const still = world([trader({}, 0.001)])
    pass(still, 1_000)
    expect(totalsOf(still, 0).trades).toBe(0)
  })

  test('buys the pool that has fallen against the others', () => {
    const fallen = world([trader(), shock(3, 'sell', 0.2)])
    const { chain } = fallen.society
    const before = [1, 2, 4, 5, 6].map((n) => chain.price(n))
    pass(fallen, 310)
    const low = chain.price(3)
    pass(fallen, 100)
    expect(chain.price(3)).toBeGreaterThan(low)
    expect(freeOf(fallen, 0)).toBeLessThan(20 * TAO)
    expect([1, 2, 4, 5, 6].map((n) => chain.price(n))).toEqual(before)
    expect(totalsOf(fallen, 0).refusals).toBe(0)
    auditWorld(fallen.world)
  })

  test('sells what it holds where the price has risen against the others, and stops at the band', () => {
    const risen = world([trader({ band: 0.05 }, 0.2), shock(2, 'buy', 0.3)])
    const { chain } = risen.society
    const usual = chain.price(2)
    pass(risen, 310)
    const high = chain.price(2)
    pass(risen, 2_000)
    expect(chain.price(2)).toBeLessThan(high)
    expect(chain.price(2)).toBeGreaterThan(usual)
    expect(totalsOf(risen, 0).trades).toBeGreaterThan(2)
    auditWorld(risen.world)
  })

  test('leaves a gap within fees, impact and band alone', () => {
    const small = world([trader({ band: 0.2 }, 0.1), shock(2, 'buy', 0.05)])
    pass(small, 1_000)
    expect(totalsOf(small, 0).trades).toBe(0)
  })
})
