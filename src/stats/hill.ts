import type { Sample } from './mean.js'
import { ascending } from './quantile.js'

/**
 * Hill's estimate of a tail index: alpha in P(X > x) ~ x^-alpha, from the k largest values,
 *
 *   alpha = (1/k sum_{i <= k} ln(x_(i) / x_(k+1)))^-1,  x_(1) >= x_(2) >= ...,  k = ceil(part n)
 *
 * Standard error about alpha / sqrt(k). NaN if there are no k + 1 values or x_(k+1) is not above 0.
 *
 * @param part  of the values taken as the tail, 0.05 unless said otherwise
 * Source: B. M. Hill, A simple general approach to inference about the tail of a distribution, Annals of Statistics 3
 * (1975) 1163-1174
 */
export function hillIndex(values: Sample, part = 0.05): number {
  const sorted = ascending(values)
  const n = sorted.length
  const k = Math.ceil(part * n)
  const bar = sorted[n - 1 - k]
  if (!(bar > 0)) return Number.NaN
  let sum = 0
  for (let i = n - k; i < n; i++) sum += Math.log(sorted[i] / bar)
  return k / sum
}
