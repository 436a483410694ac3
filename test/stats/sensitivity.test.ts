import { describe, expect, test } from 'vitest'

import { morrisEffects } from '../../src/stats/morris-effects.js'
import { type SobolIndex, sobolIndices } from '../../src/stats/sobol-indices.js'
import { morrisTrajectories } from '../../src/sweep/design/morris.js'
import { saltelliOutputs, saltelliPoints } from '../../src/sweep/design/saltelli.js'
import { streamOf } from './sample.js'

type Model = (u: Float64Array) => number

/** Ishigami's function of three angles: sin a + 7 sin^2 b + 0.1 c^4 sin a. */
const ishigami: Model = (u) => {
  const [a, b, c] = u.map((value) => (2 * value - 1) * Math.PI)
  return Math.sin(a) + 7 * Math.sin(b) ** 2 + 0.1 * c ** 4 * Math.sin(a)
}

/** Sobol's g-function: a product of (|4 u - 2| + a) / (1 + a). The smaller a, the more a factor matters. */
const weights = [0, 1, 4.5, 9, 99, 99, 99, 99]
const gFunction: Model = (u) =>
  u.reduce((product, value, i) => product * ((Math.abs(4 * value - 2) + weights[i]) / (1 + weights[i])), 1)

const indicesOf = (model: Model, factors: number, samples: number, name: string): SobolIndex[] => {
  const outputs = saltelliPoints(samples, factors, streamOf(name)).map(model)
  return sobolIndices(saltelliOutputs(outputs, factors), streamOf(`${name} bootstrap`), 0.95, 200)
}

const near = (found: readonly number[], wanted: readonly number[], by: number) => {
  for (const [i, value] of found.entries())
    expect(Math.abs(value - wanted[i]), `factor ${i}`).toBeLessThan(by)
}

describe("Sobol' indices", () => {
  test('of the Ishigami function are the published ones', () => {
    // T. Homma and A. Saltelli, Reliability Engineering and System Safety 52 (1996) 1-17; a = 7, b = 0.1.
    const indices = indicesOf(ishigami, 3, 4096, 'ishigami')
    near(
      indices.map(({ first }) => first),
      [0.3139, 0.4424, 0],
      0.01,
    )
    near(
      indices.map(({ total }) => total),
      [0.5576, 0.4424, 0.2437],
      0.01,
    )
  })

  test('of the g-function are the published ones', () => {
    // A. Saltelli et al., Global Sensitivity Analysis: The Primer (2008), section 4.9.
    const indices = indicesOf(gFunction, 8, 4096, 'g')
    near(
      indices.map(({ first }) => first),
      [0.7165, 0.1791, 0.0237, 0.0072, 0.0001, 0.0001, 0.0001, 0.0001],
      0.01,
    )
    near(
      indices.map(({ total }) => total),
      [0.7871, 0.2422, 0.0343, 0.0105, 0.0001, 0.0001, 0.0001, 0.0001],
      0.01,
    )
  })

  test('their intervals hold the truth at a small sample, and narrow as it grows', () => {
    const small = indicesOf(ishigami, 3, 256, 'small')
    const truth = [
      [0.3139, 0.5576],
      [0.4424, 0.4424],
      [0, 0.2437],
    ]
    for (const [i, { firstInterval, totalInterval }] of small.entries()) {
      expect(firstInterval.low).toBeLessThan(truth[i][0])
      expect(firstInterval.high).toBeGreaterThan(truth[i][0])
      expect(totalInterval.low).toBeLessThan(truth[i][1])
      expect(totalInterval.high).toBeGreaterThan(truth[i][1])
    }
    const [large] = indicesOf(ishigami, 3, 4096, 'large')
    const width = ({ firstInterval }: SobolIndex) => firstInterval.high - firstInterval.low
    expect(width(large)).toBeLessThan(width(small[0]) / 3)
  })

  test('an offset of the output does not disturb them', () => {
    const [plain] = indicesOf(ishigami, 3, 512, 'offset')
    const [moved] = indicesOf((u) => ishigami(u) + 1e6, 3, 512, 'offset')
    expect(moved.first).toBeCloseTo(plain.first, 6)
    expect(moved.total).toBeCloseTo(plain.total, 6)
  })

  test('a row of which a run failed is left out, and no more', () => {
    const outputs = saltelliPoints(64, 3, streamOf('gap')).map(ishigami)
    outputs[7] = Number.NaN
    const [whole] = sobolIndices(saltelliOutputs(outputs, 3), streamOf('b'))
    expect(whole.n).toBe(63)
    expect(whole.first).not.toBeNaN()
  })

  test('an output that does not vary has none', () => {
    const [index] = sobolIndices(saltelliOutputs(Array<number>(50).fill(4), 3), streamOf('c'))
    expect([index.first, index.total]).toEqual([Number.NaN, Number.NaN])
    expect(index.firstInterval.method).toBe('none')
  })
})

describe('Morris screening', () => {
  const effectsOf = (model: Model, factors: number, count = 20) => {
    const trajectories = morrisTrajectories(count, factors, streamOf('morris'))
    const steps = trajectories.map((trajectory) => trajectory.steps)
    const outputs = trajectories.map(({ points }) => points.map(model))
    return morrisEffects(steps, outputs, streamOf('bootstrap'))
  }

  test('of a linear model finds its coefficients, without spread', () => {
    const effects = effectsOf((u) => 3 * u[0] - 2 * u[1] + 0 * u[2] + 1, 3)
    for (const [i, coefficient] of [3, -2, 0].entries()) {
      expect(effects[i].mu).toBeCloseTo(coefficient, 12)
      expect(effects[i].muStar).toBeCloseTo(Math.abs(coefficient), 12)
      expect(effects[i].sigma).toBeCloseTo(0, 12)
      expect(effects[i].muStarInterval.high).toBeCloseTo(Math.abs(coefficient), 12)
    }
  })

  test('mu* sees an effect that changes its sign, which mu does not', () => {
    const [interaction] = effectsOf((u) => (u[0] - 0.5) * (u[1] - 0.5), 2, 200)
    expect(Math.abs(interaction.mu)).toBeLessThan(0.06)
    // |u1 - 0.5| over eight levels: the mean of 1/14, 3/14, 5/14, 7/14.
    expect(interaction.muStar).toBeCloseTo(16 / 56, 1)
    expect(interaction.sigma).toBeGreaterThan(0.25)
    expect(interaction.muStarInterval.low).toBeLessThan(16 / 56)
    expect(interaction.muStarInterval.high).toBeGreaterThan(16 / 56)
  })

  test("ranks the factors of the g-function as their Sobol' indices do", () => {
    const stars = effectsOf(gFunction, 8, 100).map(({ muStar }) => muStar)
    expect(stars.slice(0, 4)).toEqual(stars.slice(0, 4).toSorted((a, b) => b - a))
    expect(Math.max(...stars.slice(4))).toBeLessThan(stars[3] / 3)
  })

  test('an effect of which a run failed is left out', () => {
    const steps = [[{ factor: 0, by: 0.5 }], [{ factor: 0, by: -0.5 }]]
    const [effect] = morrisEffects(
      steps,
      [
        [1, 3],
        [5, Number.NaN],
      ],
      streamOf('gap'),
    )
    expect(effect).toMatchObject({ n: 1, mu: 4, muStar: 4, sigma: Number.NaN })
    expect(morrisEffects([], [], streamOf('none'))).toEqual([])
  })
})
