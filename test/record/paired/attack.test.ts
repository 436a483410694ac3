import { describe, expect, test } from 'vitest'

import type { MemorySink } from '../../../src/record/sinks/memory.js'
import { network, runPair } from './run-pair.js'

const column = (sink: MemorySink, table: string, name: string): number[] => {
  const { columns, rows } = sink.tables.get(table)!
  const at = columns.indexOf(name)
  return rows.map((row) => Number(row[at]))
}
const agentRow = (sink: MemorySink, id: string) => {
  const { columns, rows } = sink.tables.get('agents')!
  const last = rows.filter((row) => row[columns.indexOf('agent_id')] === id).at(-1)!
  return Object.fromEntries(columns.map((name, i) => [name, last[i]])) as Record<string, number>
}
const RAO = 1e-9

describe('the books of an attack over real runs', () => {
  test('one who buys and sells at once loses exactly fees and impact, and what root would have paid', async () => {
    const { treated, twin, paired } = await runPair(
      network(
        '  - { id: washer, strategy: flow-washer, adversary: true, capital: 1000 TAO, params: { when: always, mode: single, netuid: 1, hold: 1 block, period: 1 block, capital: 1000 TAO } }',
        '',
      ).replace('epochs: every epoch', 'epochs: every epoch, trades: true'),
    )
    const { columns, rows } = treated.tables.get('trades')!
    const own = rows.filter((row) => row[columns.indexOf('agent_id')] === 'washer/0')
    expect(own.map((row) => row[columns.indexOf('side')])).toEqual(['buy', 'sell'])
    const [paid, got] = own.map((row) => Number(row[columns.indexOf('amount_tao')]))
    const summary = treated.row('summary', 0)

    expect(paid).toBe(1_000)
    expect(Number(summary.attack_profit_gross_tao)).toBeCloseTo(got - paid, 8)
    expect(got - paid).toBeLessThan((-2 * 33 * paid) / 65_535 + 0.05)
    expect(summary.attack_capital_peak_tao).toBe(1_000)
    const rootPays = agentRow(twin, 'washer').wealth_tao - 1_000
    expect(rootPays).toBeGreaterThan(0)
    expect(paired.attack_profit_tao).toBeCloseTo(got - paid - rootPays, 8)
    expect(paired.attack_roi_frac).toBeCloseTo((got - paid - rootPays) / 1_000, 10)
    expect(paired.attack_payback_blocks).toBeNaN()
  })

  test('capital that is never used loses exactly the root dividends of its twin', async () => {
    const { treated, twin, paired } = await runPair(
      network('  - { id: washer, strategy: flow-washer, adversary: true, count: 2, capital: 500 TAO }'),
    )
    const held = agentRow(twin, 'washer')
    expect(held.free_tao).toBe(0)
    expect(held.root_tao).toBeGreaterThan(1_000)
    expect(treated.row('summary', 0)).toMatchObject({
      adversary_lv_start_tao: 1_000,
      adversary_lv_end_tao: 1_000,
      attack_profit_gross_tao: 0,
      attack_profit_gross_usd: 0,
      attack_capital_peak_tao: 0,
    })
    expect(paired.attack_profit_tao).toBeCloseTo(1_000 - held.root_tao, 8)
    expect(paired.attack_roi_frac).toBeNaN()
  })

  test('positions of all adversaries in one pool are sold together, not one by one', async () => {
    const holder = (id: string) =>
      `  - { id: ${id}, strategy: shadow-twin, adversary: true, stake: { alpha: 20 % } }`
    const { treated } = await runPair(network(`${holder('a')}\n${holder('b')}`))
    const apart = agentRow(treated, 'a').wealth_tao + agentRow(treated, 'b').wealth_tao
    const together = column(treated, 'network', 'adversary_lv_tao').at(-1)!
    expect(together).toBeLessThan(apart * 0.98)
    expect(treated.row('summary', 0).adversary_lv_end_tao).toBe(together)
  })

  test('what is committed is what has left free TAO and root, and the peak is never below a sample', async () => {
    const { treated } = await runPair(
      network(
        '  - { id: washer, strategy: flow-washer, adversary: true, capital: 700 TAO, params: { when: always, mode: single, netuid: 1, hold: 2 days, period: 6 h, capital: 300 TAO } }',
      ),
    )
    const deposits = column(treated, 'network', 'adversary_deposits_tao')
    const peak = Number(treated.row('summary', 0).attack_capital_peak_tao)
    expect(deposits[0]).toBe(0)
    expect(Math.max(...deposits)).toBe(300)
    expect(peak).toBe(300)
    // After the exit what is left in the attack is its loss.
    const gross = Number(treated.row('summary', 0).attack_profit_gross_tao)
    expect(deposits.at(-1)).toBeCloseTo(-gross, 8)
    expect(gross).toBeLessThan(-2 * RAO)
  })
})
