import { describe, expect, test } from 'vitest'

import { corruptionOf, costRatio } from '../../../src/record/paired/corruption.js'

describe('cost of corruption', () => {
  test('an attack that brings 30 on 200 has a margin of 15 % and a negative net cost', () => {
    expect(corruptionOf(200, [20, 40, Number.NaN])).toEqual({ cocTao: 200, cocNetTao: -30, marginFrac: 0.15 })
  })

  test('what no capital reaches costs more than any capital', () => {
    expect(corruptionOf(Number.NaN, [])).toEqual({
      cocTao: Number.POSITIVE_INFINITY,
      cocNetTao: Number.NaN,
      marginFrac: Number.NaN,
    })
  })
})

test('an attack that costs a month of the security budget has the ratio 1', () => {
  // 1,000 TAO at 300 USD against 10,000 USD a day.
  expect(costRatio(1000, 300, 10_000)).toBe(1)
  expect(costRatio(Number.POSITIVE_INFINITY, 300, 10_000)).toBe(Number.POSITIVE_INFINITY)
})
