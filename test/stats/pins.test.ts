import { describe, expect, test } from 'vitest'

import { emissionAt } from '../../src/emission/issuance/schedule.js'
import { constantProductOut } from '../../src/market/constant-product.js'
import { gini, hhi, nakamoto } from '../../src/record/concentration.js'
import { kendallTauB } from '../../src/stats/correlation.js'
import { hillIndex } from '../../src/stats/hill.js'
import { pairedDifference } from '../../src/stats/paired-difference.js'
import { tInterval } from '../../src/stats/t-interval.js'
import { draws, streamOf } from './sample.js'

/** Figures everybody can check by hand, that pin the metrics of the outputs. */
describe('the pins of the metrics', () => {
  const sorted = (...values: number[]) => Float64Array.from(values).sort()

  test('Gini of equals is 0, of one who has all among four 0.75; HHI of n equals is 1 / n', () => {
    expect(gini(sorted(1, 1, 1, 1))).toBe(0)
    expect(gini(sorted(0, 0, 0, 1))).toBe(0.75)
    expect(hhi(sorted(2, 2, 2, 2, 2))).toBeCloseTo(1 / 5, 15)
    expect(nakamoto(sorted(0.4, 0.3, 0.2, 0.1), 0.5)).toBe(2)
  })

  test('a fee-free purchase of v from a constant-product pool slips by v / Y', () => {
    const [x, y, v] = [4e15, 2e15, 1e13]
    const effective = v / constantProductOut(y, x, v, 0)
    expect(effective / (y / x) - 1).toBeCloseTo(v / y, 12)
  })

  test('an attack that does nothing differs from its twin by exactly nothing', () => {
    const profits = [3.25, -1.5, 0.125, 9]
    const { mean, mcse, interval } = pairedDifference(profits, [...profits], streamOf('null attack'))
    expect([mean, mcse, interval.low, interval.high]).toEqual([0, 0, 0, 0])
  })

  test('Kendall tau-b of (1, 2, 2, 3) and (1, 2, 3, 3) is 0.8', () => {
    expect(kendallTauB([1, 2, 2, 3], [1, 2, 3, 3])).toBeCloseTo(0.8, 15)
  })

  test('the Hill index of 100,000 Pareto(3) draws is 3 within three standard errors', () => {
    const stream = streamOf('pareto')
    const index = hillIndex(draws(100_000, () => (1 - stream.uniform()) ** (-1 / 3)))
    expect(Math.abs(index - 3)).toBeLessThan(0.13)
  })

  test('the t-interval of normal draws covers 94 to 96 % in 10,000 trials', () => {
    const stream = streamOf('coverage')
    let covered = 0
    for (let trial = 0; trial < 10_000; trial++) {
      const { low, high } = tInterval(draws(20, () => stream.normal()))
      if (low <= 0 && 0 <= high) covered++
    }
    expect(covered).toBeGreaterThan(9400)
    expect(covered).toBeLessThan(9600)
  })

  test('a block mints 1 TAO until 10.5 million are issued, then 0.5, from 15.75 million 0.25, at 21 million nothing', () => {
    const million = 1_000_000_000_000_000n
    const minted = [10n * million, (21n * million) / 2n, (63n * million) / 4n, 21n * million].map(emissionAt)
    expect(minted).toEqual([1_000_000_000n, 500_000_000n, 250_000_000n, 0n])
    expect(emissionAt((21n * million) / 2n - 1_000_000_000n)).toBe(1_000_000_000n)
  })
})
