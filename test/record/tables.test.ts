import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { metrics } from '../../src/record/index.js'
import { runName } from '../../src/record/manifest.js'
import { planTable, tableNames } from '../../src/record/tables.js'
import { ENGINE_VERSION } from '../../src/version.js'

test('every column is snake_case and has one name within its table', () => {
  for (const name of tableNames) {
    const columns = planTable(name).spec.columns.map((column) => column.name)
    expect(new Set(columns).size).toBe(columns.length)
    for (const column of columns) expect(column).toMatch(/^[a-z][a-z0-9_]*$/)
  }
})

test('the name of a column tells the unit of its amount', () => {
  for (const { column, unit } of metrics.all) {
    const amount = /^(TAO|alpha)\b(?!\/alpha)/.exec(unit)?.[1]
    if (amount === 'TAO') expect(column).toMatch(/_tao($|_)/)
    if (amount === 'alpha') expect(column).toMatch(/alpha/)
    if (unit === 'USD/TAO') expect(column).toMatch(/_usd$/)
    if (/\/day$/.test(unit)) expect(column).toMatch(/_per_day$/)
  }
})

test('every metric says in a sentence what it is, and where it comes from', () => {
  for (const { summary, source, id } of metrics.all) {
    expect(summary, id).toMatch(/^[A-Z0-9].*\.$/)
    expect(source.length, id).toBeGreaterThan(3)
  }
})

test('the name of a run is 16 hex digits and changes with whatever determines the run', () => {
  expect(runName('{"seed":"1"}')).toMatch(/^[0-9a-f]{16}$/)
  expect(runName('{"seed":"1"}')).not.toBe(runName('{"seed":"2"}'))
})

test('the version of the engine is that of the package', () => {
  const { version } = JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8'))
  expect(ENGINE_VERSION).toBe(version)
})
