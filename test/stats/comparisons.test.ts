import { describe, expect, test } from 'vitest'

import { holm } from '../../src/stats/holm.js'
import { pairedDifference } from '../../src/stats/paired-difference.js'
import { STOPPING, whetherToStop } from '../../src/stats/stopping.js'
import { type Claim, verdict } from '../../src/stats/verdict.js'
import { draws, streamOf, x, y } from './sample.js'

describe('paired differences', () => {
  test('mean and p-value are those of the paired t-test of scipy', () => {
    const found = pairedDifference(x, y, streamOf('pairs'))
    expect(found.mean / found.mcse).toBeCloseTo(1.9526028730435108, 12)
    expect(found.p).toBeCloseTo(0.07677640625324036, 12)
  })

  test('common random numbers pay by the ratio of variances', () => {
    const stream = streamOf('crn')
    const shared = draws(400, () => stream.normal())
    const a = shared.map((value) => value + 0.1 * stream.normal() + 1)
    const b = shared.map((value) => value + 0.1 * stream.normal())
    const paired = pairedDifference(a, b, stream)
    // (1.01 + 1.01) / 0.02 = 101.
    expect(paired.varianceRatio).toBeGreaterThan(75)
    expect(paired.varianceRatio).toBeLessThan(135)
    const apart = pairedDifference(a, b.toReversed(), stream)
    expect(apart.varianceRatio).toBeGreaterThan(0.7)
    expect(apart.varianceRatio).toBeLessThan(1.4)
  })

  test('identical runs differ by exactly nothing, without a division by 0', () => {
    const same = pairedDifference(x, x, streamOf('same'))
    expect(same).toMatchObject({ n: 12, mean: 0, mcse: 0, p: 1, varianceRatio: Number.POSITIVE_INFINITY })
    expect(same.interval).toEqual({ low: 0, high: 0, method: 't' })
  })

  test('a difference that is always the same is certain', () => {
    const shifted = pairedDifference([2, 3, 4], [1, 2, 3], streamOf('shift'))
    expect(shifted).toMatchObject({ mean: 1, mcse: 0, p: 0 })
    expect(pairedDifference([1, 1], [1, 1], streamOf('still')).varianceRatio).toBeNaN()
  })

  test('a pair of which one is missing is left out', () => {
    const found = pairedDifference([1, Number.NaN, 5, 9], [0, 2, Number.NaN, 7], streamOf('gaps'))
    expect(found).toMatchObject({ n: 2, mean: 1.5 })
    expect(pairedDifference([], [], streamOf('none'))).toMatchObject({
      n: 0,
      mean: Number.NaN,
      p: Number.NaN,
    })
  })
})

describe('Holm', () => {
  test('multiplies the smallest p-value by the number of tests, the next by one less, and keeps their order', () => {
    const adjusted = holm([0.01, 0.04, 0.03, 0.005])
    const wanted = [0.03, 0.06, 0.06, 0.02]
    for (const [i, value] of adjusted.entries()) expect(value).toBeCloseTo(wanted[i], 15)
  })

  test('never passes 1, and does not count tests that could not be made', () => {
    expect(holm([0.9, 0.8])).toEqual([1, 1])
    expect(holm([Number.NaN, 0.02, 0.5])).toEqual([Number.NaN, 0.04, 0.5])
    expect(holm([])).toEqual([])
  })
})

describe('the stopping rule', () => {
  const steady = (n: number) => Array.from({ length: n }, (_, i) => 10 + (i % 2) * 0.1)
  const wild = (n: number) => Array.from({ length: n }, (_, i) => (i % 2 === 0 ? 30 : -10))

  test('never stops before the floor, however precise', () => {
    expect(whetherToStop({ a: steady(6) })).toEqual({ status: 'go-on', more: 14, wanting: [] })
    expect(whetherToStop({ a: [] })).toEqual({ status: 'go-on', more: 20, wanting: ['a'] })
    expect(whetherToStop({ a: steady(20) }).status).toBe('precise')
  })

  test('goes on by batches until every primary metric is precise', () => {
    expect(whetherToStop({ a: steady(20), b: wild(20) })).toEqual({
      status: 'go-on',
      more: 10,
      wanting: ['b'],
    })
    expect(whetherToStop({ b: wild(195) }).more).toBe(5)
  })

  test('stops when replicates or time run out, and says so', () => {
    expect(whetherToStop({ b: wild(200) })).toEqual({ status: 'stopped_budget', more: 0, wanting: ['b'] })
    expect(whetherToStop({ b: wild(30) }, STOPPING, {}, true).status).toBe('stopped_budget')
  })

  test('stops exactly where t s / sqrt(n) falls to 5 % of the mean', () => {
    // 20 values 1 +- d: s = d sqrt(20 / 19), h = 2.0930 s / sqrt(20) = 0.05 at d = 0.104127.
    const spread = (d: number) => Array.from({ length: 20 }, (_, i) => 1 + (i % 2 === 0 ? d : -d))
    expect(whetherToStop({ a: spread(0.1041) }).status).toBe('precise')
    expect(whetherToStop({ a: spread(0.1042) }).status).toBe('go-on')
  })

  test('a mean of 0 needs an absolute precision, of its own if it likes', () => {
    const zero = Array.from({ length: 20 }, (_, i) => (i % 2) - 0.5)
    expect(whetherToStop({ a: zero }).status).toBe('go-on')
    expect(whetherToStop({ a: zero }, STOPPING, { a: { absolute: 0.3, relative: 0 } }).status).toBe('precise')
  })

  test('values that are missing count against the budget only', () => {
    const gaps = [...steady(19), Number.NaN]
    expect(whetherToStop({ a: gaps }).status).toBe('precise')
    expect(whetherToStop({ a: Array<number>(20).fill(Number.NaN) }).wanting).toEqual(['a'])
  })
})

describe('verdicts', () => {
  const of = (low: number, high: number, relation: Claim['relation'], ...values: number[]) =>
    verdict({ low, high, method: 't' }, { relation, values })

  test('pass if the whole interval satisfies the claim, fail if none of it does', () => {
    expect(of(-2, -1, '<', 0)).toBe('pass')
    expect(of(1, 2, '<', 0)).toBe('fail')
    expect(of(-1, 1, '<', 0)).toBe('undecided')
    expect(of(0.5, 0.6, '>=', 0.5)).toBe('pass')
    expect(of(0.4, 0.6, '>=', 0.5)).toBe('undecided')
    expect(of(0.59, 0.61, '=', 0.6, 0.02)).toBe('pass')
    expect(of(0.57, 0.61, '=', 0.6, 0.02)).toBe('undecided')
    expect(of(0.7, 0.8, '=', 0.6, 0.02)).toBe('fail')
    expect(of(0.6, 1.9, 'between', 0.5, 2)).toBe('pass')
    expect(of(2.1, 3, 'between', 0.5, 2)).toBe('fail')
  })

  test('a strict claim excludes its bound', () => {
    expect([of(0, 0, '<', 0), of(0, 0, '<=', 0)]).toEqual(['fail', 'pass'])
    expect([of(0, 0, '>', 0), of(0, 0, '>=', 0)]).toEqual(['fail', 'pass'])
  })

  test('nothing is decided without an interval, or by one without end', () => {
    expect(of(Number.NaN, Number.NaN, '<', 0)).toBe('undecided')
    expect(of(Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY, '>', 0)).toBe('undecided')
  })
})
