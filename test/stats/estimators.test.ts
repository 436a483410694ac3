import fc from 'fast-check'
import { describe, expect, test } from 'vitest'

import { batchMeans } from '../../src/stats/batch-means.js'
import { controlBeta, controlled, pairMeans } from '../../src/stats/control-variate.js'
import { kendallTauB, pearson, spearman } from '../../src/stats/correlation.js'
import { hillIndex } from '../../src/stats/hill.js'
import { fallingEnvelope, risingEnvelope } from '../../src/stats/isotonic.js'
import { survivalCurve, survivalMedian } from '../../src/stats/kaplan-meier.js'
import { mean } from '../../src/stats/mean.js'
import { mser5 } from '../../src/stats/mser.js'
import { quantile, quantileSorted } from '../../src/stats/quantile.js'
import { midRanks } from '../../src/stats/ranks.js'
import { covariance, sd, skewness, variance } from '../../src/stats/sd.js'
import { draws, streamOf, x, y } from './sample.js'

describe('moments', () => {
  test('mean, standard deviation, skewness and covariance are those of scipy', () => {
    expect(mean(x)).toBeCloseTo(3.583333333333334, 14)
    expect(sd(x)).toBeCloseTo(3.2665893621032414, 13)
    expect(skewness(x)).toBeCloseTo(1.229276301386327, 13)
    expect(covariance(x, y)).toBeCloseTo(4.302272727272727, 13)
  })

  test('equal values have exactly their own mean and no spread', () => {
    const equal = Array<number>(7).fill(0.1)
    expect([mean(equal), sd(equal), skewness(equal)]).toEqual([0.1, 0, 0])
  })

  test('a large offset does not drown a small spread', () => {
    expect(variance([1e9 + 1, 1e9 + 2, 1e9 + 3])).toBe(1)
  })

  test('too few values give NaN, not 0', () => {
    expect([mean([]), sd([3]), variance([])]).toEqual([Number.NaN, Number.NaN, Number.NaN])
  })
})

describe('quantiles of type 7', () => {
  test('are those of numpy', () => {
    const found = [0.05, 0.25, 0.5, 0.75, 0.95].map((p) => quantile(x, p))
    const wanted = [0.585, 1.325, 2.5, 4.775, 9.32]
    for (const [i, value] of found.entries()) expect(value).toBeCloseTo(wanted[i], 13)
  })

  test('run from the smallest to the largest value, and hit the values in between', () => {
    expect([0, 0.25, 0.5, 1].map((p) => quantileSorted([1, 2, 4, 8, 16], p))).toEqual([1, 2, 4, 16])
    expect(quantileSorted([1, 2, Number.POSITIVE_INFINITY], 0.5)).toBe(2)
    expect(quantile([], 0.5)).toBeNaN()
  })
})

describe('rank correlation', () => {
  test('ties share the mean of their ranks', () => {
    expect([...midRanks([30, 10, 20, 10, 10])]).toEqual([5, 2, 4, 2, 2])
  })

  test('Pearson, Spearman and Kendall are those of scipy, ties included', () => {
    expect(pearson(x, y)).toBeCloseTo(0.9816116988151827, 13)
    expect(spearman(x, y)).toBeCloseTo(0.9403566658021552, 13)
    expect(kendallTauB(x, y)).toBeCloseTo(0.8616404368553291, 13)
  })

  // Few values, so that most are tied; either sign of 0, which are equal.
  const tiedPairs = fc.array(fc.tuple(fc.constantFrom(-1.5, -0, 0, 2, 3), fc.constantFrom(0, 1e-300, 7)), {
    maxLength: 60,
  })

  test('a mid-rank is the number of smaller values, and half of one more than those that are equal', () => {
    fc.assert(
      fc.property(tiedPairs, (pairs) => {
        const values = pairs.map(([first]) => first)
        const ranks = values.map(
          (a) => values.filter((b) => b < a).length + (values.filter((b) => b === a).length + 1) / 2,
        )
        expect([...midRanks(values)]).toEqual(ranks)
      }),
    )
  })

  test("Kendall's tau is what counting all pairs one by one gives, to the bit", () => {
    fc.assert(
      fc.property(tiedPairs, (pairs) => {
        const [first, second] = [pairs.map(([a]) => a), pairs.map(([, b]) => b)]
        let [agreement, untiedX, untiedY] = [0, 0, 0]
        for (let i = 0; i < pairs.length; i++) {
          for (let j = 0; j < i; j++) {
            const [alongX, alongY] = [Math.sign(first[i] - first[j]), Math.sign(second[i] - second[j])]
            agreement += alongX * alongY
            untiedX += alongX * alongX
            untiedY += alongY * alongY
          }
        }
        const counted = agreement / (Math.sqrt(untiedX) * Math.sqrt(untiedY))
        expect(kendallTauB(first, second)).toBe(counted)
      }),
    )
  })

  test('nothing correlates with what does not vary', () => {
    expect([
      pearson(
        x,
        x.map(() => 1),
      ),
      kendallTauB(
        x,
        x.map(() => 1),
      ),
    ]).toEqual([Number.NaN, Number.NaN])
  })
})

describe('survival', () => {
  // Weeks of remission under 6-mercaptopurine: Freireich et al. 1963, the textbook's example of censoring.
  const weeks = [6, 6, 6, 6, 7, 9, 10, 10, 11, 13, 16, 17, 19, 20, 22, 23, 25, 32, 32, 34, 35]
  const stillWell = [0, 0, 0, 1, 0, 1, 0, 1, 1, 0, 0, 1, 1, 1, 0, 0, 1, 1, 1, 1, 1].map((flag) => flag === 1)

  test('the curve of the remission data is the published one, its median 23 weeks', () => {
    const curve = survivalCurve(weeks, stillWell)
    expect(curve.map(({ time, atRisk }) => [time, atRisk])).toEqual([
      [6, 21],
      [7, 17],
      [10, 15],
      [13, 12],
      [16, 11],
      [22, 7],
      [23, 6],
    ])
    const published = [0.857, 0.807, 0.753, 0.69, 0.627, 0.538, 0.448]
    for (const [i, { survival }] of curve.entries()) expect(survival).toBeCloseTo(published[i], 3)
    expect(survivalMedian(weeks, stillWell)).toBe(23)
  })

  test('without censoring the median is the time by which half have had the event', () => {
    expect(survivalMedian([4, 1, 3, 2], [false, false, false, false])).toBe(2)
  })

  test('where fewer than half had the event while watched, there is no median yet', () => {
    expect(survivalMedian([1, 9, 9], [false, true, true])).toBe(Number.POSITIVE_INFINITY)
    expect(survivalMedian([], [])).toBeNaN()
  })
})

describe('tails and envelopes', () => {
  test('the Hill index of two values above the bar is the mean log excess inverted', () => {
    expect(hillIndex([1, 1, Math.E, Math.E ** 3], 0.5)).toBeCloseTo(2 / 4, 14)
    expect(hillIndex([-1, 0, 5], 0.3)).toBeNaN()
    expect(hillIndex([], 0.05)).toBeNaN()
  })

  test('pooling neighbours gives the weighted isotonic regression of scipy', () => {
    const values = [1, 3, 2, 4, 3.5, 3.6, 5, 0, 6]
    const found = risingEnvelope(values, [1, 2, 1, 1, 1, 3, 1, 0.5, 1])
    const pool = 3.5846153846153848
    const wanted = [1, 8 / 3, 8 / 3, pool, pool, pool, pool, pool, 6]
    for (const [i, value] of found.entries()) expect(value).toBeCloseTo(wanted[i], 13)
  })

  test('a falling envelope mirrors a rising one, and a monotone curve is its own', () => {
    expect([...fallingEnvelope([5, 6, 1])]).toEqual([5.5, 5.5, 1])
    expect([...risingEnvelope([1, 2, 2, 3])]).toEqual([1, 2, 2, 3])
  })
})

describe('time averages within a run', () => {
  /** A series that remembers: x' = 0.9 x + noise; the mean of n values has error about 10 / sqrt(n). */
  const remembering = (n: number, start: number, name: string) => {
    const stream = streamOf(name)
    let value = start
    return draws(n, () => {
      value = 0.9 * value + stream.normal()
      return value
    })
  }

  test('batch means see the error that single values hide', () => {
    const covered = Array.from(
      { length: 400 },
      (_, r) => batchMeans(remembering(4000, 0, `ar/${r}`)).interval,
    )
    const hits = covered.filter(({ low, high }) => low <= 0 && 0 <= high).length
    // 95 % of 400 is 380, three standard errors 13; batches of 200 still remember a little.
    expect(hits).toBeGreaterThan(360)
    expect(hits).toBeLessThanOrEqual(394)
    const one = remembering(4000, 0, 'ar/0')
    expect(batchMeans(one).error).toBeGreaterThan((3 * sd(one)) / Math.sqrt(one.length))
  })

  test('batches leave out at the start what does not fill them', () => {
    const { batches, mean: average } = batchMeans([100, 1, 3, 5, 7], 2)
    expect([...batches]).toEqual([2, 6])
    expect(average).toBe(4)
  })

  test('MSER-5 cuts a warm-up off, and leaves a settled series alone', () => {
    const cut = mser5(remembering(2000, 200, 'warm')).cut
    expect(cut).toBeGreaterThanOrEqual(20)
    expect(cut).toBeLessThanOrEqual(100)
    expect(mser5(Array<number>(50).fill(3))).toEqual({ cut: 0, unsettled: false })
  })

  test('MSER-5 says so when a series never settles', () => {
    expect(mser5(Array.from({ length: 100 }, (_, i) => i)).unsettled).toBe(true)
  })
})

describe('variance reduction', () => {
  test('a control takes away what it explains and leaves the mean', () => {
    const stream = streamOf('control')
    const control = draws(500, () => stream.normal())
    const values = control.map((c) => 5 + 3 * c + 0.5 * stream.normal())
    const beta = controlBeta(values.subarray(0, 30), control.subarray(0, 30))
    expect(beta).toBeCloseTo(3, 0)
    const better = controlled(values, control, 0, beta)
    expect(sd(better)).toBeLessThan(0.2 * sd(values))
    expect(Math.abs(mean(better) - 5)).toBeLessThan(0.1)
  })

  test('a control that does not vary takes nothing away', () => {
    expect(controlBeta([1, 2, 3], [4, 4, 4])).toBe(0)
  })

  test('an antithetic pair is one observation', () => {
    expect([...pairMeans([1, 3, 5, 5, 9])]).toEqual([2, 5])
  })
})
