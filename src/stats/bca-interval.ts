import { inverseNormal } from '../random/normal.js'
import { normalCdf } from '../random/normal-cdf.js'
import type { Stream } from '../random/streams.js'
import { allRows, bootstrap, jackknife, type Statistic } from './bootstrap.js'
import { type Interval, LEVEL, NO_INTERVAL, RESAMPLES } from './interval.js'
import { mean, type Sample } from './mean.js'
import { quantileSorted } from './quantile.js'

/**
 * Bootstrap interval, bias-corrected and accelerated (BCa): the quantiles of the resampled statistic at
 *
 *   Phi(z0 + (z0 + z) / (1 - a (z0 + z)))        z = -+ Phi^-1((1 + level) / 2)
 *   z0 = Phi^-1(part of the resamples below the statistic, ties counted half)
 *   a  = sum d^3 / (6 (sum d^2)^(3/2)),  d = mean of the jackknife - each of its values
 *
 * Second-order accurate, and right for any statistic that is smooth in the rows. A single point if resampling never
 * changes the statistic; none for fewer than two rows, or if the statistic is NaN on the sample.
 *
 * Source: B. Efron, Better bootstrap confidence intervals, J. Am. Stat. Assoc. 82 (1987) 171-185
 */
export function bcaInterval(
  n: number,
  statistic: Statistic,
  stream: Stream,
  level: number = LEVEL,
  resamples: number = RESAMPLES,
): Interval {
  const estimate = n < 2 ? Number.NaN : statistic(allRows(n))
  if (Number.isNaN(estimate)) return NO_INTERVAL
  // A resample may leave the statistic undefined (a ratio over 0); it says nothing of where the truth lies.
  const sorted = bootstrap(n, statistic, stream, resamples)
    .filter((value) => !Number.isNaN(value))
    .sort()
  if (sorted.length === 0) return NO_INTERVAL
  const bias = inverseNormal(partBelow(sorted, estimate))
  const acceleration = accelerationOf(jackknife(n, statistic))
  const at = (z: number) => {
    const shifted = bias + z
    return quantileSorted(sorted, normalCdf(bias + shifted / (1 - acceleration * shifted)))
  }
  const z = inverseNormal((1 + level) / 2)
  return { low: at(-z), high: at(z), method: 'bca' }
}

/** BCa interval of a mean. */
export const bcaOfMean = (values: Sample, stream: Stream, level?: number, resamples?: number): Interval =>
  bcaInterval(values.length, (rows) => meanOfRows(values, rows), stream, level, resamples)

function meanOfRows(values: Sample, rows: Uint32Array): number {
  let sum = 0
  for (let i = 0; i < rows.length; i++) sum += values[rows[i]]
  return sum / rows.length
}

/** Kept off 0 and 1 by half a resample, since there the correction would be infinite. */
function partBelow(sorted: Float64Array, estimate: number): number {
  let below = 0
  for (const value of sorted) below += value < estimate ? 1 : value === estimate ? 0.5 : 0
  const least = 0.5 / sorted.length
  return Math.min(1 - least, Math.max(least, below / sorted.length))
}

function accelerationOf(leftOut: Float64Array): number {
  const centre = mean(leftOut)
  let squares = 0
  let cubes = 0
  for (const value of leftOut) {
    const away = centre - value
    squares += away ** 2
    cubes += away ** 3
  }
  return squares > 0 ? cubes / (6 * squares ** 1.5) : 0
}
