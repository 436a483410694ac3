import fc from 'fast-check'
import { expect, test } from 'vitest'

import { exactFee, exactFeeAtStop } from '../../src/market/exact/fixed.js'
import { feeAtStop, swapFee } from '../../src/market/fee.js'

fc.configureGlobal({ seed: 441 })

const amounts = fc.oneof(
  fc.integer({ min: 0, max: 2 ** 47 }),
  fc.integer({ min: 0, max: 2_000_000 }).map((n) => n * 65_535),
)

test('a fee equals the chain’s to the RAO, whole products included', () => {
  fc.assert(
    fc.property(amounts, fc.constantFrom(1, 33, 196, 2047), (amount, rate) => {
      expect(BigInt(swapFee(amount, rate))).toBe(exactFee(BigInt(amount), BigInt(rate)))
      expect(BigInt(feeAtStop(amount, rate))).toBe(exactFeeAtStop(BigInt(amount), BigInt(rate)))
    }),
    { numRuns: 2000 },
  )
})

test('no rate, no fee', () => {
  expect([swapFee(1e12, 0), feeAtStop(1e12, 0), swapFee(0, 33)]).toEqual([0, 0, 0])
})
