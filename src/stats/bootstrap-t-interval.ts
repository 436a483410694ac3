import type { Stream } from '../random/streams.js'
import { bootstrap } from './bootstrap.js'
import { type Interval, LEVEL, NO_INTERVAL, RESAMPLES } from './interval.js'
import { mean, type Sample } from './mean.js'
import { quantileSorted } from './quantile.js'
import { sd } from './sd.js'

/**
 * Bootstrap-t interval of a mean: Student's interval with the quantiles of t taken from the sample itself,
 *
 *   mean - q_hi s / sqrt(n) .. mean - q_lo s / sqrt(n)      q: quantiles of t* = (mean* - mean) / (s* / sqrt(n))
 *
 * where a star marks a resample. Long tails make it wide on their side, which is what they call for. Resamples whose values
 * are all equal have no t* and are left out: with few values they are many, so it wants n >= 10. A single point if all
 * values are equal.
 *
 * Source: P. Hall, Theoretical comparison of bootstrap confidence intervals, Annals of Statistics 16 (1988) 927-953
 */
export function bootstrapTInterval(
  values: Sample,
  stream: Stream,
  level: number = LEVEL,
  resamples: number = RESAMPLES,
): Interval {
  const n = values.length
  if (n < 2) return NO_INTERVAL
  const centre = mean(values)
  const error = sd(values) / Math.sqrt(n)
  const method = 'bootstrap-t'
  if (error === 0) return { low: centre, high: centre, method }
  const sorted = bootstrap(n, (rows) => studentised(values, rows, centre), stream, resamples)
    .filter((value) => Number.isFinite(value))
    .sort()
  if (sorted.length === 0) return NO_INTERVAL
  const tail = (1 - level) / 2
  return {
    low: centre - quantileSorted(sorted, 1 - tail) * error,
    high: centre - quantileSorted(sorted, tail) * error,
    method,
  }
}

function studentised(values: Sample, rows: Uint32Array, centre: number): number {
  const n = rows.length
  let sum = 0
  let squares = 0
  // About the sample's mean, so that the squares do not cancel.
  for (let i = 0; i < n; i++) {
    const away = values[rows[i]] - centre
    sum += away
    squares += away * away
  }
  const shift = sum / n
  return shift / Math.sqrt((squares / n - shift * shift) / (n - 1))
}
