import { metricsOf } from '../metric.js'
import { coalitionOf } from '../rows/coalition.js'
import { booksGauge } from '../summary/books.js'
import { runMetricsOf } from '../summary/run-metric.js'
import { stakePurchaseGauge } from '../summary/stake-purchase.js'

const SOURCE = 'metrics of this project, sections A.1 and A.2'
const EMPTY = Number.NaN

/** The adversaries' books at each sample, from which a pair of runs is compared over time. */
export const coalitionMetrics = metricsOf('network', SOURCE, [
  {
    column: 'adversary_lv_tao',
    unit: 'TAO',
    as: 'rao',
    summary:
      'Liquidation value of all adversaries together: their alpha of one pool is sold at once, fees paid.',
    formula: 'free + root + sum quote_sell(a)',
    sample: ({ view }) => {
      const coalition = coalitionOf(view)
      return coalition.exists ? coalition.value() : EMPTY
    },
  },
  {
    column: 'adversary_deposits_tao',
    unit: 'TAO',
    as: 'rao',
    summary:
      'TAO that adversaries have committed: what they were worth at the start less what they hold free or on root with validators not their own.',
    formula: 'LV_0 - free - root elsewhere',
    sample: ({ view }) => {
      const coalition = coalitionOf(view)
      return coalition.exists ? coalition.committed() : EMPTY
    },
  },
])

/** What they hold of a subnet. */
export const coalitionAlphaMetrics = metricsOf('subnets', SOURCE, [
  {
    column: 'adversary_alpha',
    unit: 'alpha',
    as: 'rao',
    summary: 'Alpha that all adversaries hold together; empty if the scenario has none.',
    sample: ({ view, netuid }) => {
      const coalition = coalitionOf(view).look()
      return coalition.exists ? coalition.alpha[netuid] : EMPTY
    },
  },
])

/** The books of the whole run, the warm-up included. A pair of runs makes profits of them (`list metrics` paired.*). */
export const booksMetrics = runMetricsOf(booksGauge, SOURCE, [
  {
    column: 'adversary_lv_start_tao',
    unit: 'TAO',
    as: 'rao',
    summary: 'Liquidation value of all adversaries together at genesis; empty if there are none.',
    formula: 'LV_0',
    value: ({ coalition }) => (coalition.exists ? coalition.start : EMPTY),
  },
  {
    column: 'adversary_lv_end_tao',
    unit: 'TAO',
    as: 'rao',
    summary: 'The same at the end.',
    formula: 'LV_T',
    value: ({ coalition }) => (coalition.exists ? coalition.value() : EMPTY),
  },
  {
    column: 'attack_profit_gross_tao',
    unit: 'TAO',
    as: 'rao',
    summary: 'What the adversaries gained, whatever they would have had without the attack.',
    formula: 'LV_T - LV_0',
    value: (books) => books.gain(),
  },
  {
    column: 'attack_profit_gross_usd',
    unit: 'USD',
    summary:
      'The same with each flow in and out of the attack at the TAO price of its block, and what is still in it at the last price.',
    formula: 'sum P_t d(parked) + P_T (LV_T - parked_T) - P_0 (LV_0 - parked_0)',
    value: (books) => books.gainUsd(),
  },
  {
    column: 'attack_capital_peak_tao',
    unit: 'TAO',
    as: 'rao',
    summary:
      'K: most TAO that was committed to the attack at any time; trades count one by one, all else every 60 blocks.',
    formula: 'max_t (LV_0 - parked_t)',
    value: ({ coalition, peak }) => (coalition.exists ? peak : EMPTY),
  },
  {
    column: 'emission_captured_tao',
    unit: 'TAO',
    as: 'rao',
    summary:
      'TAO emitted to subnets, counted for the part of their alpha outside the pool that adversaries held.',
    formula: 'sum_t sum_i e_i a_i / A_i',
    value: ({ coalition, captured }) => (coalition.exists ? captured : EMPTY),
  },
])

/** What control of a subnet's stake would cost to buy, by the pool's closed form. The attack's own figure is a search. */
export const purchaseMetrics = runMetricsOf(stakePurchaseGauge, 'metrics of this project, section A.3', [
  {
    column: 'coc_stake_10pct_tao',
    unit: 'TAO',
    as: 'rao',
    summary:
      "TAO that buys a tenth of a subnet's alpha out of its pool at once; median over the subnets where the pool holds it, mean over the days.",
    formula: 'Y ((1 - dx / X)^(-(1 - w) / w) - 1) / (1 - f), dx = s A / (1 - s)',
    value: (g) => g.tenth,
  },
  {
    column: 'coc_stake_50pct_tao',
    unit: 'TAO',
    as: 'rao',
    summary: 'The same for half of it; empty where no pool holds as much as is outside it.',
    value: (g) => g.half,
  },
  {
    column: 'coc_unreachable_frac',
    unit: 'fraction',
    summary:
      'Part of subnets and days in which half of the alpha cannot be bought out of the pool at any price.',
    formula: 'share with A >= X',
    value: (g) => g.unreachable,
  },
])
