import type { Metric } from '../metric.js'
import { dailyRowsGauge } from '../summary/daily-rows.js'
import { defineRunMetric } from '../summary/run-metric.js'
import { budgetMetrics } from './budget.js'
import { depthMetrics } from './depth.js'
import { networkMetrics } from './network.js'
import { poolMetrics } from './pools.js'
import { subnetMetrics } from './subnets.js'
import { supplyMetrics } from './supply.js'

const pick = <M extends Metric>(from: readonly M[], columns: readonly string[]): M[] =>
  columns.map((column) => {
    const found = from.find((metric) => metric.column === column)
    if (!found) throw new Error(`no metric has the column "${column}"`)
    return found
  })

/** Columns of network.csv that a sweep compares: their mean over the days of the run. */
const ofNetwork = [
  ...pick(supplyMetrics, ['inflation_annual_frac', 'net_inflation_annual_frac']),
  ...pick(networkMetrics, [
    'sum_price_tao',
    'injection_tao_per_day',
    'chain_buy_tao_per_day',
    'root_sell_tao_per_day',
    'user_net_flow_tao_per_day',
    'net_profit_network_tao_per_day',
    'tao_price_usd',
  ]),
  ...budgetMetrics,
  ...networkMetrics.filter(({ column }) => column.startsWith('emis_') || column === 'zero_emission_count'),
]

/** Columns of subnets.csv: the median of the subnets, and its mean over the days. */
const ofSubnets = [
  ...pick(poolMetrics, [
    'pool_tao',
    'depth_tao_1pct',
    'depth_tao_5pct',
    'slip_buy_100_bps',
    'slip_sell_100_bps',
  ]),
  ...depthMetrics,
  ...pick(subnetMetrics, ['haircut_exit_frac']),
]

const gauge = dailyRowsGauge('daily-rows', ofNetwork, ofSubnets)

const overDays = (words: string, how: string) => words.replace(/\.$/, `; ${how}.`)

/** Figures of a run that are means of a table's columns. They are read once a day, whatever the cadence of the samples. */
export const runDailyMetrics = [
  ...ofNetwork.map(({ id, column, unit, summary, formula, as, source }) =>
    defineRunMetric(gauge, {
      column,
      unit,
      summary: overDays(summary, 'mean over the days'),
      formula,
      as,
      source,
      value: (g) => g.meanOf(id),
    }),
  ),
  ...ofSubnets.map(({ id, column, unit, summary, formula, as, source }) =>
    defineRunMetric(gauge, {
      column,
      unit,
      summary: overDays(summary, 'median over subnets, mean over the days'),
      formula,
      as,
      source,
      value: (g) => g.meanOf(id),
    }),
  ),
]
