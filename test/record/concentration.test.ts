import { expect, test } from 'vitest'
import {
  ascending,
  entropyNormalised,
  gini,
  hhi,
  nakamoto,
  topFraction,
} from '../../src/record/concentration.js'

const sorted = (...values: number[]) => ascending(values, values.length, new Float64Array(values.length))

test('Gini is 0 for equal parts and (n - 1) / n if one has all', () => {
  expect(gini(sorted(1, 1, 1, 1))).toBe(0)
  expect(gini(sorted(0, 0, 0, 1))).toBe(0.75)
})

test('the Herfindahl index of n equal parts is 1 / n', () => {
  expect(hhi(sorted(5, 5, 5, 5, 5))).toBeCloseTo(0.2, 15)
})

test('two of (0.4, 0.3, 0.2, 0.1) hold more than half, one holds more than a third', () => {
  expect(nakamoto(sorted(0.1, 0.4, 0.2, 0.3), 0.5)).toBe(2)
  expect(nakamoto(sorted(0.1, 0.4, 0.2, 0.3), 1 / 3)).toBe(1)
})

test('exactly half is not more than half', () => {
  expect(nakamoto(sorted(1, 1), 0.5)).toBe(2)
})

test('the largest k hold their part, and all of it if k passes n', () => {
  expect(topFraction(sorted(1, 2, 3, 4), 2)).toBe(0.7)
  expect(topFraction(sorted(1, 2, 3, 4), 10)).toBe(1)
})

test('entropy is 1 for equal parts and 0 if one has all', () => {
  expect(entropyNormalised(sorted(2, 2, 2))).toBeCloseTo(1, 15)
  expect(entropyNormalised(sorted(0, 0, 2))).toBe(0)
})

test('nothing is concentrated where there is nothing: every measure is NaN', () => {
  for (const measure of [
    gini,
    hhi,
    entropyNormalised,
    (x: Float64Array) => nakamoto(x, 0.5),
    (x: Float64Array) => topFraction(x, 1),
  ]) {
    expect(measure(sorted(0, 0))).toBeNaN()
    expect(measure(sorted())).toBeNaN()
  }
})
