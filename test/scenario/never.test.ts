import { describe, expect, test } from 'vitest'
import { scenarioCatalogue } from '../../src/genesis/scenario-catalogue.js'
import { shippedCards } from '../../src/genesis/shipped-cards.js'
import { readScenario } from '../../src/scenario/read-scenario.js'

const catalogue = scenarioCatalogue(shippedCards)
const notes = async (text: string): Promise<string[]> => {
  const read = await readScenario(`horizon: 60 days\n${text}`, 'a.yaml', catalogue)
  return read.notes.map(({ path, line, text }) => `${line} ${path}: ${text}`)
}
const cohort = (text: string) => notes(`population:\n  - { id: one, capital: 10 TAO, ${text} }\n`)

describe('what the run does not last for is noted where the file says it', () => {
  test('a deed of an agent', async () => {
    const never = 'lies beyond the horizon (432000 blocks): it never happens'
    expect(await cohort('strategy: whale, params: { at: 1000 days }')).toEqual([
      `3 population[0].params.at: ${never}`,
    ])
    // What is decided after the last block is carried out in none.
    expect(await cohort('strategy: whale, params: { at: 60 days }')).toHaveLength(1)
    expect(await cohort('strategy: whale, params: { at: 431999 blocks }')).toEqual([])
    expect(await cohort('strategy: etf-inflow, params: { launch: 90 days, redeemAt: 1 year }')).toEqual([
      `3 population[0].params.launch: ${never}`,
      `3 population[0].params.redeemAt: ${never}`,
    ])
    expect(
      await cohort('strategy: extractive-owner, count: 1 per subnet, params: { rugAt: 90 days }'),
    ).toEqual([`3 population[0].params.rugAt: ${never}`])
  })

  test('not that of nobody, nor a default, nor what is drawn', async () => {
    expect(await cohort('strategy: whale, count: 0, params: { at: 1000 days }')).toEqual([])
    expect(await cohort('strategy: extractive-owner, count: 1 per subnet')).toEqual([])
    expect(await cohort('strategy: whale, params: { at: "uniform(1, 900) days" }')).toEqual([])
  })

  test('a default of what the file asks for, where it asks', async () => {
    const short = async (params: string) => {
      const cohort = `{ id: a, strategy: extractive-owner, count: 1 per subnet, params: ${params} }`
      const read = await readScenario(`horizon: 5 days\npopulation: [${cohort}]\n`, 'a.yaml', catalogue)
      return read.notes.map(({ path, text }) => `${path}: ${text}`)
    }
    expect(await short('{ menu: [dump, rug] }')).toEqual([
      'population[0].params.menu: rugAt, 30 days if left out, lies beyond the horizon (36000 blocks): it never happens',
    ])
    expect(await short('{ menu: [burn] }')).toEqual([])
    expect(await short('{ menu: [rug], rugAt: 2 days }')).toEqual([])
  })

  test('the next halving, a sample, an event, a step of the protocol', async () => {
    expect(await notes('genesis: { halvingIn: 61 days }\n')).toEqual([
      '2 genesis.halvingIn: lies beyond the horizon: TAO does not halve in this run',
    ])
    expect(await notes('genesis: { halvingIn: 60 days }\n')).toEqual([])
    expect(await notes('record: { every: 90 days }\n')).toEqual([
      '2 record.every: is longer than the run: it is sampled at its start and its end alone',
    ])
    expect(await notes('events: [{ at: 60 days, kind: whale-order, netuid: 64, size: 1 TAO }]\n')).toEqual([
      '2 events[0].at: lies beyond the horizon: it never happens',
    ])
    const step = 'protocol: { start: mainnet@spec475, then: [{ at: 90 days, set: { shares: flow-ema } }] }\n'
    expect(await notes(step)).toEqual([
      '2 protocol.then[0].at: lies beyond the horizon: the step is never taken',
    ])
  })
})
