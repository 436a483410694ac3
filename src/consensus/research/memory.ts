import type { SubnetMatrix } from '../matrix.js'
import { realsOf } from '../reals.js'
import { rowShares } from './common.js'
import type { ResearchEpoch, ResearchState } from './variant.js'

/**
 * What a research rule keeps between epochs, beside the matrix as reals (reals.ts): bonds, normalised
 * weights, consensus. Their bonds do not fit the u16 that the chain
 * stores: those of Yuma 2C go up to 2^64.
 */
export function readBefore(
  matrix: SubnetMatrix,
  validators: readonly number[],
  n: number,
  today: number[][],
): ResearchState | null {
  const { reals, capacity } = matrix
  if (reals.length === 0) return null
  const square = capacity * capacity
  const part = (from: number) => Array.from(reals.subarray(from, from + n))
  const shares = rowShares(today)
  return {
    bonds: validators.map((i) => part(i * capacity)),
    // who had no weights yesterday is judged by today's
    weights: validators.map((i, v) => {
      const row = part(square + i * capacity)
      return row.some((w) => w > 0) ? row : shares[v]
    }),
    consensus: part(2 * square),
  }
}

/** Whoever had no voice keeps no bonds. */
export function writeAfter(matrix: SubnetMatrix, validators: readonly number[], after: ResearchEpoch): void {
  const { capacity } = matrix
  const square = capacity * capacity
  if (matrix.reals.length === 0) matrix.reals = realsOf(capacity)
  else matrix.reals.fill(0)
  validators.forEach((i, v) => {
    matrix.reals.set(after.bonds[v], i * capacity)
    matrix.reals.set(after.weights[v], square + i * capacity)
  })
  matrix.reals.set(after.consensus, 2 * square)
}

export function forgetReals(matrix: SubnetMatrix): void {
  matrix.reals = new Float64Array(0)
}
