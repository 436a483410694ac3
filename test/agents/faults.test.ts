import { describe, expect, test } from 'vitest'
import { type Problem, ScenarioError } from '../../src/errors.js'
import { scenarioCatalogue } from '../../src/genesis/scenario-catalogue.js'
import { readScenario } from '../../src/scenario/read-scenario.js'

const head = `horizon: 10 days
genesis: { snapshot: synthetic, subnets: 2, uids: 16 }
population:
  - { id: miners, strategy: honest-miner, count: 4 per subnet }
  - { id: few, strategy: honest-miner, count: 1, subnets: [1] }
`
/** What is said of a cohort of that strategy with those parameters. */
async function said(strategy: string, params: string): Promise<readonly Problem[]> {
  const cohort = `  - { id: mine, strategy: ${strategy}, count: 1 per subnet, stake: 5 %, params: { ${params} } }\n`
  const read = readScenario(head + cohort, 'mine.yaml', scenarioCatalogue([]))
  const error = await read.then(
    () => undefined,
    (thrown) => thrown,
  )
  if (error === undefined) return []
  expect(error).toBeInstanceOf(ScenarioError)
  return (error as ScenarioError).problems
}

describe('parameters that no run can mean are refused before it, at their place', () => {
  test.each([
    ['extractive-owner', 'menu: []', 'menu', 'at least one of dump'],
    ['extractive-owner', 'menu: [shell]', 'shell', 'the cohort of miners that are its shells'],
    [
      'extractive-owner',
      'menu: [shell], shell: nobody',
      'shell',
      'a cohort of miners on the same subnets: miners',
    ],
    [
      'extractive-owner',
      'menu: [shell], shell: few',
      'shell',
      'a cohort of miners on the same subnets: miners',
    ],
    ['extractive-owner', 'menu: [hyper]', 'menu', 'at least one of tempo, penalty and version'],
    ['extractive-owner', 'menu: [dump], tempo: 720 blocks', 'tempo', 'hyper on the menu'],
    ['team-validator', 'own: miners', 'other', 'a cohort of miners on the same subnets: miners'],
    ['team-validator', 'own: miners, other: miners', 'other', 'two teams'],
    ['whale', 'mode: accumulate, side: sell', 'side', 'mode distribute sells bit by bit'],
    ['root-staker', 'keepShare: 70 %, selectShare: 40 %', 'selectShare', 'at most what keepShare leaves'],
    ['large-orders', 'shortest: 2 days, longest: 1 day', 'longest', 'at least the shortest time'],
  ])('%s with { %s }', async (strategy, params, param, want) => {
    const [problem, ...others] = await said(strategy, params)
    expect(others).toEqual([])
    expect(problem.path).toBe(`population[2].params.${param}`)
    expect(problem.want).toContain(want)
    expect(problem.line).toBe(6)
  })

  test.each([
    ['extractive-owner', 'menu: [dump], shell: miners'],
    ['extractive-owner', 'menu: [dump, shell, hyper], shell: miners, tempo: 720 blocks'],
    ['whale', 'mode: block, side: sell'],
    ['root-staker', 'keepShare: 60 %, selectShare: 40 %'],
    ['large-orders', 'shortest: "uniform(1 h, 2 days)", longest: 1 day'],
  ])('but not %s with { %s }', async (strategy, params) => {
    expect(await said(strategy, params)).toEqual([])
  })
})
