import fc from 'fast-check'
import { describe, expect, test } from 'vitest'

import { stakePurchaseCost } from '../../src/market/stake-purchase.js'

const pool = { tao: 15_000, alpha: 750_000, taoWeight: 0.5, fee: 0, outside: 500_000 }

describe('what it costs to buy a share of the alpha', () => {
  test('a tenth of 500,000 takes 55,556 out of the pool; a constant product asks Y dx / (X - dx) for it', () => {
    const bought = 500_000 / 9
    expect(stakePurchaseCost(pool, 0.1)).toBeCloseTo((15_000 * bought) / (750_000 - bought), 8)
  })

  test('half of the alpha cannot be bought where as much is outside the pool as in it', () => {
    expect(stakePurchaseCost({ ...pool, outside: 750_000 }, 0.5)).toBe(Number.POSITIVE_INFINITY)
    expect(stakePurchaseCost({ ...pool, outside: 749_999 }, 0.5)).toBeGreaterThan(1e9)
  })

  test('the fee is taken off what is paid', () => {
    expect(stakePurchaseCost({ ...pool, fee: 0.2 }, 0.1)).toBeCloseTo(stakePurchaseCost(pool, 0.1) / 0.8, 8)
  })

  test('the alpha that the cost buys by the closed form of a purchase is the alpha that was wanted', () => {
    const weight = fc.double({ min: 0.2, max: 0.8, noNaN: true })
    const share = fc.double({ min: 0.001, max: 0.4, noNaN: true })
    fc.assert(
      fc.property(weight, share, (taoWeight, s) => {
        const fee = 33 / 65_535
        const cost = stakePurchaseCost({ ...pool, taoWeight, fee }, s)
        const left = (pool.tao / (pool.tao + cost * (1 - fee))) ** (taoWeight / (1 - taoWeight))
        const bought = pool.alpha * (1 - left)
        return Math.abs(bought / (pool.outside + bought) / s - 1) < 1e-9
      }),
    )
  })
})
