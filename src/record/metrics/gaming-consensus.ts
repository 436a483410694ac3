import { copiersGauge } from '../summary/copiers.js'
import type { Histogram } from '../summary/histogram.js'
import { retentionGauge } from '../summary/retention.js'
import { runMetricsOf } from '../summary/run-metric.js'
import { truthGauge } from '../summary/truth.js'

const section = (name: string) => `metrics of this project, section ${name}`

/** Whether honest UIDs keep what is theirs; empty where adversaries hold no UID. Means over epochs looked into. */
export const retentionMetrics = runMetricsOf(retentionGauge, section('A.4 and A.5'), [
  {
    column: 'honest_emission_frac',
    unit: 'fraction',
    summary: 'Part of the emission to UIDs that honest ones get, on subnets where adversaries hold UIDs.',
    formula: 'E_H = (D_H + I_H) / 2',
    value: (g) => g.emission,
  },
  {
    column: 'honest_retention_ratio',
    unit: 'ratio',
    summary:
      'That part over the honest part of the stake weight: 1 or more, and honest validators lose nothing.',
    formula: 'E_H / S_H',
    value: (g) => g.ratio,
  },
  {
    column: 'honest_retained_frac',
    unit: 'fraction',
    summary: 'Part of the epochs in which honest UIDs kept at least what their stake weight is.',
    formula: 'share of epochs with E_H >= S_H',
    value: (g) => g.retained,
  },
  {
    column: 'honest_miner_incentive_frac',
    unit: 'fraction',
    summary: "Part of the incentives that honest miners get, the owner's withheld part left out.",
    formula: 'I_H',
    value: (g) => g.miners,
  },
  {
    column: 'honest_miner_retention_ratio',
    unit: 'ratio',
    summary:
      'That part over the part that their work would get from a validator that measures without noise.',
    formula: 'I_H / W_H, W_H = sum_H exp(q) / sum exp(q)',
    value: (g) => g.minerRatio,
  },
  {
    column: 'adversary_excess_frac',
    unit: 'fraction',
    summary:
      "Adversaries' part of the emission above their part of true utility; bisect it for the least stake.",
    formula: 'W_H - E_H',
    value: (g) => g.excess,
  },
  {
    column: 'adversary_miner_excess_frac',
    unit: 'fraction',
    summary: "Adversaries' part of the incentives above their part of true utility.",
    formula: 'W_H - I_H',
    value: (g) => g.minerExcess,
  },
])

type Truth = { [K in 'spearman' | 'kendall' | 'pearson' | 'recall' | 'ndcg']: Histogram }
const tracked: readonly [keyof Truth, string, string, string][] = [
  ['spearman', 'spearman_q_incentive', "Spearman's correlation of true quality and incentive", 'mid-ranks'],
  ['kendall', 'kendall_q_incentive', "Kendall's tau-b of true quality and incentive", 'tau_b'],
  [
    'pearson',
    'pearson_logq_logi',
    'Correlation of the logarithms of true quality and incentive, over paid miners',
    'corr(q, ln I)',
  ],
  [
    'recall',
    'top10_recall',
    'Part of the truly best tenth that is among the best paid tenth',
    '|T and P| / k',
  ],
  [
    'ndcg',
    'ndcg10',
    'Discounted gain of the best paid tenth over that of the best order, gain exp(q)',
    'DCG_k / ideal DCG_k',
  ],
]

/** Whether pay follows truth among the miners that serve. */
export const truthMetrics = runMetricsOf(truthGauge, section('A.7'), [
  ...tracked.map(([figure, column, sentence, formula]) => ({
    column,
    unit: 'index',
    summary: `${sentence}; mean over the epochs looked into.`,
    formula,
    value: (g: Truth) => g[figure].mean,
  })),
  ...tracked.map(([figure, column, sentence]) => ({
    column: `${column}_q05`,
    unit: 'index',
    summary: `${sentence}; 5 % quantile of the epochs.`,
    value: (g: Truth) => g[figure].quantile(0.05),
  })),
  {
    column: 'incentive_corr_stake',
    unit: 'index',
    summary:
      "Spearman's correlation of stake weight and pay over UIDs with a permit; near 1 stake alone decides.",
    value: (g: { stake: Histogram }) => g.stake.mean,
  },
])

/** What copying weights pays; empty where no cohort copies. */
export const copierMetrics = runMetricsOf(copiersGauge, section('A.8'), [
  {
    column: 'vtrust_copier',
    unit: 'index',
    summary: 'Mean vtrust of validators that copy.',
    formula: 'mean of sum_j min(w_ij, c_j)',
    value: ({ copier }) => copier.trust / copier.seats,
  },
  {
    column: 'vtrust_honest',
    unit: 'index',
    summary: 'Mean vtrust of validators that measure, in runs where some copy.',
    value: ({ honest }) => honest.trust / honest.seats,
  },
  {
    column: 'vtrust_gap',
    unit: 'index',
    summary: 'Mean vtrust of copiers above that of honest validators.',
    value: ({ copier, honest }) => copier.trust / copier.seats - honest.trust / honest.seats,
  },
  {
    column: 'copier_rel_return',
    unit: 'ratio',
    summary: 'Dividends per stake of copiers over those of honest validators; above 1, copying pays more.',
    formula: '(D_c / s_c) / (sum_H D / sum_H s)',
    value: (g) => g.relativeReturn,
  },
  {
    column: 'copier_roi_net',
    unit: 'fraction/year',
    summary:
      'Yearly pay on stake of copiers above that of honest validators, after 1 and 50 USD a day for each subnet validated.',
    formula: '(pay_c - cost_c) / stake_c - (pay_H - cost_H) / stake_H',
    value: ({ copier, honest }) => copier.net - honest.net,
  },
  {
    column: 'copier_detect_auc',
    unit: 'probability',
    summary:
      'Chance that a copier is closer to the last consensus than to the truth by more than an honest validator is.',
    formula: 'AUC of cos(w(t), c(t-1)) - cos(w(t), exp q(t))',
    value: (g) => g.detection,
  },
])
