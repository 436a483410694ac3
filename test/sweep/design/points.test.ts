import { describe, expect, test } from 'vitest'

import { createStreams } from '../../../src/random/streams.js'
import { latinHypercube } from '../../../src/sweep/design/latin-hypercube.js'
import { morrisTrajectories } from '../../../src/sweep/design/morris.js'
import { randomPoints } from '../../../src/sweep/design/random-points.js'
import { saltelliOutputs, saltelliPoints } from '../../../src/sweep/design/saltelli.js'
import { directionNumbers, MOST_DIMENSIONS, sobolPoints } from '../../../src/sweep/design/sobol.js'

const streamOf = (name: string) => createStreams('points').make(name)

/** Every interval [i/n, (i+1)/n) holds exactly one coordinate. */
const stratified = (points: readonly Float64Array[], dimension: number): boolean => {
  const n = points.length
  return new Set(points.map((point) => Math.floor(point[dimension] * n))).size === n
}

describe("the Sobol' sequence", () => {
  test('is that of scipy, in every part of the table', () => {
    const points = sobolPoints(1024, 128)
    const dimensions = [0, 1, 2, 9, 31, 63, 127]
    const of = (i: number) => dimensions.map((d) => points[i][d])
    expect(of(0)).toEqual([0, 0, 0, 0, 0, 0, 0])
    expect(of(1)).toEqual([0.5, 0.5, 0.5, 0.5, 0.5, 0.5, 0.5])
    expect(of(2)).toEqual([0.75, 0.25, 0.25, 0.75, 0.25, 0.75, 0.25])
    expect(of(3)).toEqual([0.25, 0.75, 0.75, 0.25, 0.75, 0.25, 0.75])
    expect(of(5)).toEqual([0.875, 0.875, 0.125, 0.125, 0.625, 0.625, 0.125])
    expect(of(100)).toEqual([0.4140625, 0.2578125, 0.7734375, 0.6953125, 0.4140625, 0.6484375, 0.4609375])
    expect(of(1023)).toEqual([
      0.0009765625, 0.7529296875, 0.6123046875, 0.8505859375, 0.6142578125, 0.0400390625, 0.7001953125,
    ])
  })

  test('has a point in every interval of every dimension, scrambled or not', () => {
    for (const points of [
      sobolPoints(256, MOST_DIMENSIONS),
      sobolPoints(256, MOST_DIMENSIONS, streamOf('s')),
    ]) {
      for (let d = 0; d < MOST_DIMENSIONS; d++) expect(stratified(points, d), `dimension ${d}`).toBe(true)
    }
  })

  test('fills the squares of its first two dimensions evenly, which scrambling keeps', () => {
    // A (0, m, 2)-net: 256 boxes of 1/16 by 1/16, and of 1/4 by 1/64, hold one point each.
    for (const points of [sobolPoints(256, 2), sobolPoints(256, 2, streamOf('net'))]) {
      for (const [across, up] of [
        [16, 16],
        [4, 64],
        [128, 2],
      ]) {
        const boxes = points.map(([x, y]) => Math.floor(x * across) * up + Math.floor(y * up))
        expect(new Set(boxes).size).toBe(256)
      }
    }
  })

  test('direction number k ends at digit k, so that no digit repeats another', () => {
    for (let d = 0; d < MOST_DIMENSIONS; d++) {
      const lastDigits = Array.from(directionNumbers(d), (number) => Math.clz32(number & -number))
      expect(lastDigits, `dimension ${d}`).toEqual(Array.from({ length: 32 }, (_, k) => k))
    }
  })

  test('scrambled points are uniform: over many seeds each coordinate has mean 1/2 and variance 1/12', () => {
    const firsts = Array.from({ length: 4000 }, (_, s) => sobolPoints(2, 3, streamOf(`seed ${s}`))[0])
    for (let d = 0; d < 3; d++) {
      const mean = firsts.reduce((sum, point) => sum + point[d], 0) / firsts.length
      const square = firsts.reduce((sum, point) => sum + (point[d] - 0.5) ** 2, 0) / firsts.length
      // Four standard errors.
      expect(Math.abs(mean - 0.5)).toBeLessThan(0.0183)
      expect(Math.abs(square - 1 / 12)).toBeLessThan(0.0048)
    }
  })

  test('integrates a smooth function far better than chance', () => {
    const product = (point: Float64Array) => point.reduce((f, u) => f * (1 + (u - 0.5)), 1)
    const errorOf = (points: readonly Float64Array[]) =>
      Math.abs(points.reduce((sum, point) => sum + product(point), 0) / points.length - 1)
    const errors = (draw: (name: string) => Float64Array[]) =>
      Array.from({ length: 20 }, (_, s) => errorOf(draw(`integral ${s}`))).reduce(
        (sum, error) => sum + error,
        0,
      )
    const sobol = errors((name) => sobolPoints(1024, 6, streamOf(name)))
    const chance = errors((name) => randomPoints(1024, 6, streamOf(name)))
    expect(sobol).toBeLessThan(chance / 10)
  })
})

describe('other points', () => {
  test('a Latin hypercube has one point in every interval of every dimension', () => {
    const points = latinHypercube(37, 5, streamOf('lhs'))
    for (let d = 0; d < 5; d++) expect(stratified(points, d)).toBe(true)
    expect(points).not.toEqual(latinHypercube(37, 5, streamOf('other')))
    expect(points).toEqual(latinHypercube(37, 5, streamOf('lhs')))
  })

  test('a Saltelli design changes one column of A at a time for that of B', () => {
    const points = saltelliPoints(8, 3, streamOf('saltelli'))
    expect(points.length).toBe(8 * 5)
    for (let j = 0; j < 8; j++) {
      const [a, ab1, ab2, ab3, b] = points.slice(5 * j, 5 * j + 5)
      expect([...ab1]).toEqual([b[0], a[1], a[2]])
      expect([...ab2]).toEqual([a[0], b[1], a[2]])
      expect([...ab3]).toEqual([a[0], a[1], b[2]])
    }
    const { a, b, ab } = saltelliOutputs(
      points.map((_, i) => i),
      3,
    )
    expect([a[1], ab[0][1], ab[2][1], b[1]]).toEqual([5, 6, 8, 9])
  })

  test('a Morris trajectory moves every factor once, by 4/7 of its range, and stays on the levels', () => {
    const trajectories = morrisTrajectories(50, 4, streamOf('morris'))
    for (const { points, steps } of trajectories) {
      expect(points.length).toBe(5)
      expect(steps.map(({ factor }) => factor).toSorted()).toEqual([0, 1, 2, 3])
      for (const [s, { factor, by }] of steps.entries()) {
        expect(Math.abs(by)).toBeCloseTo(4 / 7, 15)
        const moved = [...points[s + 1]].map((u, f) => u - points[s][f])
        for (const [f, change] of moved.entries()) expect(change).toBeCloseTo(f === factor ? by : 0, 14)
      }
      for (const u of points.flatMap((point) => [...point])) {
        expect(Number.isInteger(Math.round(u * 7 * 1e9) / 1e9)).toBe(true)
        expect(u >= 0 && u <= 1).toBe(true)
      }
    }
  })

  test('every level of a Morris design is as likely as the others', () => {
    const starts = morrisTrajectories(8000, 1, streamOf('levels')).map(({ points }) =>
      Math.round(points[0][0] * 7),
    )
    const counts = Array.from({ length: 8 }, (_, level) => starts.filter((start) => start === level).length)
    // 1000 each; four standard errors are 118.
    for (const count of counts) expect(Math.abs(count - 1000)).toBeLessThan(118)
  })
})
