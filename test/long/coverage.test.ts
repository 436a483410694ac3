import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'

import { coverage, METHODS, sequentialCoverage } from './coverage-study.js'

const page = readFileSync(fileURLToPath(new URL('../../docs/statistics.md', import.meta.url)), 'utf8')

/** Columns of the page's table. */
const columns = [
  ['normal', 20],
  ['normal', 50],
  ['lognormal', 20],
  ['lognormal', 50],
  ['lognormal', 200],
] as const

/** What the page says of a method in a column, per cent. */
function published(name: string, column: number): number {
  const row = page.split('\n').find((line) => line.startsWith(`| ${name} |`))
  return Number(row?.split('|')[column + 2].replaceAll('*', ''))
}

test.each(columns)('the intervals of %s draws, %i a time, cover what docs/statistics.md says', (law, n) => {
  const found = coverage(law, n)
  const column = columns.findIndex(([name, size]) => name === law && size === n)
  // The draws are the same everywhere; only a last bit of exp or log may differ between machines.
  for (const [name, method] of Object.entries(METHODS)) {
    expect(Math.abs(found[method] - published(name, column)), name).toBeLessThanOrEqual(0.1)
  }
  if (law === 'normal') {
    expect(found.chosen).toBeGreaterThanOrEqual(94)
    expect(found.chosen).toBeLessThanOrEqual(96)
  }
  const best = Math.max(...Object.values(found))
  expect(best - found.chosen).toBeLessThanOrEqual(1)
})

test('stopping when precise costs about half a point of coverage', () => {
  const { covered, replicates } = sequentialCoverage()
  expect(page).toContain(`${covered.toFixed(1)} % of 10,000 trials, ${replicates.toFixed(0)} replicates`)
  expect(covered).toBeGreaterThan(94)
})
