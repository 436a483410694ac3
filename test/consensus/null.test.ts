import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { runNullEpoch } from '../../src/consensus/null.js'

const none = () => null
const run = (stake: number[], row: number[] | null, budget: number) =>
  runNullEpoch(Float64Array.from(stake), stake.length, () => row && Float64Array.from(row), budget)

describe('a Null epoch', () => {
  test('pays validators by stake and miners by the weights of the one permit', () => {
    const got = run([3e8, 1e8, 0, 0], [0, 0, 3, 1], 1_000_000)
    expect(got.permitUid).toBe(0)
    expect([...got.validatorEmission]).toEqual([375_000, 125_000, 0, 0])
    expect([...got.minerEmission]).toEqual([0, 0, 375_000, 125_000])
  })

  test('gives the permit to the lowest uid of equal stakes', () => {
    expect(run([1, 5, 5], null, 10).permitUid).toBe(1)
  })

  test('pays miners equally where the permit holder said nothing', () => {
    expect([...run([1, 0, 0], [0, 0, 0], 12).minerEmission]).toEqual([2, 2, 2])
  })

  test('pays miners everything where there is no stake, and gives no permit', () => {
    const got = runNullEpoch(new Float64Array(3), 3, none, 10)
    expect(got.permitUid).toBe(-1)
    expect([...got.validatorEmission]).toEqual([0, 0, 0])
    expect([...got.minerEmission]).toEqual([4, 3, 3])
  })

  test('hands out the last RAO by largest remainder, of equal ones to the lowest uid first', () => {
    expect([...run([1, 1, 1], null, 8).validatorEmission]).toEqual([2, 1, 1])
    expect([...run([1, 3, 3], null, 10).validatorEmission]).toEqual([1, 2, 2])
  })

  test('loses not one RAO', () => {
    const stakes = fc.array(fc.integer({ min: 0, max: 2 ** 50 }), { minLength: 1, maxLength: 12 })
    fc.assert(
      fc.property(stakes, stakes, fc.integer({ min: 0, max: 2 ** 50 }), (stake, weights, budget) => {
        const got = run(
          stake,
          stake.map((_, i) => weights[i % weights.length]),
          budget,
        )
        const sum = (v: Float64Array) => v.reduce((a, b) => a + b, 0)
        const validators = got.permitUid < 0 ? 0 : Math.floor(budget / 2)
        expect(sum(got.validatorEmission)).toBe(validators)
        expect(sum(got.minerEmission)).toBe(budget - validators)
      }),
    )
  })
})
