import { metricsOf } from '../metric.js'
import type { AgentRow } from '../rows/agent-row.js'

const wealth = (a: AgentRow) => a.free + a.root + a.exitValue

/** What a cohort (or an agent) has and does. */
export const agentMetrics = metricsOf('agents', 'metrics of this project, section A.1', [
  {
    column: 'agents',
    unit: 'count',
    summary: 'Members of the cohort that have not left.',
    sample: (a) => (a.member < 0 ? a.view.cohorts[a.cohort].active() : 1),
  },
  { column: 'free_tao', unit: 'TAO', as: 'rao', summary: 'TAO not staked.', sample: (a) => a.free },
  { column: 'root_tao', unit: 'TAO', as: 'rao', summary: 'TAO staked on root.', sample: (a) => a.root },
  {
    column: 'stake_spot_tao',
    unit: 'TAO',
    as: 'rao',
    summary: 'Alpha held, at spot prices.',
    formula: 'sum a p',
    sample: (a) => a.spotValue,
  },
  {
    column: 'stake_exit_tao',
    unit: 'TAO',
    as: 'rao',
    summary:
      'What the alpha held would fetch if all were sold now, fees paid; what a pool refuses counts as nothing.',
    sample: (a) => a.exitValue,
  },
  {
    column: 'wealth_tao',
    unit: 'TAO',
    as: 'rao',
    summary: 'Liquidation value.',
    formula: 'free + root + exit value',
    sample: wealth,
  },
  {
    column: 'haircut_exit_frac',
    unit: 'fraction',
    summary: 'What selling all alpha at once would lose against spot.',
    formula: '1 - exit value / spot value',
    sample: (a) => (a.spotValue > 0 ? 1 - a.exitValue / a.spotValue : Number.NaN),
  },
  {
    column: 'income_tao',
    unit: 'TAO',
    as: 'rao',
    summary:
      'What the chain paid since the last sample: alpha at the spot price of the moment; empty for a single agent.',
    sample: (a) => a.income(),
  },
  {
    column: 'income_tao_per_day',
    unit: 'TAO/day',
    as: 'rao',
    summary: 'The same, per day.',
    sample: (a) => a.income() / a.days,
  },
  {
    column: 'trades',
    unit: 'count',
    summary: 'Swaps since the last sample; empty for a single agent.',
    sample: (a) => a.trades(),
  },
  {
    column: 'refusals',
    unit: 'count',
    summary: 'Calls the chain refused since the last sample; empty for a single agent.',
    sample: (a) => a.refusals(),
  },
])
