import { describe, expect, test } from 'vitest'

import { paybackBlocks } from '../../../src/record/paired/payback.js'

const DAY = 7_200
const samples = (count: number) => Array.from({ length: count }, (_, k) => 1_000 + (k * DAY) / 2)

describe('payback of an attack', () => {
  test('is the first sample from which on the profit, once negative, is not negative for a day', () => {
    const profit = [0, -5, -3, 1, -1, 0, 2, 3]
    // 0 at the sixth sample lasts; 1 at the fourth does not.
    expect(paybackBlocks(samples(8), profit, DAY)).toBe((5 * DAY) / 2)
  })

  test('an attack that never is behind has paid back from the start', () => {
    expect(paybackBlocks(samples(3), [0, 0, 4], DAY)).toBe(0)
  })

  test('one that is behind at the end, or ahead for less than a day, has not', () => {
    expect(paybackBlocks(samples(4), [0, -1, 1, -1], DAY)).toBeNaN()
    expect(paybackBlocks(samples(4), [0, -1, -1, 1], DAY)).toBeNaN()
  })

  test('a missing value breaks the day', () => {
    expect(paybackBlocks(samples(5), [0, -1, 1, Number.NaN, 1], DAY)).toBeNaN()
  })
})
