import { expect, test } from 'vitest'
import { summaryColumns } from '../../../src/sweep/house.js'
import type { RunRow } from '../../../src/sweep/run-row.js'
import { censoredOf } from '../../../src/sweep/tables/censored.js'

const rows = (columns: readonly string[], ...lines: readonly (readonly number[])[]): RunRow[] =>
  lines.map((values) => ({ columns, cells: values.map(String), values: Float64Array.from(values) }))
const none = Number.NaN

test('a run that ended before its halving is censored, one that failed is missing alone', () => {
  const own = rows(['minted_tao_per_day', 'halving_days'], [7200, 12], [7200, none])
  expect(censoredOf([...own, undefined], 'halving_days')).toBe(1)
  expect(censoredOf(own, 'minted_tao_per_day')).toBe(0)
})

test('a price that has not recovered is censored; without a shock there is nothing to wait for', () => {
  const own = rows(['impact_peak_frac', 'recovery_half_life_blocks'], [0.1, none], [0.1, 900], [none, none])
  expect(censoredOf(own, 'recovery_half_life_blocks')).toBe(1)
})

test("a user's metric says so by a flag beside it", () => {
  expect(censoredOf(rows(['wait_days', 'wait_days_censored'], [3, 0], [none, 1]), 'wait_days')).toBe(1)
})

test('the metrics that wait are columns that there are', () => {
  for (const name of ['halving_days', 'recovery_half_life_blocks', 'attack_payback_blocks'])
    expect(summaryColumns).toContain(name)
  for (const name of ['minted_tao_per_day', 'impact_peak_frac', 'attack_profit_tao'])
    expect(summaryColumns).toContain(name)
})
