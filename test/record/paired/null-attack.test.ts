import { describe, expect, test } from 'vitest'
import { finishedRun, pairedMetrics } from '../../../src/record/paired/index.js'
import type { MemorySink } from '../../../src/record/sinks/memory.js'
import { attackOff } from '../../../src/scenario/attack-off.js'
import { catalogue, network, runOf, runPair, scenarioOf } from './run-pair.js'

/** All rows, but for the one word that says what a cohort is called. */
const rowsOf = ({ tables }: MemorySink) =>
  Object.fromEntries(
    [...tables].map(([name, { columns, rows }]) => {
      const kind = columns.indexOf('kind')
      return [name, rows.map((row) => row.filter((_, column) => column !== kind))]
    }),
  )

describe('a null attack', () => {
  test('without adversaries every difference is empty or exactly 0', async () => {
    const { treated, twin, paired } = await runPair(network(''))
    expect(rowsOf(twin)).toEqual(rowsOf(treated))
    for (const value of Object.values(paired)) expect(Number.isNaN(value) || value === 0).toBe(true)
    expect(paired.victim_loss_tao).toBe(0)
  })

  test('of one that never acts is exactly 0 in every record, and no draw of anybody else moves', async () => {
    const { treated, twin, paired } = await runPair(
      network(`
  - { id: washer, strategy: flow-washer, adversary: true, count: 2, stake: { root: 5 % }, params: { when: forecast } }
  - { id: idle, strategy: shadow-twin, adversary: true, capital: 100 TAO, stake: { alpha: 3 % } }`),
    )
    expect(rowsOf(twin)).toEqual(rowsOf(treated))
    const { attack_profit_tao, attack_profit_usd, attack_payback_blocks, share_gain_frac, victim_loss_tao } =
      paired
    expect({
      attack_profit_tao,
      attack_profit_usd,
      attack_payback_blocks,
      share_gain_frac,
      victim_loss_tao,
    }).toEqual({
      attack_profit_tao: 0,
      attack_profit_usd: 0,
      attack_payback_blocks: 0,
      share_gain_frac: 0,
      victim_loss_tao: 0,
    })
  })

  test('of miners who only bear another name gains exactly nothing', async () => {
    const honest = await scenarioOf(
      network('  - { id: ring-miners, strategy: honest-miner, adversary: true, count: 3 per subnet }'),
    )
    const renamed = {
      ...honest,
      population: honest.population.map((cohort) =>
        cohort.adversary ? { ...cohort, strategy: 'cabal-miner' } : cohort,
      ),
    }
    const off = attackOff(renamed, catalogue.strategies)
    expect(off).toEqual(honest)
    const [treated, twin] = [await runOf(renamed), await runOf(off)]
    expect(rowsOf(twin)).toEqual(rowsOf(treated))
    const paired = pairedMetrics(finishedRun(treated), finishedRun(twin))
    expect(paired.attack_profit_tao).toBe(0)
    expect(paired.honest_emission_loss_frac).toBe(0)
  })
})
