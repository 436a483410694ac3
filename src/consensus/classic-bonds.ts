import { BITS_U16, ONE, ULP } from '../numeric/grid.js'
import { averagingRate } from './bond-store.js'
import type { EpochInput } from './inputs.js'
import type { SubnetMatrix } from './matrix.js'
import { work } from './work.js'

const TO_U16 = BITS_U16
const { uid, bond, bid, ema, rowList, active, rank, incentive, dividends } = work
const { columnA, columnB, columnC, columnD } = work

/**
 * The original bonds: a validator's share in each miner, averaged over epochs.
 *
 *   dB_ij = floor(Wb_ij AS_i) / column sum      B_ij = stored / column sum      E = a dB + (1 - a) B
 *
 * E is normalised by column in `payClassic`. A column that nobody weighs keeps its shape: its bonds do not
 * decay relative to one another.
 *
 * @param ranked  whether `bid` holds the very weights that were ranked: then a column's bids add up to its rank
 *
 * Source: pallets/subtensor/src/epoch/run_epoch.rs, epoch_mechanism (the branch without Yuma3On); math.rs,
 * row_hadamard_sparse, inplace_col_normalize_sparse, mat_ema_sparse, 14bc6f9f
 */
export function buyBonds(
  matrix: SubnetMatrix,
  input: EpochInput,
  rowCount: number,
  ranked = input.params.bondsPenalty === 65_535,
): void {
  const { start, count } = matrix.rows
  sumColumns(matrix, input.n, rowCount, ranked)
  const rate = averagingRate(input.params.bondsMovingAverage)
  const take = rate * ULP
  const keep = (ONE - rate) * ULP
  columnC.fill(0, 0, input.n)
  columnD.fill(0, 0, input.n)
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
      if (e > columnD[j]) columnD[j] = e
    }
  }
}

/**
 * Column sums of the stored bonds and of what is bid now, scaled to be divided by; 1 where a column is empty.
 *
 * @param ranked  the latter are known: the ranks, sums of the same products
 */
export function sumColumns(matrix: SubnetMatrix, n: number, rowCount: number, ranked: boolean): void {
  const { start, count } = matrix.rows
  columnA.fill(0, 0, n)
  for (let r = 0; r < rowCount; r++) {
    const i = rowList[r]
    const end = start[i] + count[i]
    for (let k = start[i]; k < end; k++) {
      const stored = bond[k]
      columnA[uid[k]] += stored & ~(stored >> 31)
    }
  }
  if (ranked) columnB.set(rank)
  else sumBids(matrix, n, rowCount)
  for (let j = 0; j < n; j++) {
    columnA[j] = columnA[j] === 0 ? 1 : columnA[j] * ULP
    columnB[j] = columnB[j] === 0 ? 1 : columnB[j] * ULP
  }
}

function sumBids(matrix: SubnetMatrix, n: number, rowCount: number): void {
  const { start, count } = matrix.rows
  columnB.fill(0, 0, n)
  for (let r = 0; r < rowCount; r++) {
    const i = rowList[r]
    const s = active[i] * ULP
    const end = start[i] + count[i]
    for (let k = start[i]; k < end; k++) columnB[uid[k]] += Math.floor(s * bid[k])
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
  const { start, count } = matrix.rows
  openDividends(n)
  // The largest Q of a column is that of its largest E, since rounding down keeps their order. So one pass pays and
  // stores (with the ranks in place of a sum of bids: 0.83 of the time that classic bonds took).
  for (let j = 0; j < n; j++) {
    const largest = Math.floor(columnD[j] / columnA[j])
    columnC[j] = largest === 0 ? 1 : largest * ULP
  }
  for (let r = 0; r < rowCount; r++) {
    const i = rowList[r]
    const end = start[i] + count[i]
    let sum = 0
    for (let k = start[i]; k < end; k++) {
      const j = uid[k]
      const q = Math.floor(ema[k] / columnA[j])
      sum += Math.floor(q * columnB[j])
      bond[k] = q > 0 ? Math.floor(q / columnC[j]) * TO_U16 : -1
    }
    dividends[i] = sum
  }
}

/** Into the columns: what E is divided by, and what Q is paid. */
function openDividends(n: number): void {
  for (let j = 0; j < n; j++) {
    columnA[j] = columnC[j] === 0 ? 1 : columnC[j] * ULP
    columnB[j] = incentive[j] * ULP
  }
  dividends.fill(0, 0, n)
}

/** The dividends alone; `ema` becomes Q. */
export function payByColumn(matrix: SubnetMatrix, n: number, rowCount: number): void {
  const { start, count } = matrix.rows
  openDividends(n)
  for (let r = 0; r < rowCount; r++) {
    const i = rowList[r]
    const end = start[i] + count[i]
    let sum = 0
    for (let k = start[i]; k < end; k++) {
      const j = uid[k]
      const q = Math.floor(ema[k] / columnA[j])
      ema[k] = q
      sum += Math.floor(q * columnB[j])
    }
    dividends[i] = sum
  }
}
