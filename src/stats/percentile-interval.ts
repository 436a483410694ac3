import { type Interval, LEVEL, NO_INTERVAL } from './interval.js'
import { ascending, quantileSorted } from './quantile.js'

/** The middle part of a statistic's bootstrap distribution. Resamples that are NaN are left out. */
export function percentileInterval(replicates: Float64Array, level: number = LEVEL): Interval {
  const sorted = ascending(replicates.filter((value) => !Number.isNaN(value)))
  if (sorted.length === 0) return NO_INTERVAL
  const tail = (1 - level) / 2
  return { low: quantileSorted(sorted, tail), high: quantileSorted(sorted, 1 - tail), method: 'percentile' }
}
