import { expect, test } from 'vitest'

import { concentrationColumns, measures } from '../../src/record/concentration-measures.js'

const of = (values: readonly number[]) => {
  const sorted = Float64Array.from(values).sort()
  return Object.fromEntries(measures.map((measure) => [measure.suffix, measure.of(sorted)]))
}

test('of four that share 0.4, 0.3, 0.2, 0.1 every measure is known', () => {
  const shares = [0.4, 0.3, 0.2, 0.1]
  const entropy = -shares.reduce((sum, x) => sum + x * Math.log(x), 0)
  const found = of(shares)
  expect(found).toMatchObject({ n: 4, nakamoto_33: 1, nakamoto_50: 2, nakamoto_66: 2, nakamoto_50_frac: 0.5 })
  // sum |x_i - x_j| over all ordered pairs is 2 (0.1 + 0.2 + 0.3 + 0.1 + 0.2 + 0.1) = 2; over 2 n^2 mean = 8.
  expect(found.gini).toBeCloseTo(0.25, 14)
  expect(found.gini_unbiased).toBeCloseTo(1 / 3, 14)
  expect(found.hhi).toBeCloseTo(0.3, 14)
  expect(found.hhi_eff_n).toBeCloseTo(10 / 3, 13)
  expect(found.entropy_norm).toBeCloseTo(entropy / Math.log(4), 14)
  expect(found.theil).toBeCloseTo(Math.log(4) - entropy, 14)
  expect(found.top1_frac).toBeCloseTo(0.4, 14)
  expect(found.top5_frac).toBeCloseTo(1, 14)
  expect(found.top1pct_frac).toBeCloseTo(0.4, 14)
})

test('equals have no inequality, one who has all has as much as there can be', () => {
  const equal = of([2, 2, 2, 2, 2])
  expect(equal.gini).toBeCloseTo(0, 14)
  expect(equal.theil).toBeCloseTo(0, 14)
  expect(equal.entropy_norm).toBeCloseTo(1, 14)
  const one = of([0, 0, 0, 7])
  expect(one).toMatchObject({ gini: 0.75, gini_unbiased: 1, hhi: 1, nakamoto_66: 1, entropy_norm: 0 })
  expect(one.theil).toBeCloseTo(Math.log(4), 14)
})

test('of nothing every measure but the number is empty', () => {
  const { n, ...rest } = of([0, 0, 0])
  expect(n).toBe(3)
  for (const [name, value] of Object.entries(rest)) expect(value, name).toBeNaN()
})

test('the first hundredth of 250 are three', () => {
  expect(of([...Array<number>(247).fill(1), 10, 20, 23]).top1pct_frac).toBeCloseTo(53 / 300, 14)
})

test('columns are named by what is spread, and counts are counted in those who share it', () => {
  const columns = concentrationColumns('emis', 'emission shares', 'subnets')
  expect(columns.map(({ column }) => column)).toContain('emis_gini_unbiased')
  expect(columns.find(({ column }) => column === 'emis_nakamoto_50')?.unit).toBe('subnets')
})
