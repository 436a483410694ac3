import { dayCrashGauge, weekCrashGauge } from '../summary/crashes.js'
import { drawdownGauge } from '../summary/drawdown.js'
import { defineRunMetric, runMetricsOf } from '../summary/run-metric.js'
import { volatilityGauge } from '../summary/volatility.js'

const source = 'metrics of this project, section B'

/** How much prices move within a day. r 60-block log return of a subnet's spot price. */
const volatility = runMetricsOf(volatilityGauge, source, [
  {
    column: 'rv_daily_frac',
    unit: '1/sqrt(day)',
    summary: 'Realised volatility of a day, mean over the days of all subnets; times 19.11 for a year.',
    formula: 'mean sqrt(sum r^2), 120 returns of 60 blocks',
    value: (g) => g.daily,
  },
  {
    column: 'vol_of_vol',
    unit: '1/sqrt(day)',
    summary: "Standard deviation of a subnet's realised volatility from day to day, mean over subnets.",
    formula: 'mean sd(rv)',
    value: (g) => g.ofVolatility,
  },
  {
    column: 'bipower_jump_frac',
    unit: 'fraction',
    summary: "Part of a day's variance that came in jumps, mean over the days of all subnets that moved.",
    formula: 'mean max(0, 1 - (pi/2) sum |r_k||r_(k-1)| / sum r_k^2)',
    value: (g) => g.jumpPart,
  },
])

/** How far below their peaks prices fall. p spot price on the 60-block grid. */
const drawdowns = runMetricsOf(drawdownGauge, source, [
  {
    column: 'max_drawdown_frac',
    unit: 'fraction',
    summary: 'Largest fall of a subnet from its highest price so far, mean over subnets.',
    formula: 'mean max_t (1 - p_t / max_(u <= t) p_u)',
    value: (g) => g.deepest,
  },
  {
    column: 'max_drawdown_worst_frac',
    unit: 'fraction',
    summary: 'The same of the subnet that fell most.',
    value: (g) => g.worst,
  },
  {
    column: 'dd_duration_days',
    unit: 'days',
    summary:
      'Longest time of a subnet below a former peak, mean over subnets; one that lasts at the end counts as long as it was seen.',
    value: (g) => g.days,
  },
  {
    column: 'time_under_water_frac',
    unit: 'fraction',
    summary: 'Part of the time that prices were below a former peak.',
    value: (g) => g.underPart,
  },
])

/** How often prices crash, over all starting times 60 blocks apart whose window was over. */
const crashes = [
  defineRunMetric(dayCrashGauge, {
    column: 'crash_prob_20_1d',
    unit: 'probability',
    summary: 'Chance that a price falls by 20 % or more within a day; windows overlap.',
    formula: 'P(min_(0 < u <= 7200) p_(t+u) / p_t <= 0.8)',
    source,
    value: (g) => g.probability,
  }),
  defineRunMetric(weekCrashGauge, {
    column: 'crash_prob_50_7d',
    unit: 'probability',
    summary: 'Chance that a price falls by half or more within seven days; windows overlap.',
    formula: 'P(min_(0 < u <= 50400) p_(t+u) / p_t <= 0.5)',
    source,
    value: (g) => g.probability,
  }),
]

export const runVolatilityMetrics = [...volatility, ...drawdowns, ...crashes]
