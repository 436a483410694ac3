import { describe, expect, test } from 'vitest'
import { createStreams } from '../../src/random/streams.js'
import { crossingOf, type LevelSearch, nextLevel, type TriedLevel } from '../../src/stats/bisect.js'
import { levelInterval } from '../../src/stats/level-interval.js'

const linear: LevelSearch = { low: 0, high: 1, target: 0.5, steps: 8, scale: 'linear' }
const streams = createStreams('levels')

/** Drive a search to its end. */
function drive(search: LevelSearch, response: (level: number) => number[]): TriedLevel[] {
  const tried: TriedLevel[] = []
  for (let step = nextLevel(search, tried); !step.done; step = nextLevel(search, tried))
    tried.push({ level: step.level, values: response(step.level) })
  return tried
}

test('an envelope meets the target on a straight line, over the logarithm on a geometric scale', () => {
  const reach = Float64Array.of(0, 1)
  expect(crossingOf(linear, [0, 1], reach)).toBe(0.5)
  expect(crossingOf({ ...linear, scale: 'geometric' }, [1, 100], reach)).toBeCloseTo(10, 12)
  expect(crossingOf({ ...linear, target: 2 }, [0, 1], reach)).toBe(Number.POSITIVE_INFINITY)
  expect(crossingOf({ ...linear, target: 0 }, [0, 1], reach)).toBe(Number.NEGATIVE_INFINITY)
})

test('a search over whole levels ends at neighbours, with fewer steps than it might take', () => {
  const search: LevelSearch = { low: 1, high: 40, target: 23, steps: 30, scale: 'geometric', whole: true }
  const tried = drive(search, (level) => [level])
  expect(tried.every(({ level }) => Number.isInteger(level))).toBe(true)
  expect(nextLevel(search, tried)).toMatchObject({ status: 'found', level: 23, below: 22 })
  expect(tried.length).toBeLessThan(12)
})

describe('the interval of a level', () => {
  const noisy = (name: string, n: number) => {
    const stream = streams.make(name)
    // Common random numbers: a replicate is off by as much at every level.
    const off = Array.from({ length: n }, () => 0.2 * stream.normal())
    return (level: number) => off.map((noise) => level + noise)
  }

  test('shrinks with the root of the replicates, and holds the estimate', () => {
    const width = (n: number) => {
      const tried = drive(linear, noisy(`width/${n}`, n))
      const { low, high, method } = levelInterval(linear, tried, streams.make('width'))
      const step = nextLevel(linear, tried)
      if (step.done) expect(low <= step.estimate && step.estimate <= high).toBe(true)
      expect(method).toBe('percentile')
      return high - low
    }
    // Twice 1.96 standard errors of the mean.
    expect(width(100) / ((2 * 1.96 * 0.2) / 10)).toBeGreaterThan(0.75)
    expect(width(100) / ((2 * 1.96 * 0.2) / 10)).toBeLessThan(1.25)
    expect(width(25) / width(100)).toBeGreaterThan(1.4)
  })

  test('holds the true level in some 93 of 100 searches with 20 replicates, as percentiles do', () => {
    let held = 0
    for (let trial = 0; trial < 400; trial++) {
      const tried = drive(linear, noisy(`trial/${trial}`, 20))
      const { low, high } = levelInterval(linear, tried, streams.make('cover'), 0.95, 200)
      if (low <= 0.5 && 0.5 <= high) held++
    }
    // Binomial(400, 0.93): standard error 1.3 points.
    expect(held / 400).toBeGreaterThan(0.89)
    expect(held / 400).toBeLessThan(0.975)
  })

  test('has an infinite end where a resample may not reach the target, and an end at the bottom where it is reached there', () => {
    const values = (level: number) => [level, level, level, level, 0.2 * level]
    const tried = drive({ ...linear, target: 0.8 }, values)
    const above = levelInterval({ ...linear, target: 0.8 }, tried, streams.make('above'))
    expect(above.high).toBe(Number.POSITIVE_INFINITY)
    const below = { ...linear, low: 0.5, target: 0.6 }
    expect(
      levelInterval(
        below,
        drive(below, (level) => [level, 1.4 * level, level]),
        streams.make('below'),
      ).low,
    ).toBe(0.5)
  })

  test('leaves out what has no value, as a pair of level and replicate', () => {
    const tried = [
      { level: 0, values: [0, Number.NaN, 0.1] },
      { level: 1, values: [1, 0.9, Number.NaN] },
    ]
    const { low, high } = levelInterval(linear, tried, streams.make('missing'))
    expect(low).toBeGreaterThan(0.4)
    expect(high).toBeGreaterThanOrEqual(low)
  })

  test('is none for a single replicate', () => {
    expect(levelInterval(linear, [{ level: 0, values: [0] }], streams.make('one')).method).toBe('none')
  })
})
