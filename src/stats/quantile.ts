import type { Sample } from './mean.js'

/** A sorted copy. */
export const ascending = (values: Sample): Float64Array => Float64Array.from(values).sort()

/**
 * Quantile of type 7: straight lines through (i / (n - 1), x_(i)), i = 0 .. n - 1. NaN of nothing.
 *
 * @param sorted  values in ascending order
 * @param p       0 smallest .. 0.5 median .. 1 largest
 * Source: R. J. Hyndman and Y. Fan, Sample quantiles in statistical packages, The American Statistician 50 (1996) 361-365
 */
export function quantileSorted(sorted: Sample, p: number): number {
  const n = sorted.length
  if (n === 0) return Number.NaN
  const place = (n - 1) * p
  const below = Math.min(n - 1, Math.max(0, Math.floor(place)))
  const above = Math.min(n - 1, below + 1)
  const part = place - below
  // Without this a neighbour that is infinite would spoil a quantile that hits a value.
  return part === 0 ? sorted[below] : sorted[below] + part * (sorted[above] - sorted[below])
}

/** The same of values in any order. */
export const quantile = (values: Sample, p: number): number => quantileSorted(ascending(values), p)
