import type { Stream } from '../random/streams.js'
import { crossingOf, type LevelSearch, type TriedLevel } from './bisect.js'
import { bootstrap } from './bootstrap.js'
import { type Interval, LEVEL, NO_INTERVAL, RESAMPLES } from './interval.js'
import { risingEnvelope } from './isotonic.js'

/**
 * Interval of the level at which the envelope of the means meets the target: quantiles of where it does so when
 * replicates are resampled, the same ones at every level, since levels share their seeds.
 *
 * An end at `low` means that the answer may lie below the range; an end that is Infinity, above it. Quantiles are order
 * statistics, for they may be infinite. It speaks of the noise between replicates alone: levels that were never
 * tried, because a bisection passed them by, are straight lines.
 *
 * @param tried  the values of a level are those of replicates 0, 1, ... in order; NaN where there is none
 * Source: B. Efron and R. J. Tibshirani, An Introduction to the Bootstrap (1993), chapter 13 (percentile interval)
 */
export function levelInterval(
  search: LevelSearch,
  tried: readonly TriedLevel[],
  stream: Stream,
  level: number = LEVEL,
  resamples: number = RESAMPLES,
): Interval {
  const sorted = tried.toSorted((a, b) => a.level - b.level)
  const levels = sorted.map((one) => one.level)
  const n = Math.min(...sorted.map(({ values }) => values.length))
  if (sorted.length === 0 || n < 2) return NO_INTERVAL
  const means = new Float64Array(levels.length)
  const counts = new Float64Array(levels.length)
  const crossings = bootstrap(
    n,
    (rows) => {
      for (let k = 0; k < sorted.length; k++) {
        const { values } = sorted[k]
        let sum = 0
        let count = 0
        for (let i = 0; i < n; i++) {
          const value = values[rows[i]]
          if (Number.isNaN(value)) continue
          sum += value
          count++
        }
        // Without a value it does not reach, as in the search.
        means[k] = count > 0 ? sum / count : -Number.MAX_VALUE
        counts[k] = Math.max(1, count)
      }
      return Math.max(search.low, crossingOf(search, levels, risingEnvelope(means, counts)))
    },
    stream,
    resamples,
  ).sort()
  const at = (p: number) => crossings[Math.min(resamples - 1, Math.floor(p * resamples))]
  const tail = (1 - level) / 2
  return { low: at(tail), high: at(1 - tail), method: 'percentile' }
}
