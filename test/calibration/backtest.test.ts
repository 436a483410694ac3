import { expect, test } from 'vitest'
import {
  coverage,
  quantileForecast,
  sameChangeForAll,
  scoreForecast,
} from '../../src/calibration/backtest.js'
import { keptSubnets, realPools } from '../../src/calibration/replicate.js'

const netuids = keptSubnets()
const [before, after] = [realPools('before', netuids), realPools('after', netuids)]

// Figures of calibration.md 6, made with other code from the same reserves.
test('"no change" misses 119 real prices by 0.317 on average and ranks them by 0.871', () => {
  const score = scoreForecast(before, after, before)
  expect(score.bias).toBeCloseTo(0.19, 2)
  expect(score.error).toBeCloseTo(0.317, 3)
  expect(score.rankOfPrices).toBeCloseTo(0.871, 3)
  expect(score.taoError).toBeCloseTo(0.161, 3)
  expect(score.depthError).toBeCloseTo(0.046, 3)
  expect(score.sumOfPrices).toBeCloseTo(1.252, 3)
  expect([score.gain, score.gainLow, score.gainHigh]).toEqual([0, 0, 0])
  expect(score.rankOfChanges).toBeNaN()
})

test('the mean change of hindsight misses them by 0.255', () => {
  const score = scoreForecast(before, after, sameChangeForAll(before, after))
  expect(score.bias).toBeCloseTo(0, 10)
  expect(score.error).toBeCloseTo(0.255, 3)
  // Ends of a bootstrap interval, there with other draws.
  expect(Math.abs(score.gainLow + 0.09)).toBeLessThan(0.01)
  expect(Math.abs(score.gainHigh + 0.04)).toBeLessThan(0.01)
  expect(score.taoError).toBeCloseTo(0.148, 3)
  expect(score.sumOfPrices).toBeCloseTo(1.036, 3)
  expect(score.rankOfChanges).toBeNaN()
})

test('a forecast that comes true has no error and the right ranks', () => {
  const score = scoreForecast(before, after, after)
  expect([score.bias, score.error, score.taoError, score.depthError]).toEqual([0, 0, 0, 0])
  expect(score.rankOfChanges).toBeCloseTo(1, 12)
  expect(score.gainHigh).toBeLessThan(0)
})

test('quantiles over runs are taken subnet by subnet, and the band between two of them holds its part', () => {
  const runs = [0.5, 1, 2].map((factor) => after.map((pool) => ({ ...pool, price: pool.price * factor })))
  const [low, middle, high] = [0, 0.5, 1].map((p) => quantileForecast(runs, p))
  expect(middle).toEqual(after)
  expect(coverage(low, high, after)).toBe(1)
  expect(coverage(middle, high, low)).toBe(0)
})
