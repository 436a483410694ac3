import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { ScenarioError } from '../../../src/errors.js'
import { prepareSweep } from '../../../src/sweep/prepare.js'

let folder: string
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'taolab-read-search-'))
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const prepare = (search: string) => {
  const path = join(folder, 'sweep.yaml')
  const base = `
horizon: 400 blocks
genesis: { snapshot: synthetic, subnets: 2, uids: 8 }
population: [{ id: whale, strategy: whale, count: 1, capital: 100 TAO }]
factors: { network.kappa: [40 %, 60 %] }
`
  writeFileSync(path, `${base}search: ${search}\n`)
  return prepareSweep(path)
}
const problemsOf = async (search: string) => {
  const error = await prepare(search).then(
    () => undefined,
    (reason: unknown) => reason,
  )
  if (!(error instanceof ScenarioError)) throw new Error(`not refused: ${String(error)}`)
  return error.problems
}

const capital = 'axis: population.whale.capital, from: 10 TAO, to: 1e4 TAO'

test('a search is read with its unit, twelve steps, and a geometric scale where its ends are far apart', async () => {
  const { plan } = await prepare(`{ ${capital}, metric: minted_tao_per_day, target: 5 % }`)
  expect(plan.searches).toMatchObject([
    {
      id: 'search',
      unit: 'TAO',
      kind: 'capital',
      direction: 'rising',
      range: { low: 10, high: 10_000, target: 0.05, steps: 12, scale: 'geometric' },
    },
  ])
})

test('there may be several, each with an id', async () => {
  const kappa = 'axis: network.bondsPenalty, from: 1 %, to: 9 %, metric: minted_tao_per_day, target: 1'
  const { plan } = await prepare(`[{ id: a, ${kappa} }, { id: b, ${kappa}, direction: falling }]`)
  expect(plan.searches.map(({ id, range, kind }) => [id, range.scale, kind])).toEqual([
    ['a', 'linear', 'other'],
    ['b', 'linear', 'other'],
  ])
  const twice = await problemsOf(`[{ ${kappa} }, { ${kappa} }]`)
  expect(twice[0].got).toContain('search')
})

test('an axis that no scenario has is refused before anything runs', async () => {
  const problems = await problemsOf(
    '{ axis: population.whale.capitol, from: 1, to: 2, metric: minted_tao_per_day, target: 1 }',
  )
  expect(problems[0]).toMatchObject({ meant: 'capital' })
})

test.each([
  [
    'axis: network.kappa, from: 0.1, to: 0.2, metric: minted_tao_per_day, target: 1',
    /a factor of the design/,
  ],
  [`${capital}, metric: minted, target: 1`, /"?minted"?/],
  [`${capital}, metric: minted_tao_per_day, target: much`, /much/],
  [`${capital}, metric: minted_tao_per_day`, /nothing/],
  ['axis: population.whale.capital, from: 9 TAO, to: 1 TAO, metric: minted_tao_per_day, target: 1', /9 to 1/],
  [
    'axis: population.whale.capital, from: 1 TAO, to: 9 USD, metric: minted_tao_per_day, target: 1',
    /TAO and USD/,
  ],
  [`${capital}, metric: attack_profit_tao, target: 1`, /a metric of pairs/],
  [`${capital}, metric: minted_tao_per_day, target: 1, steps: 0`, /0/],
])('{ %s } is refused', async (search, got) => {
  const problems = await problemsOf(`{ ${search} }`)
  expect(problems.map((problem) => problem.got).join('\n')).toMatch(got)
})
