import { describe, expect, test } from 'vitest'
import { parse } from 'yaml'
import { readScenario } from '../../src/scenario/read-scenario.js'
import { scenarioJsonSchema, scenarioSchema } from '../../src/scenario/schema.js'
import { catalogue } from './catalogue.js'

const schema = scenarioSchema(catalogue)

describe('what the reader accepts, the schema of editors accepts', () => {
  const accepted = [
    'horizon: 1 day',
    'horizon: 1 day\nprotocol: mainnet@spec475',
    'horizon: 1 day\nprotocol: { follow: mainnet, from: 2025-11-01 }',
    'horizon: 1 day\nprotocol: { start: mainnet@spec475, set: { shares: flow-ema }, then: [{ at: 3 h, set: { shares: price-ema } }] }',
    'horizon: 1 day\ngenesis: { subnets: all, halvingIn: 1_000 blocks, rootTao: 5e5 }',
    'horizon: 1 day\ngenesis: { snapshot: synthetic, subnets: 12, resolution: aggregate }',
    'horizon: 1 day\nnetwork: { taoWeight: 18 %, kappa: 0.5, subnets: { 3: { yuma3: false } } }',
    'horizon: 1 day\nmarket: { volatility: { curve: "1 + t/7200" }, jumps: "choice(1, 2)" }',
    'horizon: 1 day\npopulation: [{ id: a, strategy: honest-miner, count: 3 per subnet, stake: 4 %, params: { quality: "beta(2, 5)" } }]',
    'horizon: 1 day\npopulation: [{ id: a, strategy: momentum-staker, capital: "lognormal(20, 0.9) TAO", stake: { root: 1 % } }]',
    'horizon: 1 day\npopulation: { preset: mainnet, without: [miners], change: { momentum.count: 3 }, add: [] }',
    'horizon: 1 day\nevents: [{ at: 0 days, kind: buy, amount: 7 }]\nrecord: { every: 1 block, epochs: every epoch }',
    'horizon: 1 day\nhypotheses: [{ id: H1, metric: gini, where: { seed: 1 }, test: "< 0" }]\nplugins: [./a.ts]',
  ]
  for (const text of accepted) {
    test(text, async () => {
      await readScenario(text, 'a.yaml', catalogue)
      expect(schema.safeParse(parse(text)).error).toBeUndefined()
    })
  }
})

describe('the schema of editors refuses', () => {
  const refused = [
    'name: nothing else',
    'horizon: 1 day\nhorizn: 2 days',
    'horizon: 1 dya',
    'horizon: 1 day\nprotocol: mainnet@spec1',
    'horizon: 1 day\nnetwork: { kappa: 1.2 }',
    'horizon: 1 day\npopulation: [{ id: a, strategy: honest-minor }]',
    'horizon: 1 day\npopulation: [{ id: a, strategy: honest-miner, params: { threshold: 1 } }]',
  ]
  for (const text of refused) {
    test(text, () => expect(schema.safeParse(parse(text)).success).toBe(false))
  }
})

test('the JSON Schema tells of every parameter its sentence, unit and default', () => {
  const text = JSON.stringify(scenarioJsonSchema(catalogue))
  expect(text).toContain('Window of a return. Unit of a bare number: blocks. From 0 blocks. Default: 1 day.')
  expect(JSON.parse(text).$schema).toBe('https://json-schema.org/draft/2020-12/schema')
  expect(text).toContain('"honest-validator"')
})
