import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { exp } from '../../src/consensus/exact/fixed.js'
import { expBits, ONE, product, proportionBits, proportionU16, quotient } from '../../src/numeric/grid.js'

const share = fc.integer({ min: 0, max: ONE })

describe('numbers on the grid of 2^-32', () => {
  test('a product in doubles is at most one unit from the chain', () => {
    fc.assert(
      fc.property(share, share, (a, b) => {
        const exact = Number((BigInt(a) * BigInt(b)) >> 32n)
        expect(Math.abs(product(a, b) - exact)).toBeLessThanOrEqual(1)
      }),
    )
  })

  test('a quotient in doubles is at most one unit from the chain', () => {
    fc.assert(
      fc.property(share, fc.integer({ min: 1, max: ONE }), (a, b) => {
        fc.pre(a <= b)
        const exact = Number((BigInt(a) << 32n) / BigInt(b))
        expect(Math.abs(quotient(a, b) - exact)).toBeLessThanOrEqual(1)
      }),
    )
  })

  test('a quotient by 0 is 0', () => {
    expect(quotient(5, 0)).toBe(0)
  })

  test('every u16 becomes a proportion exactly as on the chain', () => {
    for (let u = 0; u <= 65_535; u++) {
      if (proportionBits(u) !== Number((BigInt(u) << 32n) / 65_535n)) expect.fail(`u16 ${u}`)
    }
  })

  test('a proportion becomes a u16 exactly as on the chain', () => {
    fc.assert(
      fc.property(share, (bits) => {
        expect(proportionU16(bits)).toBe(Number((BigInt(bits) * 65_535n) >> 32n))
      }),
    )
    expect(proportionU16(-1)).toBe(0)
    expect(proportionU16(2 * ONE)).toBe(65_535)
  })

  test('the exponential follows the chain within 4e-9 of itself and 8 units, as far as the chain follows exp', () => {
    fc.assert(
      fc.property(fc.integer({ min: -25 * ONE, max: 25 * ONE }), (x) => {
        const exact = Number(exp(BigInt(x)))
        expect(Math.abs(expBits(x) - exact)).toBeLessThanOrEqual(8 + 4e-9 * exact)
      }),
      { numRuns: 2000 },
    )
  })

  test("the exponential of 20 is the chain's series, not exp", () => {
    expect(expBits(20 * ONE) / ONE / Math.exp(20)).toBeCloseTo(0.9919, 4)
    expect(expBits(30 * ONE)).toBe(expBits(20 * ONE))
  })
})
