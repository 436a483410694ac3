import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import { rowOf } from '../../scripts/validation/page.js'
import { ruleFacts } from '../../scripts/validation/rules.js'
import { factRuns } from '../../scripts/validation/runs.js'
import { stylisedFacts } from '../../src/report/validation/stylised-facts.js'

const page = readFileSync(fileURLToPath(new URL('../../docs/validation.md', import.meta.url)), 'utf8')

test('docs/validation.md has what all rules give today, the guarantees of consensus among them', () => {
  const missing = ruleFacts()
    .map((fact) => `| ${rowOf(fact).join(' | ')} |`)
    .filter((row) => !page.includes(row))
  expect(missing, 'carry out: npm run validation').toEqual([])
}, 300_000)

test('docs/validation.md has what the runs of the first seed give today', async () => {
  const missing = stylisedFacts(await factRuns('1'))
    .map(
      ({ id, what, target, ours }) =>
        `| ${[id, what, target, ours || '-'].map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`,
    )
    .filter((row) => !page.includes(row))
  expect(missing, 'carry out: npm run validation').toEqual([])
}, 1_800_000)
