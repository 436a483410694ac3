import fc from 'fast-check'
import { describe, expect, test } from 'vitest'

import { Histogram } from '../../../src/record/summary/histogram.js'
import { topFigures } from '../../../src/record/summary/ranking.js'

describe('pay and quality among the best tenth', () => {
  const twenty = Array.from({ length: 20 }, (_, i) => i / 10)

  test('pay in the order of quality finds all of the best', () => {
    expect(topFigures(twenty, twenty)).toEqual({ recall: 1, ndcg: 1 })
  })

  test('of the best two of twenty, pay that swaps the second and the third finds one', () => {
    const pay = [...twenty.slice(0, 17), 1.8, 1.7, 1.9]
    const discount = 1 / Math.log2(3)
    const { recall, ndcg } = topFigures(twenty, pay)
    expect(recall).toBe(0.5)
    expect(ndcg).toBeCloseTo(
      (Math.exp(1.9) + discount * Math.exp(1.7)) / (Math.exp(1.9) + discount * Math.exp(1.8)),
      12,
    )
  })

  test('the best are the first of a sort in falling order, of equal values those that stand first', () => {
    const figures = fc.array(fc.tuple(fc.integer({ max: 5, min: 0 }), fc.integer({ max: 2, min: 0 })), {
      minLength: 1,
      maxLength: 80,
    })
    fc.assert(
      fc.property(figures, (pairs) => {
        const [quality, pay] = [pairs.map(([q]) => q), pairs.map(([, p]) => p)]
        const k = Math.ceil(pairs.length / 10)
        const falling = (values: number[]) =>
          [...values.keys()].sort((i, j) => values[j] - values[i] || i - j).slice(0, k)
        const [best, paid] = [falling(quality), falling(pay)]
        const gain = (order: number[]) =>
          order.reduce((sum, i, rank) => sum + Math.exp(quality[i]) / Math.log2(rank + 2), 0)
        expect(topFigures(quality, pay)).toEqual({
          recall: paid.filter((i) => best.includes(i)).length / k,
          ndcg: gain(paid) / gain(best),
        })
      }),
    )
  })

  test('a tenth is rounded up', () => {
    expect(topFigures([0, 1, 2], [2, 1, 0]).recall).toBe(0)
    expect(
      topFigures(
        Array.from({ length: 11 }, (_, i) => i),
        Array.from({ length: 11 }, (_, i) => -i),
      ).recall,
    ).toBe(0)
  })
})

describe('counts in bins', () => {
  test('mean is exact, quantiles are exact to a bin', () => {
    const bins = new Histogram(0, 1, 100)
    for (let k = 0; k < 1_000; k++) bins.add(k / 1_000)
    expect(bins.mean).toBeCloseTo(0.4995, 12)
    expect(bins.quantile(0.05)).toBeCloseTo(0.045, 12)
    expect(bins.quantile(1)).toBeCloseTo(0.995, 12)
    expect(new Histogram(0, 1, 2).quantile(0.5)).toBeNaN()
  })

  test('what lies outside is counted at the end, what is missing not at all', () => {
    const bins = new Histogram(0, 1, 2)
    for (const value of [-5, 7, Number.NaN]) bins.add(value)
    expect([...bins.bins]).toEqual([1, 1])
    expect(bins.count).toBe(2)
  })
})
