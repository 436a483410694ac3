import { describe, expect, test } from 'vitest'

import { bcaInterval, bcaOfMean } from '../../src/stats/bca-interval.js'
import { allRows, bootstrap, jackknife } from '../../src/stats/bootstrap.js'
import { bootstrapTInterval } from '../../src/stats/bootstrap-t-interval.js'
import { summariseReplicates } from '../../src/stats/mc-summary.js'
import {
  maritzJarrett,
  mcseOfMean,
  mcseOfProportion,
  mcseOfQuantile,
  mcseOfSd,
} from '../../src/stats/mcse.js'
import { mean } from '../../src/stats/mean.js'
import { meanInterval } from '../../src/stats/mean-interval.js'
import { percentileInterval } from '../../src/stats/percentile-interval.js'
import { quantile } from '../../src/stats/quantile.js'
import { bootstrapRatioInterval, fiellerInterval } from '../../src/stats/ratio-interval.js'
import { sd } from '../../src/stats/sd.js'
import { tTwoSided, tWithin } from '../../src/stats/student-t.js'
import { tInterval } from '../../src/stats/t-interval.js'
import { wilsonInterval } from '../../src/stats/wilson-interval.js'
import { draws, streamOf, x, y } from './sample.js'

const none = { low: Number.NaN, high: Number.NaN, method: 'none' }

describe("Student's t", () => {
  test('quantiles are those of scipy', () => {
    const published = [
      [1, 12.706204736174694],
      [2, 4.302652729749462],
      [9, 2.262157162798205],
      [19, 2.0930240544083087],
      [199, 1.9719565442517533],
      [5000, 1.9604385517065073],
    ]
    for (const [df, t] of published) expect(tWithin(0.95, df) / t).toBeCloseTo(1, 11)
    expect(tWithin(0.9, 7)).toBeCloseTo(1.8945786050900062, 11)
    expect(tWithin(0.99, 1)).toBeCloseTo(63.656741162871526, 9)
  })

  test('p-values are those of scipy, and undo the quantile', () => {
    expect(tTwoSided(2.1, 9)).toBeCloseTo(0.06511828241215196, 13)
    expect(tTwoSided(-6, 30) / 1.3942768767204764e-6).toBeCloseTo(1, 10)
    expect(tTwoSided(tWithin(0.95, 13), 13)).toBeCloseTo(0.05, 13)
    expect([tTwoSided(0, 5), tTwoSided(Number.POSITIVE_INFINITY, 5)]).toEqual([1, 0])
  })

  test('the interval of a mean is that of scipy', () => {
    const { low, high } = tInterval(x)
    expect(low).toBeCloseTo(1.5078414716962039, 12)
    expect(high).toBeCloseTo(5.658825194970464, 12)
  })

  test('one value has no interval', () => {
    expect(tInterval([3])).toEqual(none)
  })
})

describe('the bootstrap', () => {
  // Figures of scipy.stats.bootstrap and numpy with 200,000 to 400,000 resamples; 100,000 here are within 1 %.
  const near = (found: number, wanted: number, by = 0.05) => expect(Math.abs(found - wanted)).toBeLessThan(by)

  test('percentile, BCa and bootstrap-t intervals of a skewed sample are those of scipy', () => {
    const meanOf = (rows: Uint32Array) => mean(Array.from(rows, (row) => x[row]))
    const percentile = percentileInterval(bootstrap(x.length, meanOf, streamOf('a'), 100_000))
    near(percentile.low, 1.99167)
    near(percentile.high, 5.48333)
    const bca = bcaOfMean(x, streamOf('b'), 0.95, 100_000)
    near(bca.low, 2.2)
    near(bca.high, 5.925)
    const studentised = bootstrapTInterval(x, streamOf('c'), 0.95, 100_000)
    near(studentised.low, 1.95511)
    near(studentised.high, 7.17038, 0.15)
  })

  test('the same stream gives the same interval to the byte', () => {
    expect(bcaOfMean(x, streamOf('same'))).toEqual(bcaOfMean(x, streamOf('same')))
    expect(bcaOfMean(x, streamOf('same'))).not.toEqual(bcaOfMean(x, streamOf('other')))
  })

  test('a bootstrap moves its stream by one draw a resample, whatever the sample', () => {
    const stream = streamOf('turns')
    bootstrap(12, () => 0, stream, 7)
    const other = streamOf('turns')
    for (let i = 0; i < 7; i++) other.uniform()
    expect(stream.uniform()).toBe(other.uniform())
  })

  test('every row is drawn as often as the others', () => {
    const counts = new Float64Array(5)
    const count = (rows: Uint32Array) => {
      for (const row of rows) counts[row]++
      return 0
    }
    bootstrap(5, count, streamOf('even'), 20_000)
    // 20,000 each; three standard errors of a binomial count are 380.
    for (const times of counts) expect(Math.abs(times - 20_000)).toBeLessThan(380)
  })

  test('the jackknife leaves each row out once', () => {
    const left = jackknife(4, (rows) => 6 - rows.reduce((sum, row) => sum + row, 0))
    expect([...left]).toEqual([0, 1, 2, 3])
    expect([...allRows(3)]).toEqual([0, 1, 2])
  })

  test('BCa serves any statistic of rows, such as a median', () => {
    const stream = streamOf('median')
    const values = draws(101, () => stream.normal())
    const median = (rows: Uint32Array) =>
      quantile(
        Array.from(rows, (row) => values[row]),
        0.5,
      )
    const { low, high } = bcaInterval(101, median, stream)
    expect(low).toBeLessThan(quantile(values, 0.5))
    expect(high).toBeGreaterThan(quantile(values, 0.5))
    // 1.96 standard errors of the median of 101 normals are 0.24 either way.
    expect(high - low).toBeGreaterThan(0.25)
    expect(high - low).toBeLessThan(0.75)
  })

  test('equal values have a single point for an interval', () => {
    const equal = Array<number>(12).fill(0.3)
    expect(bcaOfMean(equal, streamOf('e')).high).toBeCloseTo(0.3, 15)
    expect(bootstrapTInterval(equal, streamOf('e'))).toEqual({ low: 0.3, high: 0.3, method: 'bootstrap-t' })
    expect(bcaOfMean([1], streamOf('e'))).toEqual(none)
  })
})

describe('the interval chosen for a mean', () => {
  test('is t for few values and for symmetric ones, the bootstrap-t for skewed ones', () => {
    const stream = streamOf('choice')
    const symmetric = [-3, -2, -2, -1, -1, 0, 0, 1, 1, 2, 2, 3]
    expect(meanInterval(symmetric, stream).method).toBe('t')
    expect(meanInterval(x.slice(0, 9), stream).method).toBe('t')
    expect(meanInterval(x, stream).method).toBe('bootstrap-t')
    expect(
      meanInterval(
        x.map((value) => -value),
        stream,
      ).method,
    ).toBe('bootstrap-t')
    expect(meanInterval([1], stream)).toEqual(none)
  })
})

describe('proportions and ratios', () => {
  test("Wilson's interval is that of scipy and never leaves 0 to 1", () => {
    expect(wilsonInterval(0, 20).low).toBe(0)
    expect(wilsonInterval(0, 20).high).toBeCloseTo(0.16112515805281935, 13)
    expect(wilsonInterval(7, 20).low).toBeCloseTo(0.1811918241010821, 13)
    expect(wilsonInterval(7, 20).high).toBeCloseTo(0.5671457233147637, 13)
    expect(wilsonInterval(20, 20).low).toBeCloseTo(0.8388748419471808, 13)
    expect(wilsonInterval(20, 20).high).toBe(1)
    expect(wilsonInterval(0, 0)).toEqual(none)
  })

  test("Fieller's interval holds the ratios that a t-test cannot reject", () => {
    const { low, high } = fiellerInterval(x, y)
    // Roots found by scipy's brentq of |mean(x - r y)| = t se(x - r y).
    expect(low).toBeCloseTo(0.9152808192125008, 10)
    expect(high).toBeCloseTo(1.7267270532027692, 10)
  })

  test('a denominator that may be 0 leaves the ratio unbounded', () => {
    expect(fiellerInterval([1, 2, 3, 4], [-1, 1, -2, 2.5])).toMatchObject({
      low: Number.NEGATIVE_INFINITY,
      high: Number.POSITIVE_INFINITY,
    })
    expect(fiellerInterval([1], [1])).toEqual(none)
  })

  test('the bootstrap of a ratio draws pairs together', () => {
    // scipy, BCa, 200,000 resamples: 1.1255 to 1.7312.
    const { low, high } = bootstrapRatioInterval(x, y, streamOf('ratio'))
    expect(Math.abs(low - 1.1255)).toBeLessThan(0.03)
    expect(Math.abs(high - 1.7312)).toBeLessThan(0.03)
  })
})

describe('Monte Carlo standard errors', () => {
  test('of mean, proportion and standard deviation follow their formulas', () => {
    expect(mcseOfMean(x)).toBeCloseTo(3.2665893621032414 / Math.sqrt(12), 14)
    expect(mcseOfProportion(0.2, 100)).toBeCloseTo(0.04, 15)
    expect(mcseOfProportion(0, 0)).toBeNaN()
    expect(mcseOfSd(x)).toBeCloseTo(3.2665893621032414 / Math.sqrt(22), 14)
  })

  test('the Maritz-Jarrett error of a median of three is that of all 27 resamples', () => {
    // The median of a resample of (1, 2, 4) is 1 in 7 cases, 2 in 13 and 4 in 7.
    const centre = (7 + 26 + 28) / 27
    const square = (7 + 52 + 112) / 27
    expect(maritzJarrett([4, 1, 2], 0.5)).toBeCloseTo(Math.sqrt(square - centre ** 2), 12)
  })

  test('on average the error of a quantile is the spread of that quantile over samples', () => {
    const stream = streamOf('mcse')
    for (const [p, n] of [
      [0.5, 100],
      [0.05, 200],
      [0.95, 200],
    ]) {
      const samples = Array.from({ length: 1500 }, () => draws(n, () => stream.normal()))
      const spread = sd(samples.map((sample) => quantile(sample, p)))
      // The spread itself is known to 1.8 %; at the edges the order statistics reach a little far.
      for (const error of [mcseOfQuantile, maritzJarrett]) {
        const ratio = mean(samples.map((sample) => error(sample, p))) / spread
        expect(ratio).toBeGreaterThan(0.93)
        expect(ratio).toBeLessThan(1.13)
      }
    }
  })
})

describe('the summary of a cell', () => {
  test('counts what is missing and summarises the rest', () => {
    const summary = summariseReplicates([...x, Number.NaN, Number.NaN], streamOf('summary'))
    expect(summary).toMatchObject({ n: 12, missing: 2, min: 0.2, max: 11.3, q50: 2.5 })
    expect(summary.mcse).toBe(mcseOfMean(x))
    expect(summary.interval.method).toBe('bootstrap-t')
  })

  test("of a proportion has Wilson's interval and the binomial error", () => {
    const summary = summariseReplicates([1, 0, 0, 1, 0], streamOf('p'), 'proportion')
    expect(summary.mean).toBe(0.4)
    expect(summary.mcse).toBeCloseTo(Math.sqrt(0.24 / 5), 15)
    expect(summary.interval).toEqual(wilsonInterval(2, 5))
  })

  test('of nothing is NaN and has no interval', () => {
    for (const kind of ['number', 'proportion'] as const) {
      const summary = summariseReplicates([Number.NaN], streamOf('n'), kind)
      expect(summary).toMatchObject({ n: 0, missing: 1, mean: Number.NaN, q50: Number.NaN, interval: none })
    }
  })
})
