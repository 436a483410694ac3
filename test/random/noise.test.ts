import { describe, expect, test } from 'vitest'
import { fillIndices, fillNormals, fillUniforms } from '../../src/random/noise.js'

const seeds = Array.from({ length: 500 }, (_, k) => (k + 0.5) / 500)
const block = (seed: number, count = 400): Float64Array => {
  const out = new Float64Array(count)
  fillNormals(seed, out, count)
  return out
}
const mean = (values: readonly number[]) => values.reduce((sum, x) => sum + x, 0) / values.length

describe('noise by the hundred', () => {
  const all = seeds.flatMap((seed) => [...block(seed)])

  test('has the first four moments of the standard normal, to five standard errors', () => {
    const n = all.length
    expect(Math.abs(mean(all))).toBeLessThan(5 * Math.sqrt(1 / n))
    expect(Math.abs(mean(all.map((x) => x ** 2)) - 1)).toBeLessThan(5 * Math.sqrt(2 / n))
    expect(Math.abs(mean(all.map((x) => x ** 3)))).toBeLessThan(5 * Math.sqrt(15 / n))
    expect(Math.abs(mean(all.map((x) => x ** 4)) - 3)).toBeLessThan(5 * Math.sqrt(96 / n))
  })

  test('has the tails of the standard normal', () => {
    const beyond = (bound: number) => mean(all.map((x) => (Math.abs(x) > bound ? 1 : 0)))
    for (const [bound, probability] of [
      [2, 0.0455],
      [3, 0.0027],
      [3.5, 0.000465],
    ]) {
      const error = Math.sqrt(probability / all.length)
      expect(Math.abs(beyond(bound) - probability)).toBeLessThan(5 * error)
    }
  })

  test('is the same for the same seed, however many numbers are asked for', () => {
    expect([...block(0.25, 10)]).toEqual([...block(0.25)].slice(0, 10))
    expect([...block(0.25, 10)]).not.toEqual([...block(0.25 + 2 ** -50, 10)])
  })

  test('of neighbouring seeds is uncorrelated', () => {
    const pairs = seeds.flatMap((seed) => {
      const other = block(seed + 2 ** -45)
      return [...block(seed)].map((x, k) => x * other[k])
    })
    expect(Math.abs(mean(pairs))).toBeLessThan(5 * Math.sqrt(1 / pairs.length))
  })

  test('comes as uniforms on [0, 1), too', () => {
    const out = new Float64Array(100_000)
    fillUniforms(0.7, out, out.length)
    expect(Math.abs(mean([...out]) - 0.5)).toBeLessThan(5 * Math.sqrt(1 / 12 / out.length))
    expect(out.every((x) => x >= 0 && x < 1)).toBe(true)
  })
})

test('whole numbers are the uniforms times their range, rounded down', () => {
  for (const range of [1, 2, 7, 20, 1000, 2 ** 20 - 1]) {
    const uniforms = new Float64Array(500)
    const indices = new Uint32Array(500)
    fillUniforms(0.3, uniforms, 500)
    fillIndices(0.3, range, indices)
    expect([...indices]).toEqual([...uniforms].map((u) => Math.floor(u * range)))
  }
})
