import { readdirSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { ScenarioError } from '../../../src/errors.js'
import { readSweep } from '../../../src/sweep/file/read-sweep.js'
import { summaryColumns } from '../../../src/sweep/house.js'

const columns = async () => summaryColumns.map((name) => ({ name, kind: 'f64' }) as never)
const read = (figures: string, keep = '[network]') =>
  readSweep(
    `horizon: 2 days
factors: { network.kappa: [40 %, 50 %], population.ring.count: [1, 2] }
keep: ${keep}
figures:
  - ${figures}
`,
    'sweep.yaml',
    'quick',
    columns,
  )

test('figures that can be drawn are handed on as they stand', async () => {
  const plan = await read('{ heat: emis_gini, x: kappa, y: population.ring.count, where: { kappa: 40 % } }')
  expect(plan.figures).toEqual([
    { heat: 'emis_gini', x: 'kappa', y: 'population.ring.count', where: { kappa: '40 %' } },
  ])
  expect((await read('{ path: emis_gini, by: kappa, since: halving }')).figures).toHaveLength(1)
})

test.each([
  ['{ heet: emis_gini, x: kappa }', 'figures[0]', 'did you mean "heat"'],
  ['gini', 'figures[0]', 'a map with a kind of figure'],
  ['{ heat: emis_ginny, x: kappa, y: count }', 'figures[0].heat', 'did you mean "emis_gini"'],
  ['{ heat: emis_gini, x: kappa }', 'figures[0]', '"y": a factor of this sweep'],
  ['{ lines: emis_gini, x: kapa }', 'figures[0].x', 'a factor of this sweep'],
  ['{ lines: emis_gini, x: kappa, where: { tempo: 3 } }', 'figures[0].where.tempo', 'a factor of this sweep'],
  ['{ lines: emis_gini, x: kappa, colour: red }', 'figures[0].colour', 'unknown key'],
  ['{ moments: [emis_gini, nonsense], by: kappa }', 'figures[0].moments[1]', 'nonsense'],
  ['{ path: price_tao, table: subnets }', 'figures[0]', '"keep: [subnets]"'],
  ['{ path: emis_gini, since: shock }', 'figures[0]', '"keep: [events]"'],
  ['{ path: emis_gini, since: easter }', 'figures[0].since', 'easter'],
  ['{ survival: subnets }', 'figures[0]', '"keep: [events, subnets]"'],
])('a figure that could never be drawn is refused before anything runs: %s', async (figures, path, words) => {
  const error = await read(figures).then(
    () => undefined,
    (found: unknown) => found,
  )
  expect(error).toBeInstanceOf(ScenarioError)
  expect((error as ScenarioError).message).toContain(`  ${path}:`)
  expect((error as ScenarioError).message).toContain(words)
})

test('with all tables kept every figure over time can be drawn', async () => {
  expect((await read('{ survival: subnets, by: kappa }', 'all')).figures).toHaveLength(1)
})

test('figures of the shipped experiments can be drawn at either size', async () => {
  const folder = new URL('../../../scenarios/experiments/', import.meta.url)
  for (const name of readdirSync(folder)) {
    const text = readFileSync(new URL(name, folder), 'utf8')
    for (const size of ['quick', 'full'] as const) {
      const plan = await readSweep(text, new URL(name, folder).pathname, size, columns)
      expect(Array.isArray(plan.figures), `${name} at size ${size}`).toBe(true)
    }
  }
})
