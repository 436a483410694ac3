import { median } from '../../stats/median.js'
import { nakamoto } from '../concentration.js'
import { concentrationColumns } from '../concentration-measures.js'
import type { Metric } from '../metric.js'
import { Flows } from '../rows/flows.js'
import { NetworkRow } from '../rows/network-row.js'
import { type FinalState, finalStateGauge } from '../summary/final-state.js'
import { ownerIncomeGauge } from '../summary/owner-income.js'
import { defineRunMetric } from '../summary/run-metric.js'
import { holdingMetrics } from './holdings.js'

const source = 'metrics of this project, section D'

/** Of each subnet, then the median of the subnets. */
const medianOf = (lists: readonly Float64Array[], of: (sorted: Float64Array) => number): number =>
  median(lists.map(of).filter((one) => Number.isFinite(one)))

/** How something is spread within each subnet at the end of the run. */
const within = (
  prefix: string,
  what: string,
  whom: string,
  lists: (state: FinalState) => readonly Float64Array[],
): readonly Metric<'summary'>[] =>
  concentrationColumns(prefix, what, whom, 'at the end, median over subnets').map(({ of, ...card }) =>
    defineRunMetric(finalStateGauge, { ...card, source, value: (state) => medianOf(lists(state), of) }),
  )

/** Columns of network.csv that tell a state, as it is at the end of the run. */
const atEnd = holdingMetrics.map(({ column, unit, summary, formula, as, sample }) =>
  defineRunMetric(finalStateGauge, {
    column,
    unit,
    summary: summary.replace(/\.$/, '; at the end.'),
    formula,
    as,
    source,
    value: (_, row) => sample(new NetworkRow(row.view, new Flows())),
  }),
)

/** How things are spread at the end of the run; emission over its days. */
export const runConcentrationMetrics = [
  ...atEnd,
  ...within('stake', 'stake weights', 'UIDs', (state) => state.ofUids('stakeWeight')),
  ...within('incentive', 'incentives', 'UIDs', (state) => state.ofUids('incentive')),
  ...within('dividends', 'dividends', 'UIDs', (state) => state.ofUids('dividends')),
  ...concentrationColumns('wealth', 'TAO wealth (alpha at spot)', 'wallets', 'at the end').map(
    ({ of, ...card }) =>
      defineRunMetric(finalStateGauge, { ...card, source, value: (state) => of(state.wealths) }),
  ),
  ...concentrationColumns('owner_income', "owners' cuts", 'owners', 'over the run').map(({ of, ...card }) =>
    defineRunMetric(ownerIncomeGauge, { ...card, source, value: (gauge) => of(gauge.incomes) }),
  ),
  defineRunMetric(finalStateGauge, {
    column: 'coalition_51_frac',
    unit: 'fraction',
    summary:
      'Least part of the wallets with stake on a subnet that together hold more than 51 % of it, at the end, median over subnets; the passive rest of the genesis is left out.',
    formula: 'min k / n: top-k stake > 51 %',
    source: 'metrics of this project, section D; the statistic of arXiv 2507.02951',
    value: (state) => medianOf(state.stakesOfWallets, (sorted) => nakamoto(sorted, 0.51) / sorted.length),
  }),
]
