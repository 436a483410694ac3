import { describe, expect, test } from 'vitest'
import { pumpReturn } from '../agents/wash-world.js'

/** Reference (agents.md A19, a prototype): pool of 15,000 TAO, held 30 days; signs are held to, sizes are not. */
describe('washing for 30 days', () => {
  test.each([1_000, 5_000, 20_000])('of %d TAO loses under price shares', (tao) => {
    const part = pumpReturn('price-ema', tao, 300, 30)
    console.log('price-ema', tao, part)
    // Reference: -0.9 % to -28 %.
    expect(part).toBeLessThan(0)
    expect(part).toBeGreaterThan(-0.6)
  })

  test('pays under gross flow while the honest inflow is thin, and hardly where it is not', () => {
    // Reference: +52 % and +143 % at 300 TAO a day, +2 % and -1 % at 4,000.
    const thin = [1_000, 5_000].map((tao) => pumpReturn('flow-ema', tao, 300, 30))
    const thick = [1_000, 5_000].map((tao) => pumpReturn('flow-ema', tao, 4_000, 30))
    console.log('flow-ema', thin, thick)
    expect(Math.min(...thin)).toBeGreaterThan(0)
    expect(Math.max(...thick)).toBeLessThan(Math.min(...thin))
  })
})
