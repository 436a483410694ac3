import { mean, type Sample } from './mean.js'

/** Sample variance, s^2 = sum (x - mean)^2 / (n - 1); NaN for fewer than two values. */
export function variance(values: Sample): number {
  const n = values.length
  if (n < 2) return Number.NaN
  return (centralMoment(values, mean(values), 2) * n) / (n - 1)
}

/** Sample standard deviation, s; NaN for fewer than two values. */
export const sd = (values: Sample): number => Math.sqrt(variance(values))

/** Sample covariance, sum (x - mean x)(y - mean y) / (n - 1), of values in pairs. */
export function covariance(x: Sample, y: Sample): number {
  const n = x.length
  if (n < 2) return Number.NaN
  const [meanX, meanY] = [mean(x), mean(y)]
  let sum = 0
  for (let i = 0; i < n; i++) sum += (x[i] - meanX) * (y[i] - meanY)
  return sum / (n - 1)
}

/**
 * Skewness, g1 = m3 / m2^(3/2) with m_k the mean of (x - mean)^k: 0 symmetric, 2 exponential.
 *
 * 0 if all values are equal. For n values |g1| is at most (n - 2) / sqrt(n - 1).
 */
export function skewness(values: Sample): number {
  const centre = mean(values)
  const second = centralMoment(values, centre, 2)
  return second === 0 ? 0 : centralMoment(values, centre, 3) / second ** 1.5
}

function centralMoment(values: Sample, centre: number, power: number): number {
  let sum = 0
  for (let i = 0; i < values.length; i++) sum += (values[i] - centre) ** power
  return sum / values.length
}
