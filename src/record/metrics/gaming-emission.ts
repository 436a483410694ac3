import { ownersGauge } from '../summary/owners.js'
import { runMetricsOf } from '../summary/run-metric.js'
import { sandwichesGauge } from '../summary/sandwiches.js'
import { washGauge } from '../summary/wash.js'

const section = (name: string) => `metrics of this project, section ${name}`
const EMPTY = Number.NaN

/** Games with emission: what was moved to and fro, and what the protocol paid for the users that it drew. */
export const washMetrics = runMetricsOf(washGauge, section('A.10'), [
  {
    column: 'wash_volume_ratio',
    unit: 'ratio',
    summary:
      "Volume of adversaries' round trips over what they bought or sold net; empty if nothing is left net.",
    formula: 'sum_i 2 min(b_i, s_i) / sum_i |b_i - s_i|',
    value: (g) => g.washRatio,
  },
  {
    column: 'flow_signal_tao_per_day',
    unit: 'TAO/day',
    as: 'rao',
    summary:
      'Positive smoothed user flow of all subnets, mean over the days; empty where no rule goes by flow.',
    formula: '7200 sum_i max(S_i, 0)',
    value: (g) => g.signal,
  },
  {
    column: 'subsidy_per_net_inflow',
    unit: 'ratio',
    summary: 'Protocol TAO that entered pools for each TAO of net user inflow; empty if users took out more.',
    formula: '(injection + chain buys) / user flow',
    value: (g) => (g.user > 0 ? g.protocol / g.user : EMPTY),
  },
])

/** Sandwiches; empty where no cohort makes them. */
export const sandwichMetrics = runMetricsOf(sandwichesGauge, section('A.11'), [
  {
    column: 'sandwich_profit_tao',
    unit: 'TAO',
    as: 'rao',
    summary: 'What sandwichers got for sales less what they paid, alpha left over at the spot price.',
    value: (g) => g.profit,
  },
  {
    column: 'victim_count',
    unit: 'count',
    summary: "Purchases with a sandwicher's purchase before them in the same block.",
    value: (g) => (g.exists ? g.victims : EMPTY),
  },
  {
    column: 'victim_loss_bps',
    unit: 'bps',
    summary:
      'Alpha that victims got less than on the pool without the front-run, weighted by what they paid.',
    formula: '10000 (alpha without - alpha with) / alpha without',
    value: (g) => g.lossBps,
  },
  {
    column: 'sandwich_success_frac',
    unit: 'fraction',
    summary: 'Part of the front-runs that had a victim behind them before they were sold.',
    value: (g) => g.successRate,
  },
])

/** What owners take out of their subnets; alpha at the spot price of the epoch. */
export const ownerMetrics = runMetricsOf(ownersGauge, section('A.12'), [
  {
    column: 'owner_income_tao_per_day',
    unit: 'TAO/day',
    as: 'rao',
    summary: "Owners' cuts of all subnets.",
    value: (g) => g.incomePerDay,
  },
  {
    column: 'owner_sell_frac',
    unit: 'fraction',
    summary:
      'TAO that owners got for alpha of their own subnets over the value of their cuts; above 1 where stock is sold.',
    value: (g) => g.sold / g.cut,
  },
  {
    column: 'miner_burn_value_frac',
    unit: 'fraction',
    summary: "Part of the miners' incentives that was withheld, weighted by value.",
    value: (g) => g.withheld / g.server,
  },
  {
    column: 'value_extracted_frac',
    unit: 'fraction',
    summary:
      "Owners' cuts, and on subnets of an adversary what other adversaries' UIDs get, over all that epochs paid out.",
    formula: '(cut + shell) / (cut + incentives + dividends + root)',
    value: (g) => (g.cut + g.shell) / g.emission,
  },
])
