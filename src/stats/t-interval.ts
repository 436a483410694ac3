import { type Interval, LEVEL, NO_INTERVAL } from './interval.js'
import { mean, type Sample } from './mean.js'
import { sd } from './sd.js'
import { tWithin } from './student-t.js'

/** Student's interval of a mean: mean +- t s / sqrt(n), with t of n - 1 degrees of freedom. None for n < 2. */
export function tInterval(values: Sample, level: number = LEVEL): Interval {
  if (values.length < 2) return NO_INTERVAL
  const centre = mean(values)
  const half = halfWidth(values, level)
  return { low: centre - half, high: centre + half, method: 't' }
}

/** Half the width of Student's interval, h = t s / sqrt(n); 0 if all values are equal, NaN for n < 2. */
export function halfWidth(values: Sample, level: number = LEVEL): number {
  const n = values.length
  return n < 2 ? Number.NaN : (tWithin(level, n - 1) * sd(values)) / Math.sqrt(n)
}
