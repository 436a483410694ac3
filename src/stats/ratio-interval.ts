import type { Stream } from '../random/streams.js'
import { bcaInterval } from './bca-interval.js'
import { type Interval, LEVEL, NO_INTERVAL } from './interval.js'
import { mean, type Sample } from './mean.js'
import { covariance, variance } from './sd.js'
import { tWithin } from './student-t.js'

/**
 * Fieller's interval of a ratio of means, mean x / mean y, for values in pairs: the r for which x - r y has a mean that
 * Student's t cannot tell from 0, the roots of
 *
 *   (my^2 - t^2 vyy) r^2 - 2 (mx my - t^2 vxy) r + (mx^2 - t^2 vxx) = 0        v: (co)variances of the means
 *
 * Where my itself cannot be told from 0 the data bound the ratio on one side at most, and the interval is
 * -Infinity .. Infinity. None for n < 2.
 *
 * Source: E. C. Fieller, Some problems in interval estimation, J. R. Stat. Soc. B 16 (1954) 175-185
 */
export function fiellerInterval(x: Sample, y: Sample, level: number = LEVEL): Interval {
  const n = x.length
  if (n < 2) return NO_INTERVAL
  const [meanX, meanY] = [mean(x), mean(y)]
  const t2 = tWithin(level, n - 1) ** 2 / n
  const a = meanY ** 2 - t2 * variance(y)
  if (a <= 0) return { low: Number.NEGATIVE_INFINITY, high: Number.POSITIVE_INFINITY, method: 'fieller' }
  const b = meanX * meanY - t2 * covariance(x, y)
  const c = meanX ** 2 - t2 * variance(x)
  // Never negative in exact arithmetic while a > 0: x / y solves the inequality.
  const root = Math.sqrt(Math.max(0, b ** 2 - a * c))
  return { low: (b - root) / a, high: (b + root) / a, method: 'fieller' }
}

/** BCa interval of the same ratio; pairs are drawn together. */
export function bootstrapRatioInterval(x: Sample, y: Sample, stream: Stream, level?: number): Interval {
  const ratio = (rows: Uint32Array) => {
    let above = 0
    let below = 0
    for (const row of rows) {
      above += x[row]
      below += y[row]
    }
    return above / below
  }
  return bcaInterval(x.length, ratio, stream, level)
}
