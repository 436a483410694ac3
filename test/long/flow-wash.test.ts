import { describe, expect, test } from 'vitest'
import { pumpReturn } from '../agents/wash-world.js'

/**
 * Reference (agents.md A19, a prototype): 15,000 TAO in the pool, held 30 days. Signs are held to, sizes are not: the
 * prototype's other traders are not described. Here they pull prices back with half the calibrated strength, as
 * calibration.md 7 advises where chain buys are studied.
 */
const PULL = 0.15

describe('washing for 30 days', () => {
  test.each([1_000, 5_000, 20_000])('of %d TAO loses under price shares', (tao) => {
    const part = pumpReturn('price-ema', tao, 300, 30, PULL)
    // Reference: -0.9 % to -28 %. Here: -1.1 %, -14.7 %, -31.8 %.
    expect(part).toBeLessThan(0)
    expect(part).toBeGreaterThan(-0.5)
  })

  test.each([1_000, 5_000])('of %d TAO pays under gross flow while the honest inflow is thin', (tao) => {
    const part = pumpReturn('flow-ema', tao, 300, 30, PULL)
    // Reference: +52 % and +143 % at 300 TAO a day. Here: +13 % and +32 %; at full strength of the pull +1.9 % and -4.7 %.
    expect(part).toBeGreaterThan(0)
  })
})
