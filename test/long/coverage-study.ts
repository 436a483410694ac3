import { createStreams, type Stream } from '../../src/random/streams.js'
import { bcaOfMean } from '../../src/stats/bca-interval.js'
import { bootstrapTInterval } from '../../src/stats/bootstrap-t-interval.js'
import type { Interval } from '../../src/stats/interval.js'
import { meanInterval } from '../../src/stats/mean-interval.js'
import { skewness } from '../../src/stats/sd.js'
import { whetherToStop } from '../../src/stats/stopping.js'
import { tInterval } from '../../src/stats/t-interval.js'

/** How often the 95 % intervals of a mean hold it, by method. */

export const TRIALS = 10_000

/** Rows of the table in docs/statistics.md. */
export const METHODS = {
  'chosen: t below skewness 0.5, else bootstrap-t': 'chosen',
  'Student t': 't',
  BCa: 'bca',
  'bootstrap-t': 'bootstrapT',
  't below skewness 2, else BCa': 'tOrBca',
  't below skewness 1, else bootstrap-t': 'tOrBootstrapT',
} as const
export type Method = (typeof METHODS)[keyof typeof METHODS]

/** Laws by column of the table, each with its mean. */
export const LAWS = {
  normal: { mean: 0, draw: (stream: Stream) => stream.normal() },
  lognormal: { mean: Math.exp(0.5), draw: (stream: Stream) => Math.exp(stream.normal()) },
} as const

/** Part of the trials in which each method's interval holds the mean, per cent. */
export function coverage(law: keyof typeof LAWS, n: number, trials: number = TRIALS): Record<Method, number> {
  const streams = createStreams('coverage')
  const stream = streams.make(`draws/${law}/${n}`)
  const resampling = streams.make(`bootstrap/${law}/${n}`)
  const { mean, draw } = LAWS[law]
  const hits: Record<Method, number> = { chosen: 0, t: 0, bca: 0, bootstrapT: 0, tOrBca: 0, tOrBootstrapT: 0 }
  for (let trial = 0; trial < trials; trial++) {
    const values = Float64Array.from({ length: n }, () => draw(stream))
    const intervals = intervalsOf(values, resampling)
    for (const method of Object.values(METHODS)) {
      const { low, high } = intervals[method]
      if (low <= mean && mean <= high) hits[method]++
    }
  }
  for (const method of Object.values(METHODS)) hits[method] *= 100 / trials
  return hits
}

function intervalsOf(values: Float64Array, stream: Stream): Record<Method, Interval> {
  const skew = Math.abs(skewness(values))
  const chosen = meanInterval(values, stream)
  const t = tInterval(values)
  const bca = bcaOfMean(values, stream)
  // The chosen one is a bootstrap-t already where the values are skewed.
  const bootstrapT = chosen.method === 'bootstrap-t' ? chosen : bootstrapTInterval(values, stream)
  return { chosen, t, bca, bootstrapT, tOrBca: skew < 2 ? t : bca, tOrBootstrapT: skew < 1 ? t : bootstrapT }
}

/** Replicates of normal(1, 0.2) until the stopping rule is content: how often t then holds the mean, and mean replicates. */
export function sequentialCoverage(trials: number = TRIALS): { covered: number; replicates: number } {
  const stream = createStreams('coverage').make('draws/sequential')
  let hits = 0
  let replicates = 0
  for (let trial = 0; trial < trials; trial++) {
    const values: number[] = []
    for (let { more } = whetherToStop({ values }); more > 0; more = whetherToStop({ values }).more) {
      for (let i = 0; i < more; i++) values.push(1 + 0.2 * stream.normal())
    }
    const { low, high } = tInterval(values)
    if (low <= 1 && 1 <= high) hits++
    replicates += values.length
  }
  return { covered: (100 * hits) / trials, replicates: replicates / trials }
}
