import { bootstrapTInterval } from './bootstrap-t-interval.js'
import { type Interval, LEVEL } from './interval.js'
import type { Sample } from './mean.js'
import type { RowSource } from './resample-rows.js'
import { skewness } from './sd.js'
import { tInterval } from './t-interval.js'

/** Values from which on a bootstrap is trusted: below, resamples repeat too few values. */
export const LEAST_TO_RESAMPLE = 10
/** |skewness| up to which Student's interval is trusted. */
export const MOST_SKEW_FOR_T = 0.5

/**
 * The interval of a mean: Student's t for fewer than 10 values or |skewness| < 0.5, else the bootstrap-t.
 *
 * Chosen by measured coverage, docs/statistics.md: on normal draws as good as t alone, on lognormal(0, 1) within a point
 * of the best of t, BCa, bootstrap-t and the switches between them. BCa stays the interval of statistics that are no means.
 *
 * @param source  a stream of its own for each metric, such as that named `bootstrap/<metric>`
 */
export function meanInterval(values: Sample, source: RowSource, level: number = LEVEL): Interval {
  const plain = values.length < LEAST_TO_RESAMPLE || Math.abs(skewness(values)) < MOST_SKEW_FOR_T
  return plain ? tInterval(values, level) : bootstrapTInterval(values, source, level)
}
