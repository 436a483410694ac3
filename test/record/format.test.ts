import fc from 'fast-check'
import { expect, test } from 'vitest'
import { formatNumber, formatRao, formatRaoExact } from '../../src/record/format.js'

test('whole RAO are written as exact decimals without trailing zeros', () => {
  expect(formatRao(0)).toBe('0')
  expect(formatRao(1)).toBe('0.000000001')
  expect(formatRao(1_500_000_000)).toBe('1.5')
  expect(formatRao(-21_000_000_000)).toBe('-21')
  expect(formatRao(9_007_199_254_740_991)).toBe('9007199.254740991')
})

test('an amount below 2^53 RAO reads back to the RAO', () => {
  fc.assert(
    fc.property(fc.maxSafeInteger(), (rao) => {
      const text = formatRao(rao)
      const [whole, fraction = ''] = text.replace('-', '').split('.')
      const back = BigInt(whole) * 1_000_000_000n + BigInt(fraction.padEnd(9, '0'))
      expect(text.startsWith('-') ? -back : back).toBe(BigInt(rao))
      expect(formatRaoExact(BigInt(rao))).toBe(text)
    }),
  )
})

test('issuance past 2^53 RAO keeps its last digit', () => {
  expect(formatRaoExact(11_597_618_610_011_215n)).toBe('11597618.610011215')
})

test('a number is the shortest decimal that reads back; what is not finite is an empty cell; there is no minus zero', () => {
  expect(formatNumber(0.1)).toBe('0.1')
  expect(formatNumber(-0)).toBe('0')
  expect(formatNumber(Number.NaN)).toBe('')
  expect(formatNumber(Number.POSITIVE_INFINITY)).toBe('')
  fc.assert(
    fc.property(
      fc.double({ noNaN: true, noDefaultInfinity: true }),
      (x) => Number(formatNumber(x)) === x + 0,
    ),
  )
})
