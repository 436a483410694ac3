import { describe, expect, test } from 'vitest'
import { antitheticRatio } from '../../src/stats/antithetic-ratio.js'
import { pairMeans } from '../../src/stats/control-variate.js'
import { controlledMean, LEAST_GAIN } from '../../src/stats/controlled-mean.js'
import { leastSquares } from '../../src/stats/least-squares.js'
import { mcseOfMean } from '../../src/stats/mcse.js'
import { mean } from '../../src/stats/mean.js'
import { tInterval } from '../../src/stats/t-interval.js'
import { draws, streamOf, x, y } from './sample.js'

/** n runs of y = 5 + 3 c1 - 2e-9 c2 + e: a logarithm and an amount in RAO as controls. */
function linear(name: string, n: number, noise = 1) {
  const stream = streamOf(name)
  const price = draws(n, () => stream.normal())
  const flow = draws(n, () => 1e9 * stream.normal())
  const values = Float64Array.from(price, (c, i) => 5 + 3 * c - 2e-9 * flow[i] + noise * stream.normal())
  return { values, controls: [price, flow] }
}

describe('a mean with controls', () => {
  test('finds the coefficients of a linear model, whatever the units of its controls', () => {
    const { values, controls } = linear('betas', 400)
    const { betas, mean: found, mcse, n } = controlledMean(values, controls, streamOf('b'))
    expect(betas[0]).toBeCloseTo(3, 0)
    expect(betas[1] / -2e-9).toBeCloseTo(1, 0)
    expect(n).toBe(400)
    expect(Math.abs(found - 5)).toBeLessThan(4 * mcse)
    expect(mcse).toBeCloseTo(1 / 20, 2)
  })

  test('is the constant of the regression, which runs through the mean of the controls', () => {
    const found = controlledMean(x, [y], streamOf('b'))
    const [constant, slope] = leastSquares([y], x)
    expect(found.mean).toBeCloseTo(constant, 12)
    expect(found.betas[0]).toBeCloseTo(slope, 12)
    expect(found.mean).toBeCloseTo(mean(x) - slope * mean(y), 12)
    // Standard error of the constant of lm(x ~ y), by hand: s_e sqrt(1 / n + mean(y)^2 / sum (y - mean y)^2).
    const residuals = x.map((value, i) => value - constant - slope * y[i])
    const variance = residuals.reduce((sum, e) => sum + e * e, 0) / 10
    const spread = y.reduce((sum, value) => sum + (value - mean(y)) ** 2, 0)
    expect(found.mcse).toBeCloseTo(Math.sqrt(variance * (1 / 12 + mean(y) ** 2 / spread)), 12)
  })

  test('saves what the controls explain: variance 14 becomes 1', () => {
    const { values, controls } = linear('ratio', 2_000)
    expect(controlledMean(values, controls, streamOf('b')).varianceRatio).toBeCloseTo(14, -0.5)
    const one = controlledMean(values, [controls[0]], streamOf('b'))
    expect(one.varianceRatio).toBeCloseTo(14 / 5, 0)
  })

  test('its interval holds the mean in 95 of 100 trials of 30 runs, though beta comes from the same runs', () => {
    let held = 0
    let plain = 0
    for (let trial = 0; trial < 2_000; trial++) {
      const { values, controls } = linear(`trial/${trial}`, 30)
      const { interval } = controlledMean(values, controls, streamOf('b'))
      const before = tInterval(values)
      if (interval.low <= 5 && 5 <= interval.high) held++
      if (before.low <= 5 && 5 <= before.high) plain++
      expect(interval.high - interval.low).toBeLessThan(before.high - before.low)
    }
    // Binomial(2000, 0.95): standard error half a point.
    for (const count of [held, plain]) expect(Math.abs(count / 2_000 - 0.95)).toBeLessThan(0.02)
  })

  test('a control that explains nothing is rarely taken for one that helps', () => {
    let helped = 0
    for (let trial = 0; trial < 500; trial++) {
      const stream = streamOf(`idle/${trial}`)
      const values = draws(30, () => stream.normal())
      const controls = [draws(30, () => stream.normal())]
      if (controlledMean(values, controls, stream).varianceRatio > LEAST_GAIN) helped++
    }
    expect(helped / 500).toBeLessThan(0.04)
  })

  test('controls that do not vary are left out, and without any it is the plain mean', () => {
    const found = controlledMean(x, [x.map(() => 0), x.map(() => 0.1)], streamOf('b'))
    expect(found.betas).toEqual([0, 0])
    expect(found.mean).toBeCloseTo(mean(x), 14)
    expect(found.mcse).toBeCloseTo(mcseOfMean(x), 14)
    expect(found.varianceRatio).toBeCloseTo(1, 12)
  })

  test('a run without the value or a control is left out', () => {
    const { values, controls } = linear('gaps', 50)
    values[3] = Number.NaN
    controls[1][7] = Number.NaN
    const kept = (one: Float64Array) => one.filter((_, i) => i !== 3 && i !== 7)
    const found = controlledMean(values, controls, streamOf('b'))
    expect(found).toEqual(controlledMean(kept(values), controls.map(kept), streamOf('b')))
    expect(found.n).toBe(48)
  })

  test('too few runs for so many controls say nothing', () => {
    const { values, controls } = linear('few', 3)
    const found = controlledMean(values, controls, streamOf('b'))
    expect(found).toMatchObject({ n: 3, mcse: Number.NaN, varianceRatio: Number.NaN })
    expect(found.interval.method).toBe('none')
    expect(controlledMean([], controls, streamOf('b')).mean).toBeNaN()
  })

  test('where what is left over is skewed, the interval leans to the long side', () => {
    const stream = streamOf('skewed')
    const control = draws(60, () => stream.normal())
    const values = control.map((c) => c + Math.exp(1.2 * stream.normal()))
    const { interval, mean: found } = controlledMean(values, [control], stream)
    expect(interval.method).toBe('bootstrap-t')
    expect(interval.high - found).toBeGreaterThan(1.2 * (found - interval.low))
  })
})

describe('what an antithetic pair is worth', () => {
  /** Pairs of normals of a given correlation. */
  const pairs = (rho: number, n: number) => {
    const stream = streamOf(`pairs/${rho}`)
    return Float64Array.from(
      Array.from({ length: n }, () => {
        const first = stream.normal()
        return [first, rho * first + Math.sqrt(1 - rho * rho) * stream.normal()]
      }).flat(),
    )
  }

  test('is 1 / (1 + rho): 5 at a correlation of -0.8, 1 at none, less than 1 above it', () => {
    expect(antitheticRatio(pairs(-0.8, 4_000))).toBeCloseTo(5, 0)
    expect(antitheticRatio(pairs(0, 4_000))).toBeCloseTo(1, 1)
    expect(antitheticRatio(pairs(0.5, 4_000))).toBeCloseTo(1 / 1.5, 1)
  })

  test('tells how much narrower the interval of the mean has become', () => {
    const values = pairs(-0.8, 4_000)
    const apart = mcseOfMean(values)
    expect((apart / mcseOfMean(pairMeans(values))) ** 2).toBeCloseTo(antitheticRatio(values), 1)
  })

  test('leaves out pairs of which one is missing, and says nothing of fewer than two', () => {
    const values = [1, 2, Number.NaN, 9, 3, 1, 5, 5]
    expect(antitheticRatio(values)).toBe(antitheticRatio([1, 2, 3, 1, 5, 5]))
    expect(antitheticRatio([1, 2, 3])).toBeNaN()
    expect(antitheticRatio([1, 1, 1, 1])).toBeNaN()
    expect(antitheticRatio([0, 2, 2, 0])).toBe(Number.POSITIVE_INFINITY)
  })
})
