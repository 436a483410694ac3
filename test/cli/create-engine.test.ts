import { expect, test } from 'vitest'
import { createEngine } from '../../src/cli/create-engine.js'
import { ScenarioError } from '../../src/errors.js'
import { catalogue } from '../scenario/catalogue.js'

const engine = createEngine({
  version: '1.0.0',
  catalogue,
  snapshotHash: (id) => `hash of ${id}`,
  simulation: () => () => {
    throw new Error('not run here')
  },
})
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
  expect(found.more).toEqual({ role: 'staker' })
  expect(found.params).toContainEqual({
    name: 'lookback',
    unit: 'blocks',
    default: '1 day',
    sentence: 'window of a return',
  })
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
