import { type DailyReturns, dailyReturnsGauge } from '../summary/daily-returns.js'
import { runMetricsOf } from '../summary/run-metric.js'

/**
 * Daily log returns of prices: tails, memory, co-movement. Subnets with fewer than ten daily returns are left out.
 *
 * Standardised: less its mean, over its standard deviation, subnet by subnet.
 */
export const runReturnMetrics = runMetricsOf(dailyReturnsGauge, 'metrics of this project, section B', [
  ...([0.05, 0.025, 0.1] as const).map((part) => ({
    column: part === 0.05 ? 'hill_alpha' : `hill_alpha_${part === 0.1 ? '10pct' : '2_5pct'}`,
    unit: 'index',
    summary: `Hill's tail index of the ${100 * part} % largest standardised returns of all subnets, of either sign.`,
    formula: '(1/k sum ln(x_(i) / x_(k+1)))^-1',
    value: (g: DailyReturns) => g.hill(part),
  })),
  {
    column: 'kurtosis_excess',
    unit: 'ratio',
    summary: 'Excess kurtosis of the standardised returns of all subnets; 0 is normal.',
    formula: 'm4 / m2^2 - 3',
    value: (g) => g.kurtosis,
  },
  {
    column: 'acf_r_lag1',
    unit: 'correlation',
    summary: 'Autocorrelation of returns a day apart, mean over subnets.',
    value: (g) => g.memoryOfReturns(1),
  },
  ...[1, 10, 50].map((lag) => ({
    column: `acf_absr_lag${lag}`,
    unit: 'correlation',
    summary: `Autocorrelation of absolute returns ${lag === 1 ? 'a day' : `${lag} days`} apart, mean over subnets${
      lag > 5 ? `; empty below ${2 * lag} days` : ''
    }.`,
    value: (g: DailyReturns) => g.memoryOfSize(lag),
  })),
  {
    column: 'gph_d_absr',
    unit: 'index',
    summary: 'Long memory d of absolute returns by the log-periodogram, mean over subnets.',
    formula: 'slope of ln I(w) on -ln(4 sin^2(w/2)), sqrt(n) frequencies',
    value: (g) => g.longMemoryOfSize,
  },
  {
    column: 'mean_pairwise_corr',
    unit: 'correlation',
    summary: 'Correlation of the returns of two subnets, mean over all pairs of those that lived throughout.',
    value: (g) => g.pairwiseCorrelation,
  },
  {
    column: 'pc1_frac',
    unit: 'fraction',
    summary: 'Part of the variance of standardised returns that their first principal component explains.',
    formula: 'largest eigenvalue of the correlation matrix / n',
    value: (g) => g.firstComponent,
  },
  {
    column: 'beta_to_index',
    unit: 'ratio',
    summary: "Slope of a subnet's return on that of the sum of prices, mean over subnets.",
    formula: 'mean cov(r, r_I) / var(r_I), r_I = ln(sum p_d / sum p_(d-1))',
    value: (g) => g.beta,
  },
])
