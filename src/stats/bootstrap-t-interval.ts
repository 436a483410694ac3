import { type Interval, LEVEL, NO_INTERVAL, RESAMPLES } from './interval.js'
import { mean, type Sample } from './mean.js'
import { type RowSource, type Rows, rowsOf } from './resample-rows.js'
import { sd } from './sd.js'
import { quantileSelected } from './selected.js'

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
  source: RowSource,
  level: number = LEVEL,
  resamples: number = RESAMPLES,
): Interval {
  const n = values.length
  if (n < 2) return NO_INTERVAL
  const centre = mean(values)
  const error = sd(values) / Math.sqrt(n)
  const method = 'bootstrap-t'
  if (error === 0) return { low: centre, high: centre, method }
  const found = studentised(values, centre, rowsOf(source, n, resamples), resamples)
  if (found.length === 0) return NO_INTERVAL
  const tail = (1 - level) / 2
  return {
    low: centre - quantileSelected(found, 1 - tail) * error,
    high: centre - quantileSelected(found, tail) * error,
    method,
  }
}

/** t* of each resample that has one. A plain loop: sweeps ask for it a hundred thousand times. */
function studentised(values: Sample, centre: number, rows: Rows, resamples: number): Float64Array {
  const n = values.length
  // About the sample's mean, so that the squares do not cancel.
  const away = Float64Array.from(values, (value) => value - centre)
  const found = new Float64Array(resamples)
  let count = 0
  for (let resample = 0, at = 0; resample < resamples; resample++) {
    let sum = 0
    let squares = 0
    for (const end = at + n; at < end; at++) {
      const one = away[rows[at]]
      sum += one
      squares += one * one
    }
    const shift = sum / n
    const t = shift / Math.sqrt((squares / n - shift * shift) / (n - 1))
    if (Number.isFinite(t)) found[count++] = t
  }
  return found.subarray(0, count)
}
