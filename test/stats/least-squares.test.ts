import fc from 'fast-check'
import { expect, test } from 'vitest'
import { leastSquares } from '../../src/stats/least-squares.js'

test('a straight line gives back its constant and slope', () => {
  expect(leastSquares([[1, 2, 3]], [3, 5, 7])).toEqual([1, 2].map((x) => expect.closeTo(x, 12)))
})

test('any exact combination of two regressors gives back its coefficients', () => {
  const coefficient = fc.double({ min: -100, max: 100, noNaN: true })
  fc.assert(
    fc.property(coefficient, coefficient, coefficient, (a, b, c) => {
      const x = Array.from({ length: 12 }, (_, i) => Math.sin(i))
      const z = Array.from({ length: 12 }, (_, i) => Math.cos(3 * i))
      const fit = leastSquares(
        [x, z],
        x.map((one, i) => a + b * one + c * z[i]),
      )
      for (const [k, want] of [a, b, c].entries()) expect(fit[k]).toBeCloseTo(want, 8)
    }),
  )
})

test('residuals are orthogonal to every regressor, which makes the sum of squares least', () => {
  const x = [1, 2, 4, 7, 11]
  const y = [2, 1, 5, 4, 9]
  const [constant, slope] = leastSquares([x], y)
  const left = y.map((value, i) => value - constant - slope * x[i])
  expect(left.reduce((sum, e) => sum + e, 0)).toBeCloseTo(0, 10)
  expect(left.reduce((sum, e, i) => sum + e * x[i], 0)).toBeCloseTo(0, 10)
})

test('regressors that say the same have no coefficients of their own', () => {
  expect(
    leastSquares(
      [
        [1, 2, 3],
        [2, 4, 6],
      ],
      [1, 2, 4],
    ).every(Number.isNaN),
  ).toBe(true)
})
