import { describe, expect, test } from 'vitest'
import { ScenarioError } from '../../src/errors.js'
import { curveAt, isCurve } from '../../src/numeric/expression.js'
import { canonicalJson } from '../../src/scenario/canonical.js'
import { compileCurves } from '../../src/scenario/curves.js'
import { type Change, pluginsOf, readScenario } from '../../src/scenario/read-scenario.js'
import { catalogue } from './catalogue.js'

const read = (text: string, changes: Change[] = []) => readScenario(text, 'ring.yaml', catalogue, changes)
const refusal = (text: string, changes: Change[] = []) =>
  read(text, changes).then(
    () => 'accepted',
    (error) => {
      if (error instanceof ScenarioError) return error.message
      throw error
    },
  )

const whole = `
name: ring
question: "Does it pay?"
protocol: { start: mainnet@spec475, set: { shares: flow-ema }, then: [{ at: 30 days, set: { shares: price-ema } }, { at: 40 days, era: mainnet@v3.2.10 }] }
horizon: 60 days
warmup: 12 h
seed: 12345678901234567890
genesis: { subnets: { largest: 4 }, uids: 64, halvingIn: 20 days }
network: { taoWeight: 0.2, tempo: 360 blocks, subnets: { 3: { yuma3: false } } }
market: { volatility: 1.2, flow: { curve: "0.1*sin(2*pi*t/7200)" } }
population:
  - id: validators
    strategy: honest-validator
    count: 12 per subnet
    capital: 2000 TAO
    stake: { alpha: 30 %, root: 5 %, spread: "lognormal(median=1, sigma=1.5)" }
    params: { policy: lowball }
  - id: momentum
    strategy: momentum-staker
    count: 20
    subnets: [3, 64]
    capital: lognormal(median=20, sigma=0.9)
    params: { threshold: 8%, lookback: 100 }
events: [{ at: 10 days, kind: buy, amount: 3 TAO }, { at: 1 day, kind: buy }]
record: { every: 1 h, epochs: every epoch, trades: true }
hypotheses: [{ id: H1, metric: gini, where: { protocol.set.shares: price-ema }, test: ">= 5 %" }]
plugins: [./my-agent.ts]
`

test('a scenario is resolved into the engine units, every default filled in', async () => {
  const { scenario, notes } = await read(whole)
  expect(scenario).toEqual({
    name: 'ring',
    question: 'Does it pay?',
    protocol: {
      start: 'mainnet@spec475',
      set: { shares: 'flow-ema' },
      later: [
        { at: 216_000, set: { shares: 'price-ema' } },
        { at: 288_000, era: 'mainnet@v3.2.10', set: {} },
      ],
    },
    horizon: 432_000,
    warmup: 3600,
    seed: '12345678901234567890',
    genesis: {
      snapshot: 'mainnet-2026-10-08',
      netuids: [64, 4, 3, 1],
      uids: 64,
      resolution: 'neurons',
      halvingIn: 144_000,
      issuance: undefined,
      more: { rootTao: 1e15 },
    },
    network: { all: { taoWeight: 0.2, tempo: 360 }, subnets: { 3: { yuma3: false } } },
    market: { volatility: 1.2, jumps: 6, flow: { curve: '0.1*sin(2*pi*t/7200)', scale: 1, min: -1, max: 1 } },
    population: [
      {
        id: 'validators',
        strategy: 'honest-validator',
        count: 12,
        per: 'subnet',
        netuids: [64, 4, 3, 1],
        everywhere: true,
        capital: 2e12,
        adversary: false,
        params: { noise: 0.1, policy: 'lowball' },
        stake: {
          alpha: 0.3,
          root: 0.05,
          spread: { distribution: 'lognormal', args: { median: 1, sigma: 1.5 }, min: 0 },
        },
      },
      {
        id: 'momentum',
        strategy: 'momentum-staker',
        count: 20,
        per: 'network',
        netuids: [64, 3],
        everywhere: false,
        capital: { distribution: 'lognormal', args: { median: 2e10, sigma: 0.9 }, min: 0, whole: true },
        adversary: false,
        stake: { alpha: 0, root: 0, spread: 1 },
        params: { lookback: 100, threshold: 0.08, share: 0.1 },
      },
    ],
    events: [
      { at: 7200, kind: 'buy', values: { amount: 1e10 } },
      { at: 72_000, kind: 'buy', values: { amount: 3e9 } },
    ],
    record: { every: 300, epochs: 0, trades: true, validators: false, miners: false },
    hypotheses: [
      {
        id: 'H1',
        metric: 'gini',
        where: { 'protocol.set.shares': 'price-ema' },
        test: { relation: '>=', values: [0.05] },
      },
    ],
    plugins: ['./my-agent.ts'],
  })
  expect(notes).toEqual([
    {
      path: 'population[1].params.lookback',
      text: '100 is read as 100 blocks',
      file: 'ring.yaml',
      line: 23,
      column: 40,
    },
  ])
})

test('the shortest scenario has a horizon and nothing else', async () => {
  const { scenario } = await read('horizon: 1 day')
  expect(scenario.name).toBe('ring')
  expect(scenario.protocol).toEqual({ start: 'mainnet@spec475', set: {}, later: [] })
  expect(scenario.genesis.netuids).toHaveLength(10)
  expect(scenario.seed).toBe('1')
  expect(scenario.population).toEqual([])
})

test('curves are compiled once and give engine units', async () => {
  const { scenario, curves } = await read(whole)
  const { flow } = scenario.market
  if (!isCurve(flow)) throw new Error('not a curve')
  expect(curveAt(flow, curves.get(flow.curve)!, 1800)).toBeCloseTo(0.1, 12)
})

test('history is followed from a date or from a block', async () => {
  const follow = async (from: string) =>
    (await read(`horizon: 1 day\nprotocol: { follow: mainnet, from: ${from} }`)).scenario
  expect((await follow('2025-11-01')).protocol).toEqual({ follow: 'mainnet', from: '2025-11-01' })
  expect((await follow('8636191')).protocol).toEqual({ follow: 'mainnet', from: 8636191 })
})

test('anchors, aliases and merge keys are welcome', async () => {
  const { scenario } = await read(`
horizon: 1 day
population:
  - &base { id: a, strategy: momentum-staker, params: &p { share: 20 % } }
  - { <<: *base, id: b }
  - { id: c, strategy: momentum-staker, params: *p }
`)
  expect(scenario.population.map(({ id, params }) => [id, params.share])).toEqual([
    ['a', 0.2],
    ['b', 0.2],
    ['c', 0.2],
  ])
})

test('a preset is unfolded, less some, some changed, some added', async () => {
  const { scenario } = await read(
    `
horizon: 1 day
population:
  preset: mainnet
  without: [miners]
  change: { momentum.params.threshold: 9 % }
  add: [{ id: extra, strategy: honest-validator, count: 2 }]
`,
    ['population.momentum.count=7'],
  )
  expect(scenario.population.map(({ id, count }) => [id, count])).toEqual([
    ['momentum', 7],
    ['extra', 2],
  ])
  expect(scenario.population[0].params.threshold).toBe(0.09)
})

describe('a value is replaced by its path', () => {
  const cases: [string, (s: Awaited<ReturnType<typeof read>>['scenario']) => unknown, unknown][] = [
    ['seed=7', (s) => s.seed, '7'],
    ['population[1].params.threshold=3 %', (s) => s.population[1].params.threshold, 0.03],
    ['population.momentum.params.threshold=3%', (s) => s.population[1].params.threshold, 0.03],
    ['population.validators.stake=10 %', (s) => s.population[0].stake.alpha, 0.1],
    ['genesis.subnets={largest: 2}', (s) => s.genesis.netuids, [64, 4]],
    ['market.jumps=2', (s) => s.market.jumps, 2],
    ['protocol=mainnet@v3.2.10', (s) => s.protocol, { start: 'mainnet@v3.2.10', set: {}, later: [] }],
    ['network.subnets.4.kappa=0.6', (s) => s.network.subnets['4'], { kappa: 0.6 }],
  ]
  for (const [change, pick, expected] of cases) {
    const fitting = change.startsWith('genesis')
      ? whole.replace('[3, 64]', 'all').replace(', subnets: { 3: { yuma3: false } }', '')
      : whole
    test(change, async () => expect(pick((await read(fitting, [change])).scenario)).toEqual(expected))
  }

  test('also inside a short form', async () => {
    const { scenario } = await read('horizon: 1 day\nprotocol: mainnet@v3.2.10', [
      'protocol.set.shares=flow-ema',
    ])
    expect(scenario.protocol).toEqual({ start: 'mainnet@v3.2.10', set: { shares: 'flow-ema' }, later: [] })
  })

  test('by a program as well, with plain data', async () => {
    const change = { path: 'population[1].capital', value: '5 TAO', origin: 'factor capital' }
    expect((await read(whole, [change])).scenario.population[1].capital).toBe(5e9)
  })

  test('or is refused with what the path could have been', async () => {
    expect(await refusal(whole, ['markt.jumps=2'])).toBe(
      '--set markt.jumps=2  markt: got unknown key "markt", want one of name, question, protocol, horizon, warmup, seed, genesis, network, market, population, events, record, hypotheses, plugins; did you mean "market"?',
    )
    expect(await refusal(whole, ['population.momentm.count=2'])).toBe(
      '--set population.momentm.count=2  population.momentm.count: got "momentm", want a place from 0 to 1 in population, or an id: validators, momentum; did you mean "momentum"?',
    )
    expect(await refusal(whole, ['population[2].count=2'])).toContain(
      'got "2", want a place from 0 to 1 in population',
    )
    expect(await refusal(whole, ['horizon.x=2'])).toContain(
      'got a path into horizon, which is a single value',
    )
    expect(await refusal(whole, ['seed'])).toContain('want path=value')
    expect(await refusal(whole, ['seed='])).toContain('got nothing, want a value behind "="')
    expect(await refusal(whole, ['a..b=1'])).toContain('want a path such as')
    expect(await refusal(whole, ['population.momentum.params.threshold=140%'])).toBe(
      '--set population.momentum.params.threshold=140%  population[1].params.threshold: got "140%", want a fraction such as 0.08 or 8%, from 0 to 1',
    )
  })
})

test('what lies beyond the horizon is read and noted', async () => {
  const { notes } = await read(
    'horizon: 1 day\nprotocol: { then: [{ at: 2 days, set: { shares: price-ema } }] }\nevents: [{ at: 1 day, kind: buy }]',
  )
  expect(notes.map(({ path, text }) => `${path} ${text}`)).toEqual([
    'protocol.then[0].at lies beyond the horizon: the step is never taken',
    'events[0].at lies beyond the horizon: it never happens',
  ])
})

test('a resolved scenario survives JSON, and its curves can be compiled again', async () => {
  const { scenario, curves } = await read(whole)
  const copy = JSON.parse(canonicalJson(scenario))
  expect(canonicalJson(copy)).toBe(canonicalJson(scenario))
  expect([...(await compileCurves(copy)).keys()]).toEqual([...curves.keys()])
})

test('plugins are known before the rest of the file is understood', () => {
  const text = 'plugins: [./a.ts, 3, ./b.js]\npopulation: [{ strategy: of-my-own }]'
  expect(pluginsOf(text, 'a.yaml').map(({ name }) => name)).toEqual(['./a.ts', './b.js'])
  expect(pluginsOf(text, 'a.yaml')[1]).toMatchObject({ path: 'plugins[2]', place: { line: 1, column: 22 } })
  expect(pluginsOf(text, 'a.yaml', ['plugins=[c.ts]']).map(({ name }) => name)).toEqual(['c.ts'])
  expect(pluginsOf('horizon: [', 'a.yaml')).toEqual([])
})

test('a synthetic genesis counts its subnets from 1', async () => {
  const { scenario } = await read('horizon: 1 day\ngenesis: { snapshot: synthetic, subnets: 3 }')
  expect(scenario.genesis.netuids).toEqual([1, 2, 3])
})

test('a cohort may be on the largest subnets of those in genesis', async () => {
  const { scenario } = await read(
    'horizon: 1 day\ngenesis: { subnets: [1, 3, 120] }\npopulation: [{ id: a, strategy: honest-miner, subnets: { largest: 2 } }]',
  )
  expect(scenario.population[0].netuids).toEqual([3, 1])
})
