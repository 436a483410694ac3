import { proportionBits, ULP } from '../numeric/grid.js'
import type { SubnetMatrix } from './matrix.js'
import { work } from './work.js'

const { uid, norm, active, rowList, bid, trust, rank, incentive, consensus } = work

/**
 * Clip the weights at consensus, and judge both sides by what is left.
 *
 *   Wc_ij = min(W_ij, C_j)      Tv_i = sum_j Wc_ij      R_j = sum_i floor(AS_i Wc_ij)
 *
 * Tv is the validator's trust, R the miner's rank. Both 0 .. 1. The clipped weights go into `bid`: mostly bonds are paid
 * for them as they are.
 *
 * Source: pallets/subtensor/src/epoch/math.rs, col_clip_sparse, row_sum_sparse, matmul_sparse, 14bc6f9f
 */
export function clipWeights(matrix: SubnetMatrix, n: number, rowCount: number): void {
  const { start, count } = matrix.rows
  trust.fill(0, 0, n)
  rank.fill(0, 0, n)
  for (let r = 0; r < rowCount; r++) {
    const i = rowList[r]
    const s = active[i] * ULP
    const end = start[i] + count[i]
    let sum = 0
    for (let k = start[i]; k < end; k++) {
      const j = uid[k]
      const x = norm[k]
      // the same as: c = Math.min(x, consensus[j]); without a branch, since which of them is less cannot be
      // foreseen
      const over = x - consensus[j]
      const c = x - 0.5 * (over + Math.abs(over))
      bid[k] = c
      sum += c
      rank[j] += Math.floor(s * c)
    }
    trust[i] = sum
  }
}

/**
 * What a bond is paid for, by slot:   Wb = W + floor(beta (Wc - W)), beta = bondsPenalty / 65535
 *
 * beta 0 gives W itself and beta 1 Wc itself, which stands there already.
 *
 * Source: epoch/math.rs, interpolate_sparse, 14bc6f9f
 */
export function weightsForBonds(matrix: SubnetMatrix, bondsPenalty: number, rowCount: number): void {
  const { start, count, used } = matrix.rows
  if (bondsPenalty === 0) bid.set(norm.subarray(0, used))
  if (bondsPenalty === 0 || bondsPenalty === 65_535) return
  const beta = proportionBits(bondsPenalty) * ULP
  for (let r = 0; r < rowCount; r++) {
    const i = rowList[r]
    const end = start[i] + count[i]
    for (let k = start[i]; k < end; k++) {
      const x = norm[k]
      bid[k] = x + Math.floor(beta * (bid[k] - x))
    }
  }
}

/**
 * Incentive: rank as a share of all rank, I = normalise(R).
 *
 * Source: epoch/run_epoch.rs, epoch_mechanism (inplace_normalize(&mut ranks)), 14bc6f9f
 */
export function shareIncentive(n: number): void {
  normalise(rank, incentive, n)
}

/** `to` = `from` divided by its sum, rounded down; a copy if the sum is 0. */
export function normalise(from: Float64Array, to: Float64Array, n: number): void {
  let sum = 0
  for (let i = 0; i < n; i++) sum += from[i]
  const divisor = sum === 0 ? 1 : sum * ULP
  for (let i = 0; i < n; i++) to[i] = Math.floor(from[i] / divisor)
}
