import { RAO_PER_TAO } from '../../units.js'
import { arbitrageLossGauge } from '../summary/arbitrage-loss.js'
import { bankRunsGauge } from '../summary/bank-runs.js'
import { priceImpactGauge } from '../summary/price-impact.js'
import { defineRunMetric, runMetricsOf } from '../summary/run-metric.js'
import { shocksGauge } from '../summary/shocks.js'

const source = 'metrics of this project, section B'

/** What trades do to prices. */
const impact = runMetricsOf(priceImpactGauge, source, [
  {
    column: 'kyle_lambda_bps_per_tao',
    unit: '1/10000 per TAO',
    summary: "Move of the price by a TAO of users' net purchases within 60 blocks, median over subnets.",
    formula: 'cov(r, q) / var(q) 1e4',
    value: (g) => g.kyle * RAO_PER_TAO * 1e4,
  },
  {
    column: 'amihud_per_ktao',
    unit: '1/(1000 TAO)',
    summary:
      "Move of the price in a day by 1,000 TAO of users' trades, mean over the days with trades, median over subnets.",
    formula: 'mean |r_d| / V_d 1000',
    value: (g) => g.amihud * RAO_PER_TAO * 1000,
  },
  {
    column: 'zero_volume_days',
    unit: 'days',
    summary: 'Days of a subnet without a trade of a user, all subnets together.',
    value: (g) => g.quietDays,
  },
])

/** Bank runs: more than a fifth of a pool's TAO leaves within a day, net. Looked at over three days; of the largest. */
const runs = runMetricsOf(bankRunsGauge, source, [
  {
    column: 'run_flag',
    unit: 'flag',
    summary: '1 if there was a bank run: users took more than 20 % of a pool out within a day, net.',
    value: (g) => (g.count > 0 ? 1 : 0),
  },
  {
    column: 'run_count',
    unit: 'count',
    summary: 'Bank runs; on one subnet at most one in two days.',
    value: (g) => g.count,
  },
  {
    column: 'run_size_frac',
    unit: 'fraction',
    summary: 'Part of the pool that had left at the worst moment of the largest run; empty without a run.',
    formula: 'max net outflow / Y before',
    value: (g) => g.figure('size'),
  },
  {
    column: 'first_mover_premium',
    unit: 'fraction',
    summary:
      'Mean price that the first tenth of the alpha sold in the run got, above that of the last tenth.',
    formula: 'price(first decile) / price(last decile) - 1',
    value: (g) => g.figure('firstMoverPremium'),
  },
  {
    column: 'contagion_count',
    unit: 'subnets',
    summary: 'Other subnets that lost more than 10 % of their pool within the three days of the run.',
    value: (g) => g.figure('contagion'),
  },
  {
    column: 'contagion_corr',
    unit: 'correlation',
    summary:
      'Correlation of the hourly net outflow of another subnet with that of the run, mean over subnets with any.',
    value: (g) => g.figure('correlation'),
  },
])

const losses = [
  defineRunMetric(arbitrageLossGauge, {
    column: 'lvr_tao_per_day',
    unit: 'TAO/day',
    as: 'rao',
    summary:
      'What pools lost to arbitrageurs, against the external prices these trade at; empty without them.',
    formula: 'sum (P_ext dx - dy) per day',
    source,
    value: (g) => g.perDay,
  }),
]

/** Where and when the run was shocked: by this a pair of runs is compared. */
const shocks = runMetricsOf(shocksGauge, source, [
  {
    column: 'shock_netuid',
    unit: 'netuid',
    summary:
      'Subnet of the shock: the first event of the scenario on a subnet, else the largest single order above 1 % of a pool.',
    value: (g) => g.netuid,
  },
  { column: 'shock_block', unit: 'block', summary: 'Block of the shock.', value: (g) => g.block },
  {
    column: 'shock_tao',
    unit: 'TAO',
    as: 'rao',
    summary: 'TAO of the order, negative for a sale; empty for an event of the scenario.',
    value: (g) => g.tao,
  },
  {
    column: 'shock_frac',
    unit: 'fraction',
    summary: 'The same as part of the TAO in the pool before.',
    value: (g) => g.part,
  },
])

export const runLiquidityMetrics = [...impact, ...runs, ...losses, ...shocks]
