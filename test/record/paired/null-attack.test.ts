import { describe, expect, test } from 'vitest'

import type { MemorySink } from '../../../src/record/sinks/memory.js'
import { network, runPair } from './run-pair.js'

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

  test('a ring whose members do what honest ones do gains exactly nothing', async () => {
    const { treated, twin, paired } = await runPair(
      network(`
  - { id: ring-miners, strategy: cabal-miner, adversary: true, count: 3 per subnet }
  - { id: friends, strategy: honest-validator, adversary: true, count: 1 per subnet, stake: { alpha: 9 % } }`),
    )
    expect(rowsOf(twin)).toEqual(rowsOf(treated))
    expect(paired.attack_profit_tao).toBe(0)
    expect(paired.attack_roi_frac).toBe(0)
  })
})
