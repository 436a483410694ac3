import { describe, expect, test } from 'vitest'
import { scenarioCatalogue } from '../../src/genesis/scenario-catalogue.js'
import { shippedCards } from '../../src/genesis/shipped-cards.js'
import { readScenario } from '../../src/scenario/read-scenario.js'

const catalogue = scenarioCatalogue(shippedCards)
const notes = async (text: string): Promise<string[]> => {
  const read = await readScenario(`horizon: 5 days\n${text}`, 'a.yaml', catalogue)
  return read.notes.map(({ path, line, text }) => `${line} ${path}: ${text}`)
}
const cohort = (text: string) => notes(`population:\n  - { id: one, ${text} }\n`)

describe('a cohort with nothing to act with is noted', () => {
  test('demand that should reach the chain and has no capital', async () => {
    expect(await cohort('strategy: etf-inflow, params: { staked: 50 % }')).toEqual([
      '3 population[0].capital: 0 TAO: nothing is staked: what stands on root comes out of the capital',
    ])
    expect(await cohort('strategy: revenue-buyback, count: 1 per subnet')).toEqual([
      '3 population[0].capital: 0 TAO: no alpha is bought: what it spends on the chain comes out of the capital',
    ])
  })

  test('a trader without capital, stake or a borrowed wallet', async () => {
    const nothing = 'has neither capital nor stake to trade with: it does nothing'
    expect(await cohort('strategy: yield-chaser, count: 3')).toEqual([
      `3 population[0].capital: 0 TAO: ${nothing}`,
    ])
    expect(await cohort('strategy: yield-chaser, count: 3, capital: 10 TAO')).toEqual([])
    expect(await cohort('strategy: yield-chaser, count: 3, stake: { root: 1 % }')).toEqual([])
    expect(await cohort('strategy: yield-chaser, count: 0')).toEqual([])
  })

  test('not those who need none', async () => {
    expect(await cohort('strategy: etf-inflow, params: { staked: 0 % }')).toEqual([])
    expect(await cohort('strategy: halving-speculator')).toEqual([])
    expect(await cohort('strategy: order-relayer')).toEqual([])
    expect(await cohort('strategy: honest-miner, count: 2 per subnet')).toEqual([])
  })
})

describe('a subnet that has not been started is noted where it is named and somebody trades', () => {
  const holders = '{ id: holders, strategy: retail, count: 1 per subnet, capital: 10 TAO }'
  const world = (population: string, more = '') =>
    notes(
      `genesis:\n  snapshot: mainnet-2026-10-08\n  subnets: [92, 82]\npopulation: [${population}]\n${more}`,
    )

  test('under genesis', async () => {
    expect(await world(holders)).toEqual([
      expect.stringMatching(
        /^4 genesis\.subnets\[1\]: subnet 82 has not been started: nobody can trade there before its owner starts it/,
      ),
    ])
    expect(await world('{ id: miners, strategy: honest-miner, count: 2 per subnet }')).toEqual([])
  })

  test('in a cohort and in an order of the script', async () => {
    const found = await world(
      '{ id: one, strategy: retail, subnets: [82], capital: 10 TAO }',
      'events: [{ at: 1 day, kind: whale-order, netuid: 82, size: 5 TAO }]',
    )
    expect(found.map((note) => note.split(':')[0])).toEqual([
      '4 genesis.subnets[1]',
      '5 population[0].subnets[0]',
      '6 events[0].netuid',
    ])
  })

  test('not where all subnets are taken', async () => {
    expect(await notes(`genesis: { snapshot: mainnet-2026-10-08 }\npopulation: [${holders}]`)).toEqual([])
  })
})
