import { BITS_U16, ONE, ULP } from '../numeric/grid.js'
import { averagingRate } from './bond-store.js'
import type { EpochInput } from './inputs.js'
import type { SubnetMatrix } from './matrix.js'
import { work } from './work.js'

const TO_U16 = BITS_U16
const { uid, bond, bid, ema, rowList, active, incentive, dividends, columnA, columnB, columnC } = work

/**
 * The original bonds: a validator's share in each miner, averaged over epochs.
 *
 *   dB_ij = floor(Wb_ij AS_i) / column sum      B_ij = stored / column sum      E = a dB + (1 - a) B
 *
 * E is normalised by column in `payClassic`. A column that nobody weighs keeps its shape: its bonds do not
 * decay relative to one another.
 *
 * Source: pallets/subtensor/src/epoch/run_epoch.rs, epoch_mechanism (the branch without Yuma3On); math.rs,
 * row_hadamard_sparse, inplace_col_normalize_sparse, mat_ema_sparse, 14bc6f9f
 */
export function buyBonds(matrix: SubnetMatrix, input: EpochInput, rowCount: number): void {
  const { start, count } = matrix.rows
  sumColumns(matrix, input.n, rowCount)
  const rate = averagingRate(input.params.bondsMovingAverage)
  const take = rate * ULP
  const keep = (ONE - rate) * ULP
  columnC.fill(0, 0, input.n)
  for (let r = 0; r < rowCount; r++) {
    const i = rowList[r]
    const s = active[i] * ULP
    const end = start[i] + count[i]
    for (let k = start[i]; k < end; k++) {
      const j = uid[k]
      const stored = bond[k]
      const old = Math.floor((stored & ~(stored >> 31)) / columnA[j])
      const bought = Math.floor(Math.floor(s * bid[k]) / columnB[j])
      const e = Math.floor(take * bought) + Math.floor(keep * old)
      ema[k] = e
      columnC[j] += e
    }
  }
}

/**
 * Column sums of the stored bonds and of what is bid now, scaled to be divided by; 1 where a column is empty.
 */
export function sumColumns(matrix: SubnetMatrix, n: number, rowCount: number): void {
  const { start, count } = matrix.rows
  columnA.fill(0, 0, n)
  columnB.fill(0, 0, n)
  for (let r = 0; r < rowCount; r++) {
    const i = rowList[r]
    const s = active[i] * ULP
    const end = start[i] + count[i]
    for (let k = start[i]; k < end; k++) {
      const j = uid[k]
      const stored = bond[k]
      columnA[j] += stored & ~(stored >> 31)
      columnB[j] += Math.floor(s * bid[k])
    }
  }
  for (let j = 0; j < n; j++) {
    columnA[j] = columnA[j] === 0 ? 1 : columnA[j] * ULP
    columnB[j] = columnB[j] === 0 ? 1 : columnB[j] * ULP
  }
}

/**
 * Dividends of the original bonds, and the bonds as they are stored.
 *
 *   Q_ij = floor(E_ij / sum_i E_ij)      D_i = sum_j floor(Q_ij I_j), normalised
 *   stored = floor(65535 Q_ij / max_i Q_ij)
 *
 * Source: epoch/math.rs, matmul_transpose_sparse, inplace_col_max_upscale_sparse, 14bc6f9f
 */
export function payClassic(matrix: SubnetMatrix, n: number, rowCount: number): void {
  payByColumn(matrix, n, rowCount)
  upscaleColumns(matrix, n, rowCount)
}

/** The dividends; `ema` becomes Q, `columnC` the largest of each column. */
export function payByColumn(matrix: SubnetMatrix, n: number, rowCount: number): void {
  const { start, count } = matrix.rows
  for (let j = 0; j < n; j++) {
    columnA[j] = columnC[j] === 0 ? 1 : columnC[j] * ULP
    columnB[j] = incentive[j] * ULP
  }
  // now the largest bond of each column
  columnC.fill(0, 0, n)
  dividends.fill(0, 0, n)
  for (let r = 0; r < rowCount; r++) {
    const i = rowList[r]
    const end = start[i] + count[i]
    let sum = 0
    for (let k = start[i]; k < end; k++) {
      const j = uid[k]
      const q = Math.floor(ema[k] / columnA[j])
      ema[k] = q
      sum += Math.floor(q * columnB[j])
      if (q > columnC[j]) columnC[j] = q
    }
    dividends[i] = sum
  }
}

/** Each bond as a part of the largest of its column. */
function upscaleColumns(matrix: SubnetMatrix, n: number, rowCount: number): void {
  const { start, count } = matrix.rows
  for (let j = 0; j < n; j++) columnC[j] = columnC[j] === 0 ? 1 : columnC[j] * ULP
  for (let r = 0; r < rowCount; r++) {
    const i = rowList[r]
    const end = start[i] + count[i]
    for (let k = start[i]; k < end; k++) {
      const q = ema[k]
      bond[k] = q > 0 ? Math.floor(q / columnC[uid[k]]) * TO_U16 : -1
    }
  }
}
