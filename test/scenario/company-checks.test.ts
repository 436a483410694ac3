import { describe, expect, test } from 'vitest'
import { ScenarioError } from '../../src/errors.js'
import { scenarioCatalogue } from '../../src/genesis/scenario-catalogue.js'
import { readScenario } from '../../src/scenario/read-scenario.js'

/** First lines of the problems of a scenario with this population, read with the strategies that are shipped. */
const problems = (population: string, horizon = '30 days'): Promise<string[]> =>
  readScenario(
    `horizon: ${horizon}\ngenesis: { subnets: 2, resolution: neurons }\npopulation:\n${population}`,
    'a.yaml',
    scenarioCatalogue([]),
  ).then(
    () => [],
    (error) => {
      if (error instanceof ScenarioError)
        return error.message.split('\n').filter((line) => line.startsWith('a.yaml'))
      throw error
    },
  )
const validators = '  - { id: validators, strategy: honest-validator, count: 4 per subnet, stake: 20 % }\n'

describe('who needs others says so, with its place', () => {
  test('a copier without validators', async () => {
    const copier = '  - { id: copier, strategy: weight-copier, count: 1 per subnet }\n'
    expect(await problems(copier)).toEqual([
      expect.stringMatching(
        /^a\.yaml:4:\d+ {2}population\[0\]\.strategy: got weight-copier on subnet \d+, where no other cohort is validator, want a cohort of validators on its subnets$/,
      ),
    ])
    expect(await problems(validators + copier)).toEqual([])
  })

  test('a cabal without validators', async () => {
    const miner = '  - { id: friends, strategy: cabal-miner, count: 4 per subnet }\n'
    expect(await problems(miner + validators)).toEqual([expect.stringContaining('that names "friends"')])
    const cabal =
      '  - { id: cabal, strategy: colluding-validators, count: 2 per subnet, stake: 5 %, params: { miners: friends } }\n'
    expect(await problems(miner + cabal)).toEqual([])
    expect(await problems(validators + cabal)).toEqual([
      expect.stringMatching(
        /^a\.yaml:5:\d+ {2}population\[1\]\.params\.miners: got "friends", want a cohort of miners on the same subnets, of which there is none$/,
      ),
    ])
  })

  test('a trader of a subnet that is not simulated: its TAO would go where nobody counts it', async () => {
    const whale = (netuid: string) =>
      `  - { id: whale, strategy: whale, count: 1, capital: 9 TAO, params: { netuid: ${netuid} } }\n`
    for (const netuid of ['127', '9999'])
      expect(await problems(whale(netuid))).toEqual([
        expect.stringContaining(
          `population[0].params.netuid: got ${netuid}, want a subnet of this genesis: `,
        ),
      ])
  })

  test('a broker without a child', async () => {
    const broker = (params: string) =>
      `  - { id: broker, strategy: childkey-broker, count: 1 per subnet, params: {${params}} }\n`
    expect(await problems(validators + broker(''))).toEqual([
      expect.stringContaining(
        'population[1].params.renters: got "", want a cohort of validators on the same subnets: validators',
      ),
    ])
    expect(await problems(validators + broker(' renters: validators '))).toEqual([])
  })

  test('a pair of keys that is no pair', async () => {
    const pair = (count: number) =>
      `  - { id: pair, strategy: sandwicher, count: ${count}, params: { exit: two-keys } }\n`
    expect(await problems(pair(1))).toEqual([
      expect.stringContaining(
        'population[0].count: got 1 member of sandwicher, want 2 with these parameters',
      ),
    ])
    expect(await problems(pair(2))).toEqual([])
  })
})

describe('what cannot be', () => {
  test('a take above 18 % is refused', async () => {
    const washer = (take: string) => `  - { id: washer, strategy: flow-washer, params: { take: ${take} } }\n`
    expect(await problems(washer('19 %'))).toEqual([
      expect.stringContaining('population[0].params.take: got "19 %"'),
    ])
    expect(await problems(washer('18 %'))).toEqual([])
    const broker =
      '  - { id: b, strategy: childkey-broker, count: 1 per subnet, params: { renters: validators, mostTake: 20 % } }\n'
    expect(await problems(validators + broker)).toEqual([
      expect.stringContaining('population[1].params.mostTake'),
    ])
  })

  test('a time to hold that is longer than the run is refused if the file says so', async () => {
    const washer = (params: string) => `  - { id: washer, strategy: flow-washer, params: {${params}} }\n`
    expect(await problems(washer(' hold: 31 days '))).toEqual([
      expect.stringContaining(
        'population[0].params.hold: got 223200 blocks, longer than the run, want at most the horizon, 216000 blocks',
      ),
    ])
    expect(await problems(washer(' hold: 30 days '))).toEqual([])
    expect(await problems(washer(''), '10 days')).toEqual([])
  })
})

test('who borrows a wallet may not sell all of it when a time is over', async () => {
  const holders = '  - { id: holders, strategy: organic-holders, count: 1 per subnet, stake: 20 % }\n'
  const believers = (params: string) =>
    `  - { id: believers, strategy: fundamentalist, count: 1 per subnet${params} }\n`
  expect(await problems(holders + believers(', wallet: holders'))).toEqual([
    expect.stringMatching(
      /^a\.yaml:5:\d+ {2}population\[1\]\.params\.horizon: got 216000 blocks with the wallet of holders, want 0 blocks: when the time is over it sells all that holders hold$/,
    ),
  ])
  expect(await problems(holders + believers(', wallet: holders, params: { horizon: 0 days }'))).toEqual([])
  expect(await problems(holders + believers(''))).toEqual([])
})

test('houses are validators per subnet, at least as many as seats', async () => {
  const validators = (more: string) =>
    `  - { id: v, strategy: honest-validator, count: 4 per subnet${more} }\n`
  expect(await problems(validators(', houses: 9'))).toEqual([])
  expect(await problems(validators(', houses: 3'))).toEqual([
    expect.stringMatching(/population\[0\]\.houses: got 3, want at least 4, the count of each subnet$/),
  ])
  expect(await problems(validators(', houses: 9, adversary: true'))).toEqual([
    expect.stringContaining('population[0].houses: got 9, want validators `per subnet`, no adversaries'),
  ])
  expect(await problems(validators(', adversary: true, stake: { root: 5 %, rootSpread: 2 }'))).toEqual([
    expect.stringContaining('population[0].stake.rootSpread: got a spread of houses, want validators'),
  ])
})
