import { expect, test } from 'vitest'
import { createEngine, type EngineParts } from '../../src/cli/create-engine.js'
import { ScenarioError } from '../../src/errors.js'
import { scenarioCatalogue } from '../../src/genesis/scenario-catalogue.js'
import { catalogue } from '../scenario/catalogue.js'

const parts: EngineParts = {
  version: '1.0.0',
  catalogue,
  snapshotHash: (id) => `hash of ${id}`,
  begin: () => {
    throw new ScenarioError([{ path: 'population.b.capital', got: 'more TAO than there is', want: 'less' }])
  },
  simulation: () => () => {
    throw new Error('not run here')
  },
}
const engine = createEngine(parts)
const yaml = 'name: a\nhorizon: 2 days\npopulation: []\n'

test('a scenario is read with the settings of the command line, and names what else determines the run', async () => {
  const loaded = await engine.read(yaml, 'a.yaml', ['seed=7', 'horizon=3 days'])
  expect(loaded.scenario).toMatchObject({ name: 'a', seed: '7', horizon: 21_600 })
  expect(loaded.ingredients).toEqual(['hash of mainnet-2026-10-08'])
})

test('a plugin that is not there is refused, not passed over', async () => {
  await expect(engine.read(`${yaml}plugins: [./mine.ts]\n`, 'a.yaml', [])).rejects.toThrow(ScenarioError)
})

test('a strategy is listed with its parameters, their units, defaults and meaning', async () => {
  const found = (await engine.list('strategies')).find(({ id }) => id === 'momentum-staker')!
  expect(found.more).toMatchObject({ role: 'staker' })
  expect(found.params).toContainEqual({
    name: 'lookback',
    unit: 'blocks',
    default: '1 day',
    values: 'from 0 blocks upwards',
    varies: true,
    sentence: 'window of a return',
  })
})

test('a shipped strategy is listed with its equations, and whom it needs beside it', async () => {
  const shipped = createEngine({ ...parts, catalogue: scenarioCatalogue([]) })
  const all = await shipped.list('strategies')
  for (const { id, model } of all) expect(model, id).toMatch(/\w/)
  const ring = all.find(({ id }) => id === 'colluding-validators')!
  expect(ring.model).toContain('selfweight   own side W_C, others 1 - W_C')
  expect(ring.more).toEqual({
    code: 'A5',
    role: 'validator',
    needs: 'on each of its subnets miners that `miners` names, if it names any',
    'attack off': 'honest-validator',
  })
  const policy = ring.params?.find(({ name }) => name === 'policy')
  expect(policy?.values).toBe('selfweight | hug | lowball | optimal | bandit')
})

test('a regime is listed under its family', async () => {
  expect((await engine.list('regimes')).map(({ id }) => id)).toContain('shares/flow-ema')
})

test('every metric is listed with table, column and unit', async () => {
  const found = (await engine.list('metrics')).find(({ id }) => id === 'network.emis_hhi')!
  expect(found.more).toEqual({ table: 'network.csv', column: 'emis_hhi', unit: 'index', formula: 'sum x^2' })
})

test('the schema of scenarios is a JSON Schema that knows the strategies', () => {
  expect(JSON.stringify(engine.scenarioSchema())).toContain('momentum-staker')
})

test('what only the world finds wrong is shown where it stands in the file, a cohort found by its id', async () => {
  const text = `${yaml.replace('[]', '')}  - { id: a }\n  - { id: b, strategy: retail, capital: 9e9 TAO }\n`
  const known = catalogue.strategies.all[0].id
  const good = text.replace('{ id: a }', `{ id: a, strategy: ${known} }`).replace('retail', known)
  const loaded = await engine.read(good, 'a.yaml', [])
  expect(() => engine.begin(loaded)).toThrow(
    /^a\.yaml:5:\d+ {2}population\.b\.capital: got more TAO than there is/,
  )
})
