import { fillIndices } from '../random/noise.js'
import type { Stream } from '../random/streams.js'
import { RESAMPLES } from './interval.js'

/** A number computed from some of the rows of a sample; a row may come more than once. */
export type Statistic = (rows: Uint32Array) => number

/**
 * The statistic on resamples with replacement, in the order drawn.
 *
 * Rows, not values, are drawn: what belongs together (a pair, a numerator and its denominator, a run) stays together.
 * The stream moves by exactly one draw a resample.
 *
 * Source: B. Efron and R. J. Tibshirani, An Introduction to the Bootstrap (1993), chapter 6
 */
export function bootstrap(
  n: number,
  statistic: Statistic,
  stream: Stream,
  resamples: number = RESAMPLES,
): Float64Array {
  const rows = new Uint32Array(n)
  const found = new Float64Array(resamples)
  for (let resample = 0; resample < resamples; resample++) {
    fillIndices(stream.uniform(), n, rows)
    found[resample] = statistic(rows)
  }
  return found
}

/** The statistic with each row left out in turn. */
export function jackknife(n: number, statistic: Statistic): Float64Array {
  const rows = Uint32Array.from({ length: n - 1 }, (_, i) => i + 1)
  return Float64Array.from({ length: n }, (_, left) => {
    if (left > 0) rows[left - 1] = left - 1
    return statistic(rows)
  })
}

/** Every row once: the sample itself. */
export const allRows = (n: number): Uint32Array => Uint32Array.from({ length: n }, (_, i) => i)
