import type { Interval } from './interval.js'
import { mcseOfMean } from './mcse.js'
import { mean, type Sample } from './mean.js'
import { meanInterval } from './mean-interval.js'
import type { RowSource } from './resample-rows.js'
import { variance } from './sd.js'
import { tTwoSided } from './student-t.js'

/** What one scenario has more than another, replicate by replicate under common random numbers. */
export interface PairedDifference {
  /** Pairs in which both have a value. */
  readonly n: number
  readonly mean: number
  readonly mcse: number
  readonly interval: Interval
  /** Two-sided p-value of Student's t on the differences, not adjusted for other contrasts. */
  readonly p: number
  /**
   * (s_a^2 + s_b^2) / s_d^2: how many independent runs each pair is worth. Above 1 pairing pays, below 1 it costs.
   * Infinity if the difference is always the same though the values vary; NaN if nothing varies.
   */
  readonly varianceRatio: number
}

/**
 * Paired comparison of d_r = a_r - b_r. The same index means the same replicate; a pair of which either is NaN is left out.
 *
 * Differences that are all equal have no error: p is 1 if they are 0, else 0.
 */
export function pairedDifference(a: Sample, b: Sample, source: RowSource, level?: number): PairedDifference {
  const rows = Array.from({ length: Math.min(a.length, b.length) }, (_, i) => i).filter(
    (i) => !Number.isNaN(a[i]) && !Number.isNaN(b[i]),
  )
  const differences = Float64Array.from(rows, (i) => a[i] - b[i])
  const apart = variance(rows.map((i) => a[i])) + variance(rows.map((i) => b[i]))
  const error = mcseOfMean(differences)
  const centre = mean(differences)
  return {
    n: rows.length,
    mean: centre,
    mcse: error,
    interval: meanInterval(differences, source, level),
    p: error === 0 ? (centre === 0 ? 1 : 0) : tTwoSided(centre / error, rows.length - 1),
    varianceRatio: apart / variance(differences),
  }
}
