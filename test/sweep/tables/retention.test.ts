import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Cell } from '../../../src/sweep/design/cell.js'
import type { PreparedSweep } from '../../../src/sweep/prepare.js'
import type { FinishedRow } from '../../../src/sweep/rows.js'
import { RetentionCurves } from '../../../src/sweep/tables/retention.js'
import { readCsv } from '../../support/csv.js'

let folder: string
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'taolab-retention-'))
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const AXES = ['stake', 'network.kappa', 'network.bondsPenalty']
const sweep = {
  plan: {
    experiment: 'rings',
    design: { kind: 'grid' },
    factors: AXES.map((name) => ({ name })),
  },
} as unknown as PreparedSweep
const columns = ['adversary_stake_frac', 'honest_emission_frac']
const rowsOf = (...values: number[][]): FinishedRow[] =>
  values.map(
    (row) => ({ row: { columns, cells: [], values: Float64Array.from(row) } }) as unknown as FinishedRow,
  )
const cell = (id: number, stake: string, kappa: unknown, penalty: unknown): Cell => ({
  id,
  overrides: [stake, kappa, penalty].map((value, k) => ({ path: AXES[k], value })),
})

test('cells along which the colluding stake grows are a curve, held against the one that passes weights through', () => {
  const curves = new RetentionCurves()
  const stakes = [0.1, 0.3, 0.5]
  // The rule keeps all up to 0.3 and half of its stake at 0.5; passed through, a twentieth more is lost at each step.
  stakes.forEach((s, k) => {
    const kept = s < 0.5 ? 1 - s : 0.25
    // Two replicates whose mean is that.
    curves.add(cell(k, `${s}`, '50 %', 1), rowsOf([s, kept - 0.01], [s, kept + 0.01]))
    curves.add(cell(10 + k, `${s}`, '0 %', 0), rowsOf([s, (1 - s) * (0.95 - 0.25 * k)]))
  })
  const table = curves.write(folder, sweep)
  expect(table).toBeDefined()
  const [rule, through, ...others] = readCsv(readFileSync(join(folder, 'retention.csv'), 'utf8'))
  expect(others).toEqual([])
  expect(rule).toMatchObject({ cell_id: '0', factor: 'stake', points: '3', stake_lo: '0.1', stake_hi: '0.5' })
  // 1 up to 0.3, then a line to 0.5: 0.3 + 0.2 * 0.75 of 0.5.
  expect(Number(rule.auc_retention_frac)).toBeCloseTo(0.9, 12)
  expect(Number(rule.kink_stake_frac)).toBeCloseTo(0.3 + 0.1 * 0.2, 12)
  // Trapezoids 1 -> 0.95 -> 0.7 -> 0.45.
  const area = (0.1 * 0.975 + 0.2 * 0.825 + 0.2 * 0.575) / 0.5
  expect(Number(through.auc_retention_frac)).toBeCloseTo(area, 12)
  expect(Number(through.auc_retention_norm)).toBe(1)
  expect(Number(rule.auc_retention_norm)).toBeCloseTo(0.9 / area, 12)
})

test('a sweep in which no factor moves the colluding stake has no such table', () => {
  const curves = new RetentionCurves()
  for (const k of [0, 1, 2, 3]) curves.add(cell(k, `${k}`, 0.5, 1), rowsOf([0.3 + 0.01 * k, 0.7]))
  curves.add(cell(4, '4', 0.5, 1), rowsOf([Number.NaN, Number.NaN]))
  expect(curves.write(folder, sweep)).toBeUndefined()
})
