import { describe, expect, test } from 'vitest'

import { corruptionOf } from '../../../src/record/paired/corruption.js'

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
