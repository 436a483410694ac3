import { mean, type Sample } from './mean.js'

/**
 * Autocorrelation at a lag, over the variance of the whole series:
 *
 *   rho_k = sum_{t > k} (x_t - m)(x_{t-k} - m) / sum_t (x_t - m)^2
 *
 * Drawn towards 0 where the series is short, never outside -1 .. 1. NaN if there are not 2 k values, or if they do not vary.
 *
 * Source: G. E. P. Box and G. M. Jenkins, Time Series Analysis (1970), section 2.1.6
 */
export function autocorrelation(series: Sample, lag: number): number {
  const n = series.length
  if (n < 2 * lag || n < 2) return Number.NaN
  const centre = mean(series)
  let product = 0
  let square = 0
  for (let t = 0; t < n; t++) {
    square += (series[t] - centre) ** 2
    if (t >= lag) product += (series[t] - centre) * (series[t - lag] - centre)
  }
  return square > 0 ? product / square : Number.NaN
}
