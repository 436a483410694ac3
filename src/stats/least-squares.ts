import type { Sample } from './mean.js'

/**
 * Ordinary least squares with a constant: b that minimises sum_i (y_i - b_0 - sum_k b_k x_ki)^2.
 *
 * By the normal equations with pivoting: right to about eight digits for regressors that are not nearly collinear.
 *
 * @param regressors  one series of as many values as y for each coefficient
 * @returns  b_0, the constant, then one coefficient a regressor; NaN where regressors are collinear or values too few
 * @example  leastSquares([[1, 2, 3]], [3, 5, 7])  // => [1, 2]
 */
export function leastSquares(regressors: readonly Sample[], y: Sample): number[] {
  const columns: Sample[] = [new Float64Array(y.length).fill(1), ...regressors]
  const dot = (a: Sample, b: Sample): number => {
    let sum = 0
    for (let i = 0; i < y.length; i++) sum += a[i] * b[i]
    return sum
  }
  return solve(columns.map((row) => [...columns.map((column) => dot(row, column)), dot(row, y)]))
}

/**
 * Solve a system of linear equations, given as rows of coefficients and right side, by elimination with partial pivoting; NaN
 * if it has no single solution. The rows are used up.
 */
export function solve(rows: number[][]): number[] {
  const n = rows.length
  for (let k = 0; k < n; k++) {
    const scale = Math.max(...rows.map((row) => Math.abs(row[k])))
    const pivot = rows.reduce(
      (best, row, i) => (i >= k && Math.abs(row[k]) > Math.abs(rows[best][k]) ? i : best),
      k,
    )
    if (!(Math.abs(rows[pivot][k]) > 1e-13 * scale)) return new Array(n).fill(Number.NaN)
    ;[rows[k], rows[pivot]] = [rows[pivot], rows[k]]
    for (let i = 0; i < n; i++) {
      if (i === k) continue
      const factor = rows[i][k] / rows[k][k]
      for (let j = k; j <= n; j++) rows[i][j] -= factor * rows[k][j]
    }
  }
  return rows.map((row, k) => row[n] / row[k])
}
