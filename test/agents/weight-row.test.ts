import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { WeightRow } from '../../src/agents/weight-row.js'

function rowOf(scores: readonly number[]): WeightRow {
  const row = new WeightRow()
  scores.forEach((score, k) => {
    row.add(k + 1, score)
  })
  return row
}
const valuesOf = (row: WeightRow): number[] => [...row.values.subarray(0, row.count)]
const total = (row: WeightRow): number => valuesOf(row).reduce((sum, x) => sum + x, 0)

describe('from scores to weights', () => {
  test('softmax: the ratio of two weights is the exponential of their distance, times the contrast', () => {
    const row = rowOf([0, 1, 3])
    row.weigh('softmax', 2)
    expect(row.values[1] / row.values[0]).toBeCloseTo(Math.exp(2), 10)
    expect(row.values[2] / row.values[1]).toBeCloseTo(Math.exp(4), 10)
  })

  test('proportional: a miner twice as good gets twice as much', () => {
    const row = rowOf([0, Math.log(2)])
    row.weigh('proportional', 99)
    expect(valuesOf(row)).toEqual([expect.closeTo(1 / 3, 12), expect.closeTo(2 / 3, 12)])
  })

  test('rank: places count, distances do not, equals share the lower place', () => {
    const row = rowOf([5, -3, 5, 0.1])
    row.weigh('rank', 1)
    expect(valuesOf(row).map((x) => x * 9)).toEqual([3, 1, 3, 2].map((x) => expect.closeTo(x, 10)))
  })

  test('winner-take-all: the best gets all', () => {
    const row = rowOf([0.2, 0.9, 0.9, -1])
    row.weigh('winner-take-all', 1)
    expect(valuesOf(row)).toEqual([0, 1, 0, 0])
  })

  test('weights add up to 1 and keep the order of the scores under every rule', () => {
    const scores = fc.array(fc.double({ min: -600, max: 600, noNaN: true }), { minLength: 1, maxLength: 300 })
    fc.assert(
      fc.property(scores, fc.constantFrom('softmax', 'proportional', 'rank'), (drawn, rule) => {
        const row = rowOf(drawn)
        row.weigh(rule, 1.5)
        expect(total(row)).toBeCloseTo(1, 9)
        for (let k = 1; k < drawn.length; k++) {
          if (drawn[k] > drawn[k - 1]) expect(row.values[k]).toBeGreaterThanOrEqual(row.values[k - 1])
        }
      }),
    )
  })
})

describe('the burn that an owner asks for', () => {
  test("goes to the owner's UID and leaves the proportions of the others", () => {
    const row = rowOf([0, 1])
    row.weigh('softmax', 1)
    row.burn(0, 0.25)
    expect([...row.uids.subarray(0, row.count)]).toEqual([1, 2, 0])
    expect(row.values[2]).toBe(0.25)
    expect(total(row)).toBeCloseTo(1, 12)
    expect(row.values[1] / row.values[0]).toBeCloseTo(Math.E, 10)
  })

  test('takes the whole row at 100 % or where nobody serves, and nothing without an owner', () => {
    const whole = rowOf([0, 1])
    whole.burn(7, 1)
    expect([whole.count, whole.uids[0], whole.values[0]]).toEqual([1, 7, 1])
    const nobody = rowOf([])
    nobody.burn(7, 0)
    expect([nobody.count, nobody.uids[0]]).toEqual([1, 7])
    const ownerless = rowOf([0])
    ownerless.burn(-1, 1)
    expect(ownerless.count).toBe(1)
    expect(ownerless.uids[0]).toBe(1)
  })
})
