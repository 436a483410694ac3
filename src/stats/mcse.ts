import { betaCdf, betaQuantile } from '../random/beta.js'
import type { Sample } from './mean.js'
import { ascending, quantileSorted } from './quantile.js'
import { sd } from './sd.js'

/**
 * Monte Carlo standard errors: by how much an estimate would vary if all runs were run anew. NaN where the sample is too
 * small to tell.
 *
 * Source: T. P. Morris, I. R. White and M. J. Crowther, Using simulation studies to evaluate statistical methods,
 * Statistics in Medicine 38 (2019) 2074-2102, table 6
 */

/** Of a mean: s / sqrt(n). */
export const mcseOfMean = (values: Sample): number => sd(values) / Math.sqrt(values.length)

/** Of a proportion p of n cases: sqrt(p (1 - p) / n). */
export const mcseOfProportion = (p: number, n: number): number =>
  n > 0 ? Math.sqrt((p * (1 - p)) / n) : Number.NaN

/** Of a standard deviation, if the values are about normal: s / sqrt(2 (n - 1)). */
export const mcseOfSd = (values: Sample): number => sd(values) / Math.sqrt(2 * (values.length - 1))

/** Part of a normal distribution within one standard deviation. */
const ONE_SD = 0.6826894921370859

/**
 * Of a quantile: half the distance of the order statistics that hold the true quantile with 68.3 % probability. The number
 * of values below it is binomial(n, p), so that its rank lies between quantiles of Beta(n p + 1, n (1 - p) + 1).
 *
 * Source: A. Vehtari et al., Rank-normalization, folding, and localization, Bayesian Analysis 16 (2021) 667-718, section 4.3
 */
export function mcseOfQuantile(values: Sample, p: number): number {
  const n = values.length
  if (n < 2) return Number.NaN
  const sorted = ascending(values)
  const { low, high } = ranksAround(n, p)
  return (quantileSorted(sorted, high) - quantileSorted(sorted, low)) / 2
}

interface Ranks {
  readonly low: number
  readonly high: number
}
const knownRanks = new Map<number, Map<number, Ranks>>()

/** Ranks that hold the true quantile, 0 .. 1; remembered, since a sweep asks for the same n and p at every cell and metric. */
function ranksAround(n: number, p: number): Ranks {
  const ofP = knownRanks.get(p) ?? new Map<number, Ranks>()
  knownRanks.set(p, ofP)
  const known = ofP.get(n)
  if (known) return known
  const rankAt = (u: number) => betaQuantile(u, n * p + 1, n * (1 - p) + 1)
  const ranks = { low: rankAt((1 - ONE_SD) / 2), high: rankAt((1 + ONE_SD) / 2) }
  ofP.set(n, ranks)
  return ranks
}

/**
 * Of a quantile, by Maritz and Jarrett: the standard deviation of the order statistic x_(m), m = round(n p), under the
 * weights w_i = I_{i/n}(m, n - m + 1) - I_{(i-1)/n}(m, n - m + 1).
 *
 * Smoother than the above, and as good at the median; worse at the edges, where few values carry it.
 *
 * Source: J. S. Maritz and R. G. Jarrett, A note on estimating the variance of the sample median, J. Am. Stat. Assoc. 73
 * (1978) 194-196
 */
export function maritzJarrett(values: Sample, p: number): number {
  const n = values.length
  if (n < 2) return Number.NaN
  const sorted = ascending(values)
  const m = Math.min(n, Math.max(1, Math.floor(n * p + 0.5)))
  let first = 0
  let second = 0
  let before = 0
  for (let i = 1; i <= n; i++) {
    const upTo = betaCdf(i / n, m, n - m + 1)
    first += (upTo - before) * sorted[i - 1]
    second += (upTo - before) * sorted[i - 1] ** 2
    before = upTo
  }
  return Math.sqrt(Math.max(0, second - first ** 2))
}
