import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { betaCdf, logGamma } from '../../src/random/beta.js'
import { type Distribution, draw, mean, quantile, SHAPES } from '../../src/random/distributions.js'
import { normalCdf } from '../../src/random/normal-cdf.js'
import { createStreams } from '../../src/random/streams.js'

const laws: Distribution[] = [
  { distribution: 'normal', args: { mean: 3, sd: 2 } },
  { distribution: 'lognormal', args: { median: 20, sigma: 0.9 } },
  { distribution: 'uniform', args: { low: -1, high: 4 } },
  { distribution: 'pareto', args: { minimum: 2, index: 2.7 } },
  { distribution: 'exponential', args: { mean: 5 } },
  { distribution: 'beta', args: { a: 2, b: 5, low: 1, high: 3 } },
]

describe.each(laws)('$distribution', (law) => {
  test('a quantile is where the distribution function says', () => {
    const { cdf } = SHAPES[law.distribution]
    for (const u of [0.001, 0.1, 0.5, 0.77, 0.999]) {
      expect(cdf(quantile(law, u), law.args as never)).toBeCloseTo(u, 12)
    }
  })

  test('the mean of the draws is the mean', () => {
    const stream = createStreams('1').stream(law.distribution)
    let sum = 0
    for (let i = 0; i < 40_000; i++) sum += draw(law, stream)
    // Five standard errors of the widest of them, the lognormal: 5 * 33.6 / 200.
    expect(Math.abs(sum / 40_000 - mean(law))).toBeLessThan(law.distribution === 'lognormal' ? 0.84 : 0.15)
  })

  test('every draw takes one uniform and stays within its bounds', () => {
    const low = quantile(law, 0.2)
    const high = quantile(law, 0.6)
    const bounded = { ...law, min: low, max: high }
    const one = createStreams('2').stream('a')
    const other = createStreams('2').stream('a')
    for (let i = 0; i < 500; i++) {
      const drawn = draw(bounded, one)
      expect(drawn).toBeGreaterThanOrEqual(low)
      expect(drawn).toBeLessThanOrEqual(high)
      other.uniform()
    }
    expect(one.uniform()).toBe(other.uniform())
  })

  test('bounds cut the distribution and do not heap draws upon themselves', () => {
    const bounded = { ...law, min: quantile(law, 0.2), max: quantile(law, 0.6) }
    expect(quantile(bounded, 0.5)).toBeCloseTo(quantile(law, 0.4), 10)
  })
})

test('a choice gives each of its values alike', () => {
  const law: Distribution = { distribution: 'choice', args: {}, values: [1, 5, 12] }
  expect([0, 0.34, 0.99].map((u) => quantile(law, u))).toEqual([1, 5, 12])
  expect(mean(law)).toBe(6)
})

test('whole draws are whole and within whole bounds', () => {
  const law: Distribution = {
    distribution: 'normal',
    args: { mean: 2, sd: 3 },
    min: 0.5,
    max: 4.4,
    whole: true,
  }
  fc.assert(
    fc.property(fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }), (u) => {
      expect([1, 2, 3, 4]).toContain(quantile(law, u))
    }),
  )
})

test('the mean of a bounded distribution counts the bounds', () => {
  // Half normal: sqrt(2 / pi).
  expect(mean({ distribution: 'normal', args: { mean: 0, sd: 1 }, min: 0 })).toBeCloseTo(
    Math.sqrt(2 / Math.PI),
    3,
  )
  expect(mean({ distribution: 'pareto', args: { minimum: 1, index: 1 } })).toBe(Number.POSITIVE_INFINITY)
})

test('the normal distribution function agrees with published digits', () => {
  expect(normalCdf(0)).toBeCloseTo(0.5, 15)
  expect(normalCdf(1)).toBeCloseTo(0.841344746068543, 14)
  expect(normalCdf(-1.959963984540054)).toBeCloseTo(0.025, 15)
  expect(normalCdf(-5) / 2.866515718791939e-7).toBeCloseTo(1, 9)
  expect(normalCdf(-10) / 7.61985302416047e-24).toBeCloseTo(1, 6)
})

test('the incomplete beta function agrees with closed forms', () => {
  for (const x of [0.01, 0.3, 0.5, 0.9]) {
    expect(betaCdf(x, 1, 1)).toBeCloseTo(x, 14)
    expect(betaCdf(x, 3, 1)).toBeCloseTo(x ** 3, 14)
    expect(betaCdf(x, 1, 4)).toBeCloseTo(1 - (1 - x) ** 4, 14)
    expect(betaCdf(x, 0.5, 0.5)).toBeCloseTo((2 / Math.PI) * Math.asin(Math.sqrt(x)), 12)
  }
  expect(Math.exp(logGamma(6))).toBeCloseTo(120, 9)
})
