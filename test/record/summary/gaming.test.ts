import { describe, expect, test } from 'vitest'

import type { Cell, MemorySink } from '../../../src/record/sinks/memory.js'
import { network, runOf, scenarioOf } from '../paired/run-pair.js'

type Row = Record<string, Cell>
const rowsOf = (sink: MemorySink, table: string): Row[] => {
  const { columns, rows } = sink.tables.get(table)!
  return rows.map((row) => Object.fromEntries(columns.map((name, i) => [name, row[i]])))
}
const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length
const num = (row: Row, column: string) => Number(row[column])
const one = (text: string) => text.replace('subnets: 3', 'subnets: 1').replace('3 days', '1 day')

async function run(population: string, changes: (text: string) => string = (text) => text) {
  const sink = await runOf(await scenarioOf(changes(one(network(population)))))
  return { sink, summary: sink.row('summary', 0) as Record<string, number> }
}

describe('figures of gaming over real runs, against the tables of the same run', () => {
  test('what honest UIDs keep is one less what the table of epochs gives adversaries', async () => {
    const { sink, summary } = await run(`
  - { id: ring, strategy: colluding-validators, adversary: true, count: 2, stake: { alpha: 25 % }, params: { policy: selfweight, miners: ring-miners } }
  - { id: ring-miners, strategy: cabal-miner, adversary: true, count: 4, params: { outside: 0 } }`)
    const epochs = rowsOf(sink, 'epochs').filter((row) => num(row, 'dividends_sum_frac') > 0)
    const kept = (row: Row) =>
      1 - (num(row, 'adversary_dividends_frac') + num(row, 'adversary_incentive_frac')) / 2
    expect(epochs.length).toBeGreaterThan(10)
    expect(summary.honest_emission_frac).toBeCloseTo(mean(epochs.map(kept)), 10)
    expect(summary.honest_retention_ratio).toBeCloseTo(
      mean(epochs.map((row) => kept(row) / (1 - num(row, 'adversary_stake_frac')))),
      10,
    )
    expect(summary.honest_miner_incentive_frac).toBeCloseTo(
      mean(epochs.map((row) => 1 - num(row, 'adversary_incentive_frac'))),
      10,
    )
    // A ring that favours its miners takes more than their work deserves.
    expect(summary.honest_miner_retention_ratio).toBeLessThan(1)
    expect(summary.adversary_excess_frac).toBeGreaterThan(0)
  })

  test('a copier earns what its dividends over its stake say', async () => {
    const { sink, summary } = await run(
      '  - { id: copier, strategy: weight-copier, count: 1, stake: { alpha: 5 % } }',
      (text) =>
        text
          .replace('epochs: every epoch', 'epochs: every epoch, validators: true')
          .replace('count: 3 per subnet', 'count: 12 per subnet')
          .replace('population:', 'network: { commitReveal: false }\npopulation:'),
    )
    const rows = rowsOf(sink, 'validators')
    const of = (kind: string) => rows.filter((row) => row.kind === kind)
    const [copier, honest] = [of('weight-copier'), of('honest-validator')]
    const sum = (from: Row[], column: string) => from.reduce((total, row) => total + num(row, column), 0)
    expect(copier.length).toBeGreaterThan(10)
    expect(summary.vtrust_copier).toBeCloseTo(mean(copier.map((row) => num(row, 'vtrust_frac'))), 10)
    expect(summary.vtrust_honest).toBeCloseTo(mean(honest.map((row) => num(row, 'vtrust_frac'))), 10)
    expect(summary.vtrust_gap).toBe(summary.vtrust_copier - summary.vtrust_honest)
    const yieldOf = (from: Row[]) => sum(from, 'dividends_frac') / sum(from, 'stake_weight_frac')
    expect(summary.copier_rel_return).toBeCloseTo(yieldOf(copier) / yieldOf(honest), 10)
  })

  test('pay follows quality closely where validators hardly err, and not where they do', async () => {
    const noisy = (error: number) => (text: string) =>
      text.replace('root: 60 % }', `root: 60 % }, params: { noise: ${error} }`)
    const sharp = (await run('', noisy(0.01))).summary
    const blunt = (await run('', noisy(5))).summary
    expect(sharp.spearman_q_incentive).toBeGreaterThan(0.97)
    expect(sharp.top10_recall).toBeGreaterThan(0.9)
    expect(sharp.ndcg10).toBeGreaterThan(0.95)
    for (const column of ['spearman_q_incentive', 'kendall_q_incentive', 'pearson_logq_logi', 'ndcg10']) {
      expect(blunt[column]).toBeLessThan(sharp[column] - 0.03)
    }
    expect(sharp.spearman_q_incentive_q05).toBeLessThanOrEqual(sharp.spearman_q_incentive + 0.001)
  })

  test('what a sandwicher gains by its trades is what it is worth more, and its victims get less', async () => {
    const { sink, summary } = await run(
      '  - { id: attacker, strategy: sandwicher, adversary: true, capital: 500 TAO }',
      (text) =>
        text
          .replace('slowFlow: 0', 'slowFlow: 0, unshielded: 100 %')
          .replace('epochs: every epoch', 'epochs: every epoch, trades: true')
          .replace('population:', 'network: { ordering: author }\npopulation:')
          .replace('stake: { alpha: 10 % } }', 'params: { arrivals: 100 / day, size: 50 TAO } }'),
    )
    const trades = rowsOf(sink, 'trades')
    const fronts = trades.filter((row) => row.agent_id === 'attacker/0' && row.side === 'buy')
    expect(fronts.length).toBeGreaterThan(5)
    expect(summary.victim_count).toBeGreaterThan(5)
    expect(summary.sandwich_profit_tao).toBeCloseTo(summary.attack_profit_gross_tao, 6)
    expect(summary.victim_loss_bps).toBeGreaterThan(0)
    const behind = fronts.filter((front) => {
      const next = trades[trades.indexOf(front) + 1]
      return next?.block === front.block && next.agent_id !== 'attacker/0' && next.side === 'buy'
    })
    expect(summary.sandwich_success_frac).toBeCloseTo(behind.length / fronts.length, 10)
    expect(summary.victim_count).toBe(behind.length)
  })

  test('honest owners take 18 % of what epochs pay and sell the part that they put up for sale', async () => {
    const { sink, summary } = await run('')
    const cuts = rowsOf(sink, 'epochs').reduce((total, row) => total + num(row, 'owner_cut_alpha'), 0)
    expect(summary.value_extracted_frac).toBeCloseTo(0.18, 4)
    expect(summary.owner_income_tao_per_day).toBeGreaterThan(0)
    expect(summary.owner_income_tao_per_day / cuts).toBeCloseTo(
      mean(rowsOf(sink, 'subnets').map((row) => num(row, 'price_tao'))),
      2,
    )
    expect(summary.owner_sell_frac).toBeLessThan(0.45)
    expect(summary.miner_burn_value_frac).toBe(0)
  })

  test('a wash that sells all it bought has a volume of many times what is left', async () => {
    const { sink, summary } = await run(
      '  - { id: washer, strategy: flow-washer, adversary: true, capital: 700 TAO, params: { when: always, mode: single, netuid: 1, hold: 6 h, period: 1 h, capital: 300 TAO } }',
      (text) => text.replace('epochs: every epoch', 'epochs: every epoch, trades: true'),
    )
    const own = rowsOf(sink, 'trades').filter((row) => row.agent_id === 'washer/0')
    const [bought, sold] = own.map((row) => num(row, 'amount_tao'))
    expect(summary.wash_volume_ratio).toBeCloseTo((2 * Math.min(bought, sold)) / Math.abs(bought - sold), 6)
    expect(summary.emission_captured_tao).toBeGreaterThan(0)
  })
})
