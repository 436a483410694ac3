test('more agents than any machine holds', async () => {
  const text = `horizon: 1 day
genesis: { subnets: [64, 51] }
population:
  - { id: a, strategy: momentum-staker, count: 499999 per subnet }
  - { id: b, strategy: momentum-staker, count: 3 }
`
  expect(await firstLines(text)).toEqual([
    'ring.yaml:4:48  population[0].count: got 1000001 agents, all cohorts together, want at most 1000000',
  ])
})

import { describe, expect, test } from 'vitest'
import { ScenarioError } from '../../src/errors.js'
import { readScenario } from '../../src/scenario/read-scenario.js'
import { catalogue } from './catalogue.js'

const refusal = (text: string) =>
  readScenario(text, 'ring.yaml', catalogue).then(
    () => 'accepted',
    (error) => {
      if (error instanceof ScenarioError) return error.message
      throw error
    },
  )
/** The first lines of the problems, without the excerpts beneath. */
const firstLines = async (text: string) =>
  (await refusal(text)).split('\n').filter((line) => line.startsWith('ring.yaml'))

test('a message shows place, what was given, what was wanted, and the line', async () => {
  expect(
    await refusal(`horizon: 60 days
population:
  - id: momentum
    strategy: momentum_staker
  - id: other
    strategy: momentum-staker
    params:
      threshold: 8 percent
`),
  ).toBe(`ring.yaml:4:15  population[0].strategy: got "momentum_staker", want a strategy: honest-miner, honest-validator, momentum-staker; did you mean "momentum-staker"?
 4 |     strategy: momentum_staker
   |               ^^^^^^^^^^^^^^^
ring.yaml:8:18  population[1].params.threshold: got "8 percent", want a fraction such as 0.08 or 8%
 8 |       threshold: 8 percent
   |                  ^^^^^^^^^`)
})

test('every problem of a file is told at once, in the order of the file', async () => {
  expect(
    await firstLines(`nmae: ring
horizon: 60
warmup: 90 days
genesis: { subnets: [3, 7] }
population:
  - { id: a, strategy: honest-miner, capital: -5 TAO, params: { quality: 1.4 } }
  - { id: a, strategy: honest-miner, count: many }
`),
  ).toEqual([
    'ring.yaml:1:1  nmae: got unknown key "nmae", want one of name, question, protocol, horizon, warmup, seed, genesis, network, market, population, events, record, hypotheses, plugins; did you mean "name"?',
    'ring.yaml:2:10  horizon: got 60 without a unit, want "60 blocks" or "60 days"',
    'ring.yaml:3:9  warmup: got "90 days", want a warm-up shorter than the horizon',
    'ring.yaml:4:25  genesis.subnets[1]: got 7, want a subnet of mainnet-2026-10-08: 1, 3 to 4, 8 to 9, 51, 56, 62, 64, 120',
    'ring.yaml:6:47  population[0].capital: got "-5 TAO", want an amount such as "5000 TAO", from 0 TAO upwards',
    'ring.yaml:6:74  population[0].params.quality: got 1.4, want a fraction such as 0.08 or 8%, from 0 to 1',
    'ring.yaml:7:11  population[1].id: got the cohort id "a" twice, want each id once',
    'ring.yaml:7:45  population[1].count: got "many", want a whole number of agents, "12 per subnet" or "as recorded"',
  ])
})

describe('refused with its place', () => {
  const cases: [string, string, string][] = [
    [
      'a wrong type',
      'horizon: [1]',
      'ring.yaml:1:10  horizon: got a list, want a time such as "30 days", "12 h" or "360 blocks"',
    ],
    [
      'a missing horizon',
      'name: ring',
      'ring.yaml:1:1  horizon: got nothing, want a time such as "30 days", "12 h" or "360 blocks"',
    ],
    [
      'a scenario that is a list',
      '- horizon',
      'ring.yaml:1:1  got a list, want a map with one of name, question, protocol, horizon, warmup, seed, genesis, network, market, population, events, record, hypotheses, plugins',
    ],
    [
      'an endless amount',
      'horizon: 1 day\nmarket: { volatility: .inf }',
      'ring.yaml:2:23  market.volatility: got Infinity, want a number (1/sqrt(year))',
    ],
    [
      'what is no number',
      'horizon: 1 day\nmarket: { volatility: .nan }',
      'ring.yaml:2:23  market.volatility: got NaN, want a number (1/sqrt(year))',
    ],
    [
      'a fraction above one',
      'horizon: 1 day\nnetwork: { kappa: 50 }',
      'ring.yaml:2:19  network.kappa: got 50, want a fraction such as 0.08 or 8%, from 0 to 1; did you mean "50%"?',
    ],
    [
      'an era that does not exist',
      'horizon: 1 day\nprotocol: mainnet@spec457',
      'ring.yaml:2:11  protocol: got "mainnet@spec457", want an era: mainnet@spec475, mainnet@v3.2.10; did you mean "mainnet@spec475"?',
    ],
    [
      'a regime of another family',
      'horizon: 1 day\nprotocol: { set: { shares: balancer } }',
      'ring.yaml:2:28  protocol.set.shares: got "balancer", want a regime of shares: price-ema, flow-ema ("balancer" is of market)',
    ],
    [
      'a timetable out of order',
      'horizon: 1 day\nprotocol: { then: [{ at: 3 h, era: mainnet@v3.2.10 }, { at: 1 h, set: {} }] }',
      'ring.yaml:2:61  protocol.then[1].at: got "1 h", want a time after the step before it (block 900)',
    ],
    [
      'a day that no calendar has',
      'horizon: 1 day\nprotocol: { follow: mainnet, from: 2025-02-30 }',
      'ring.yaml:2:36  protocol.from: got "2025-02-30", want a date such as 2025-11-01, or a block of mainnet',
    ],
    [
      'a snapshot that does not exist',
      'horizon: 1 day\ngenesis: { snapshot: mainnet-2026-10-09 }',
      'ring.yaml:2:22  genesis.snapshot: got "mainnet-2026-10-09", want a snapshot: mainnet-2026-10-08, synthetic; did you mean "mainnet-2026-10-08"?',
    ],
    [
      'subnets by a bare number',
      'horizon: 1 day\ngenesis: { subnets: 8 }',
      'ring.yaml:2:21  genesis.subnets: got 8, want {largest: 8} or [8]',
    ],
    [
      'more subnets than there are',
      'horizon: 1 day\ngenesis: { subnets: { largest: 11 } }',
      'ring.yaml:2:32  genesis.subnets.largest: got 11, want a whole number from 1 to 10, the subnets of mainnet-2026-10-08',
    ],
    [
      'root as a subnet',
      'horizon: 1 day\ngenesis: { subnets: [0] }',
      'ring.yaml:2:22  genesis.subnets[0]: got 0, want a subnet of mainnet-2026-10-08 other than root',
    ],
    [
      'a cohort on a subnet left out of genesis',
      'horizon: 1 day\ngenesis: { subnets: [3] }\npopulation: [{ id: a, strategy: honest-miner, subnets: [4] }]',
      'ring.yaml:3:57  population[0].subnets[0]: got 4, want a subnet of this genesis: 3',
    ],
    [
      'network parameters of a subnet that is not there',
      'horizon: 1 day\nnetwork: { subnets: { 7: { yuma3: true } } }',
      'ring.yaml:2:23  network.subnets.7: got "7", want a subnet of this genesis: 1, 3 to 4, 8 to 9, 51, 56, 62, 64, 120',
    ],
    [
      'more miners and validators than UIDs',
      'horizon: 1 day\ngenesis: { uids: 16 }\npopulation:\n  - { id: a, strategy: honest-miner, count: 10 per subnet }\n  - { id: b, strategy: honest-validator, count: 61 }\n  - { id: c, strategy: momentum-staker, count: 900 }',
      'ring.yaml:4:45  population[0].count: got 17 miners and validators of all cohorts together on subnet 64, want at most 16, the UIDs of a subnet',
    ],
    [
      'more stake than there is',
      'horizon: 1 day\npopulation: [{ id: a, strategy: honest-miner, stake: 60 % }, { id: b, strategy: honest-miner, stake: 50 % }]',
      'ring.yaml:2:54  population[0].stake: got 110 % of the alpha of subnet 64, all cohorts together, want at most 100 %',
    ],
    [
      'an event of no kind',
      'horizon: 1 day\nevents: [{ at: 1 h, kind: sell }]',
      'ring.yaml:2:27  events[0].kind: got "sell", want a kind of event: buy',
    ],
    [
      'a hypothesis that cannot be tested',
      'horizon: 1 day\nhypotheses: [{ id: H1, metric: gini, test: positive }]',
      'ring.yaml:2:44  hypotheses[0].test: got "positive", want a test such as "< 0", ">= 5 %", "= 0.6 +- 0.02" or "between 0.5 and 2"',
    ],
    [
      'an expression that uses a forbidden name',
      'horizon: 1 day\nmarket: { volatility: { curve: "1 + process" } }',
      'ring.yaml:2:32  market.volatility: got "1 + process" with "process" at its column 5, want a listed function or one of t, pi, e',
    ],
    [
      'an expression with a function misspelt',
      'horizon: 1 day\nmarket: { volatility: { curve: "1 + squrt(t)" } }',
      'ring.yaml:2:32  market.volatility: got "1 + squrt(t)" with "squrt" at its column 5, want a function: abs, sign, floor, ceil, round, mod, min, max, sqrt, cbrt, pow, exp, expm1, log, log2, log10, log1p, sin, cos, tan, asin, acos, atan, atan2, sinh, cosh, tanh; did you mean "sqrt"?',
    ],
    [
      'a curve over a time in capitals',
      'horizon: 1 day\nmarket: { volatility: { curve: "1 + T" } }',
      'ring.yaml:2:32  market.volatility: got "1 + T" with "T" at its column 5, want a listed function or one of t, pi, e; did you mean "t"?',
    ],
    [
      'a curve that leaves its bounds',
      'horizon: 1 day\nmarket: { volatility: { curve: "1 - t/3600" } }',
      'ring.yaml:2:32  market.volatility: got "1 - t/3600", which is -0.0019444444444445264 at t = 3607, want at least 0 at every block',
    ],
    [
      'a network parameter that is drawn',
      'horizon: 1 day\nnetwork: { kappa: "uniform(0, 1)" }',
      'ring.yaml:2:19  network.kappa: got "uniform(0, 1)", want a fraction such as 0.08 or 8%, the same for all and at all times',
    ],
    [
      'a name that is no folder',
      'horizon: 1 day\nname: ../elsewhere',
      'ring.yaml:2:7  name: got "../elsewhere", want a name of letters, digits, "-", "_" and ".", such as thin-liquidity',
    ],
    [
      'a preset that does not exist',
      'horizon: 1 day\npopulation: { preset: manet }',
      'ring.yaml:2:23  population.preset: got "manet", want a preset: mainnet; did you mean "mainnet"?',
    ],
    [
      'a cohort without an id',
      'horizon: 1 day\npopulation: [{ strategy: honest-miner }]',
      'ring.yaml:2:14  population[0].id: got nothing, want an id of letters, digits and "-" that begins with a letter, such as honest-miners',
    ],
    [
      'a key without a value',
      'horizon:\n',
      'ring.yaml:1:1  horizon: got nothing, want a time such as "30 days", "12 h" or "360 blocks"',
    ],
    [
      'a key given twice',
      'horizon: 1 day\nseed: 1\nhorizon: 2 days',
      'ring.yaml:3:1  got the key "horizon" twice, want each key once',
    ],
  ]
  for (const [name, text, message] of cases) {
    test(name, async () => expect(await firstLines(text)).toEqual([message]))
  }
})

test('a distribution that a comma cuts short is told to stand in quotes', async () =>
  expect((await firstLines('horizon: 1 day\nmarket: { volatility: beta(2, 5) }'))[0]).toBe(
    'ring.yaml:2:23  market.volatility: got "beta(2", want a number (1/sqrt(year)); a distribution inside { } or [ ] stands in quotes',
  ))

describe('refused before it is understood', () => {
  test('an empty file', async () =>
    expect(await refusal(' \n')).toBe('ring.yaml  got an empty file, want a scenario'))

  test('nothing but comments', async () =>
    expect(await refusal('# soon')).toContain('got nothing but comments'))

  test('text that is no YAML', async () => {
    expect(await firstLines('horizon: [1 day\nseed: 1')).toEqual([
      expect.stringMatching(/^ring\.yaml:\d+:\d+ {2}got .*, want YAML that can be read: /),
    ])
  })

  test('two documents in one file', async () =>
    expect(await refusal('horizon: 1 day\n---\nhorizon: 2 days')).toContain(
      '2:1  got "---", want one document in a file',
    ))

  test.each([
    ['a tab', 'genesis:\n\tsubnets: 3', ':2:1  got a tab, want blanks as indentation'],
    ['a colon in a text', 'question: Who wins: A or B?', 'want quotes around a text that has ": " in it'],
    ['no blank behind a colon', 'seed:7\nname: a', 'want "key: value", with a blank behind the colon'],
    [
      'no comma between entries',
      'population: [{ id: a strategy: retail }]',
      'want a comma between the entries',
    ],
    [
      'a key at no column of its map',
      'population:\n  - id: a\n   count: 3',
      'the keys of a map, each at one column',
    ],
  ])('%s, in plain words', async (_, text, words) => {
    expect(await refusal(text)).toContain(words)
  })

  test('tabs and signs that steer a terminal are shown as blanks, and the caret stands under what is meant', async () => {
    const shown = (await refusal('horizon: 1 day\nseed:\t"\u001b[31m"\nwarmup: \tx')).split('\n')
    expect(shown[1]).toBe(' 3 | warmup:  x')
    expect(shown[2]).toBe('   |          ^')
  })

  test('a tag that asks for code', async () =>
    expect(await refusal('horizon: !!js/function "x"')).toContain(
      'want YAML that can be read: unresolved tag',
    ))

  test('aliases that unfold to billions', async () => {
    const lines = ['a: &a [1, 1, 1, 1, 1, 1, 1, 1, 1, 1]']
    for (const name of 'bcdefghi') {
      const before = String.fromCharCode(name.charCodeAt(0) - 1)
      lines.push(`${name}: &${name} [${Array(10).fill(`*${before}`).join(', ')}]`)
    }
    expect(await refusal(lines.join('\n'))).toContain('got more than 100000 values, want a smaller scenario')
  })

  test('an alias inside its own anchor', async () =>
    expect(await refusal('population: &p [*p]')).toContain('got an alias inside its own anchor'))

  test('an alias without an anchor', async () => expect(await refusal('population: *p')).toMatch(/alias/i))

  test('brackets without end', async () =>
    expect(await refusal('['.repeat(200_000))).toMatch(/YAML that can be read|levels/))

  test('more levels than a scenario has', async () => {
    expect(await refusal('- '.repeat(300_000))).toBe(
      'ring.yaml:1:403  got "-" beyond column 400, want a scenario of moderate size',
    )
    expect(await refusal(`horizon: ${'['.repeat(65)}`)).toContain('got brackets more than 64 levels deep')
  })

  test('more words than a scenario has', async () =>
    expect(await refusal('a: 1\n'.repeat(250_000))).toContain('got more than 1000000 words and signs'))

  test('a hundred problems, and how many more there are', async () => {
    const text = Array.from({ length: 150 }, (_, i) => `key${i}: 1`).join('\n')
    const message = await refusal(`horizon: 1 day\n${text}`)
    expect(message).toContain('got 50 more problems, want these put right first')
  })
})
