import fc from 'fast-check'
import { expect, test } from 'vitest'
import { part } from '../../src/consensus/payout.js'
import { maxUpscale, withinMaxWeight } from '../../src/consensus/upscale.js'
import { ONE } from '../../src/numeric/grid.js'

test('a part of the pool is exact to the RAO up to 2^41 RAO', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: ONE }), fc.integer({ min: 0, max: 2 ** 41 }), (share, pool) => {
      expect(part(share, pool)).toBe(Number((BigInt(share) * BigInt(pool)) >> 32n))
    }),
    { numRuns: 2000 },
  )
})

test('stored weights have 65535 as their largest, and zeros stay zeros', () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 0, max: 65_535 }), { minLength: 1, maxLength: 20 }), (values) => {
      const out = new Uint16Array(values.length)
      maxUpscale(values, values.length, out)
      const max = Math.max(...values)
      expect(Math.max(...out)).toBe(max === 0 ? 0 : 65_535)
      values.forEach((w, k) => {
        if (w === 0) expect(out[k]).toBe(0)
        if (max > 0) expect(Math.abs(out[k] - (w * 65_535) / max)).toBeLessThanOrEqual(0.501)
      })
    }),
  )
})

test('a limit of 65535 forbids nothing', () => {
  expect(withinMaxWeight([1], 1, 65_535)).toBe(true)
  expect(withinMaxWeight([1, 1], 2, 32_766)).toBe(false)
})
