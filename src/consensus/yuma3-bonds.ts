import { BITS_U16, ONE, U16_BITS, ULP } from '../numeric/grid.js'
import { averagingRate } from './bond-store.js'
import type { EpochInput } from './inputs.js'
import type { SubnetMatrix } from './matrix.js'
import { work } from './work.js'

// imports are looked up on every use; constants of the file are built into the code
const FROM_U16 = U16_BITS
const TO_U16 = BITS_U16
const { uid, bond, bid, rowList, active, incentive, dividends } = work
const { columnA, columnB, pays, payingBond, payingUid, payingEnd } = work

/**
 * Bonds of Yuma 3: absolute, one average per pair, free of stake.
 *
 *   E_ij = floor(a Wb_ij) + floor((1 - a) B_ij)        B stored bond / 65535, a averaging rate; all 0 .. 1
 *
 * Stored is floor(65535 E_ij); a bond of exactly 0 is not stored, one that only rounds to 0 is stored as 0.
 *
 * Source: pallets/subtensor/src/epoch/run_epoch.rs, compute_bonds_sparse; math.rs, mat_ema_sparse, 14bc6f9f
 */
export function averageBonds(matrix: SubnetMatrix, input: EpochInput, rowCount: number): void {
  const { start, count } = matrix.rows
  const rate = averagingRate(input.params.bondsMovingAverage)
  const take = rate * ULP
  const keep = (ONE - rate) * ULP
  openYuma3(input.n)
  let paying = 0
  for (let r = 0; r < rowCount; r++) {
    const i = rowList[r]
    const end = start[i] + count[i]
    for (let k = start[i]; k < end; k++) {
      const j = uid[k]
      const stored = bond[k]
      // the same as: proportionBits(Math.max(stored, 0)), without a branch
      const old = Math.floor((stored & ~(stored >> 31)) * FROM_U16)
      const e = Math.floor(take * bid[k]) + Math.floor(keep * old)
      columnA[j] += e
      bond[k] = e > 0 ? e * TO_U16 : -1
      payingBond[paying] = e
      payingUid[paying] = j
      paying += pays[j]
    }
    payingEnd[r] = paying
  }
}

/** Before the bonds: which miners pay, and empty column sums. */
export function openYuma3(n: number): void {
  columnA.fill(0, 0, n)
  for (let j = 0; j < n; j++) pays[j] = incentive[j] > 0 ? 1 : 0
}

/**
 * Dividends of Yuma 3.
 *
 *   Q_ij = floor(E_ij / sum_i E_ij)      D_i = AS_i sum_j floor(Q_ij I_j), normalised
 *
 * Bonds in miners without incentive add nothing and were left out of the list.
 *
 * Source: epoch/run_epoch.rs, epoch_mechanism (the Yuma3On branch), 14bc6f9f
 */
export function payYuma3(n: number, rowCount: number): void {
  for (let j = 0; j < n; j++) {
    columnA[j] = columnA[j] === 0 ? 1 : columnA[j] * ULP
    columnB[j] = incentive[j] * ULP
  }
  dividends.fill(0, 0, n)
  let k = 0
  for (let r = 0; r < rowCount; r++) {
    const i = rowList[r]
    const end = payingEnd[r]
    let sum = 0
    for (; k < end; k++) {
      const j = payingUid[k]
      sum += Math.floor(Math.floor(payingBond[k] / columnA[j]) * columnB[j])
    }
    dividends[i] = Math.floor(sum * active[i] * ULP)
  }
}
