import { pearson } from './correlation.js'
import type { Sample } from './mean.js'

/** Pearson's correlation of each pair of series, row by row; 1 on the diagonal. Series that do not vary are left out. */
export function correlationMatrix(series: readonly Sample[]): Float64Array[] {
  const varying = series.filter((one) => !Number.isNaN(pearson(one, one)))
  const matrix = varying.map(() => new Float64Array(varying.length).fill(1))
  for (let i = 0; i < varying.length; i++) {
    for (let j = 0; j < i; j++) {
      matrix[i][j] = matrix[j][i] = pearson(varying[i], varying[j])
    }
  }
  return matrix
}

/** Mean correlation of two different series; NaN for fewer than two. */
export function meanPairwise(matrix: readonly Sample[]): number {
  let sum = 0
  for (let i = 0; i < matrix.length; i++) for (let j = 0; j < i; j++) sum += matrix[i][j]
  return sum / ((matrix.length * (matrix.length - 1)) / 2)
}

const MOST_STEPS = 1000
const CLOSE = 1e-13

/**
 * Part of the variance that the first principal component explains: the largest eigenvalue of the correlation matrix over
 * its order, 1/n .. 1, by the power method. NaN for fewer than two series.
 */
export function firstComponent(matrix: readonly Sample[]): number {
  const n = matrix.length
  if (n < 2) return Number.NaN
  // Unequal entries: the first vector must not be orthogonal to the one looked for.
  let vector = Float64Array.from({ length: n }, (_, i) => 1 + i / n)
  let value = 0
  for (let step = 0; step < MOST_STEPS; step++) {
    const next = Float64Array.from(matrix, (row) => vector.reduce((sum, x, j) => sum + row[j] * x, 0))
    const length = Math.hypot(...next)
    const before = value
    value = length / Math.hypot(...vector)
    vector = next.map((x) => x / length)
    if (Math.abs(value - before) <= CLOSE * value) break
  }
  return value / n
}
