import fc from 'fast-check'
import { expect, test } from 'vitest'
import { stringify } from 'yaml'
import { ScenarioError } from '../../src/errors.js'
import { canonicalJson } from '../../src/scenario/canonical.js'
import { readScenario } from '../../src/scenario/read-scenario.js'
import { catalogue } from './catalogue.js'

/** A scenario or a list of problems, never anything else. */
async function outcome(text: string): Promise<'read' | 'refused'> {
  try {
    const { scenario } = await readScenario(text, 'fuzz.yaml', catalogue)
    canonicalJson(scenario)
    return 'read'
  } catch (error) {
    if (!(error instanceof ScenarioError)) throw error
    expect(error.problems.length).toBeGreaterThan(0)
    for (const { got, want } of error.problems) expect(got && want).toBeTruthy()
    return 'refused'
  }
}

const scalars = [
  null,
  true,
  0,
  -1,
  1.5,
  1e300,
  Number.NaN,
  'x',
  '3 %',
  '5 TAO',
  '1 day',
  'all',
  'lognormal(1, 2)',
  'uniform(1,',
  '{',
  '2025-01-01',
  '__proto__',
  'constructor',
  'honest-miner',
  'mainnet',
  '',
  '\u0000',
  '12 per subnet',
]
const keys = [
  'name',
  'question',
  'protocol',
  'horizon',
  'warmup',
  'seed',
  'genesis',
  'network',
  'market',
  'population',
  'events',
  'record',
  'hypotheses',
  'plugins',
  'id',
  'strategy',
  'params',
  'stake',
  'count',
  'subnets',
  'preset',
  'add',
  'without',
  'change',
  'at',
  'kind',
  'set',
  'then',
  'follow',
  'from',
  'largest',
  'curve',
  '3',
  '__proto__',
  'constructor',
  'toString',
  'shares',
  'momentum.count',
]
const data = fc.letrec((tie) => ({
  any: fc.oneof(
    { maxDepth: 4 },
    fc.constantFrom(...scalars),
    fc.array(tie('any'), { maxLength: 4 }),
    tie('map'),
  ),
  map: fc.dictionary(fc.constantFrom(...keys), tie('any'), { maxKeys: 5 }),
}))

test('any data whatever gives a scenario or a list of problems', async () => {
  await fc.assert(
    fc.asyncProperty(fc.dictionary(fc.constantFrom(...keys), data.any, { maxKeys: 8 }), async (map) => {
      await outcome(stringify({ horizon: '1 day', ...map }, { aliasDuplicateObjects: false }))
    }),
    { numRuns: 150 },
  )
})

test('any text whatever gives a scenario or a list of problems', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.string({ unit: 'binary', maxLength: 200 }),
      async (text) => void (await outcome(text)),
    ),
  )
  const yamlish = fc.string({
    unit: fc.constantFrom(...'horizn: 1day[]{}&*!|>-#"\'\n\t%@<,?'),
    maxLength: 120,
  })
  await fc.assert(
    fc.asyncProperty(yamlish, async (text) => void (await outcome(text))),
    { numRuns: 150 },
  )
})
