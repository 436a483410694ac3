import fc from 'fast-check'
import { describe, expect, test } from 'vitest'

import { type LevelSearch, nextLevel, type TriedLevel } from '../../src/stats/bisect.js'

const search: LevelSearch = { low: 0, high: 1, target: 0.5, steps: 12, scale: 'linear' }

/** Drive a search against a response until it is done. */
function drive(response: (level: number) => number[], how: LevelSearch = search) {
  const tried: TriedLevel[] = []
  for (;;) {
    const step = nextLevel(how, tried)
    if (step.done) return { ...step, tried: tried.map(({ level }) => level) }
    tried.push({ level: step.level, values: response(step.level) })
  }
}

describe('bisection of a response', () => {
  test('twelve steps find the level of a rising response to a 4096th of the range', () => {
    const found = drive((level) => [level ** 2])
    expect(found).toMatchObject({ done: true, status: 'found' })
    expect(found.tried).toHaveLength(14)
    expect(found.level).toBeGreaterThanOrEqual(Math.SQRT1_2)
    expect(found.level - found.below).toBe(2 ** -12)
    expect(found.estimate).toBeCloseTo(Math.SQRT1_2, 7)
  })

  test('the top is tried first: what it does not reach is unreachable after one level', () => {
    const found = drive(() => [0.4, 0.45])
    expect(found).toMatchObject({ status: 'unreachable', below: 1, tried: [1] })
    expect(found.level).toBeNaN()
  })

  test('what the bottom reaches already is reported as such, not as found', () => {
    expect(drive(() => [0.6])).toMatchObject({ status: 'at-low', level: 0, tried: [1, 0] })
  })

  test('over powers of ten it halves ratios', () => {
    const found = drive((level) => [level >= 250 ? 1 : 0], {
      ...search,
      low: 1,
      high: 10_000,
      scale: 'geometric',
    })
    expect(found.tried.slice(0, 4)).toEqual([10_000, 1, 100, 1_000])
    expect(found.level / 250).toBeLessThan(10_000 ** (2 ** -12) + 1e-9)
  })

  test('a lucky draw at a low level is pooled with its neighbours and does not decide', () => {
    const tried = [
      { level: 1, values: [1, 1, 1] },
      { level: 0, values: [0, 0, 0] },
      { level: 0.5, values: [0.1, 0.1, 0.1] },
      { level: 0.25, values: [0.6, 0.5, 0.5] },
    ]
    // 0.25 and 0.5 pool to 0.32, below the target.
    expect(nextLevel(search, tried)).toEqual({ done: false, level: 0.75 })
  })

  test('a level at which every run failed counts as not reaching', () => {
    const tried = [
      { level: 1, values: [1] },
      { level: 0, values: [0] },
      { level: 0.5, values: [Number.NaN] },
    ]
    expect(nextLevel(search, tried)).toEqual({ done: false, level: 0.75 })
  })

  test('the order in which results come in does not matter, nor in how many parts', () => {
    const levels = [1, 0, 0.5, 0.25, 0.375]
    const tried = levels.map((level) => ({ level, values: [level, level + 0.1] }))
    const parts = tried.flatMap(({ level, values }) => values.map((value) => ({ level, values: [value] })))
    const step = nextLevel(search, tried)
    expect(nextLevel(search, [...tried].reverse())).toEqual(step)
    expect(nextLevel(search, parts)).toEqual(step)
  })

  test('any threshold is bracketed', () => {
    fc.assert(
      fc.property(fc.double({ min: 0.001, max: 0.999, noNaN: true }), (threshold) => {
        const found = drive((level) => [level >= threshold ? 1 : 0])
        return found.level >= threshold && found.below < threshold && found.level - found.below <= 2 ** -12
      }),
    )
  })
})
