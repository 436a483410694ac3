import { mean, type Sample } from './mean.js'

/**
 * Excess kurtosis, g2 = m4 / m2^2 - 3 with m_k the mean of (x - mean)^k: 0 normal, 3 Laplace, -1.2 uniform.
 *
 * NaN if all values are equal or there are fewer than two. For n values it is at most n - 2 + 1 / (n - 1) - 3.
 */
export function excessKurtosis(values: Sample): number {
  const centre = mean(values)
  let second = 0
  let fourth = 0
  for (let i = 0; i < values.length; i++) {
    const square = (values[i] - centre) ** 2
    second += square
    fourth += square * square
  }
  return second > 0 ? (fourth * values.length) / second ** 2 - 3 : Number.NaN
}
