import { BITS_U16, expBits, HALF, ONE, proportionBits, U16_BITS, ULP } from '../numeric/grid.js'
import type { EpochInput, EpochParams } from './inputs.js'
import type { SubnetMatrix } from './matrix.js'
import { work } from './work.js'
import { openYuma3 } from './yuma3-bonds.js'

// imports are looked up on every use; constants of the file are built into the code
const UNIT = ONE
const MIDDLE = HALF
const TO_REAL = ULP
const FROM_U16 = U16_BITS
const TO_U16 = BITS_U16
const { uid, norm, bond, bid, present, consensus, rowList } = work
const { columnA, pays, payingBond, payingUid, payingEnd } = work

/** The sigmoid of liquid alpha with its constants made ready, raw bits. */
export interface AlphaCurve {
  low: number
  high: number
  /** -k, scaled to multiply raw bits: steepness / -100 on the grid. */
  slope: number
}

export function alphaCurve(
  params: Pick<EpochParams, 'alphaLow' | 'alphaHigh' | 'alphaSteepness'>,
): AlphaCurve {
  return {
    low: proportionBits(params.alphaLow),
    high: proportionBits(params.alphaHigh),
    slope: Math.trunc((params.alphaSteepness * ONE) / -100) * ULP,
  }
}

/**
 * The averaging rate of one bond: how far the validator leads, or how far it sells, decides how fast it
 * moves.
 *
 *   d = Wb >= B ? clamp(Wb - C) : clamp(B - Wb)                      clamp to 0 .. 1
 *   A = clamp(low + (high - low) / (1 + exp(-k (d - 1/2))), low, high)
 *
 * All arguments raw bits of 0 .. 1; the result too.
 *
 * Source: pallets/subtensor/src/epoch/run_epoch.rs, alpha_sigmoid, 14bc6f9f
 */
export function liquidRate(curve: AlphaCurve, consensus: number, bid: number, bond: number): number {
  const { low, high, slope } = curve
  let d = bid >= bond ? bid - consensus : bond - bid
  d = Math.max(0, Math.min(UNIT, d))
  const exp = expBits(Math.floor(slope * (d - MIDDLE)))
  const sigmoid = Math.floor((UNIT * UNIT) / (UNIT + exp))
  const rate = low + Math.floor(sigmoid * (high - low) * TO_REAL)
  return Math.max(low, Math.min(high, rate))
}

/**
 * The bond after one epoch, at most 1: E = min(1, floor((1 - A) B) + floor(A Wb)). Source: math.rs,
 * mat_ema_alpha_sparse
 */
export function liquidBond(rate: number, bid: number, bond: number): number {
  const e = Math.floor((UNIT - rate) * bond * TO_REAL) + Math.floor(rate * bid * TO_REAL)
  return Math.min(UNIT, e)
}

/**
 * Bonds of Yuma 3 with a rate of its own for each pair. Without any consensus the plain average applies; see
 * `hasConsensus`.
 *
 * A bond is carried on only where Wb has an entry: where the validator's row omits the miner, or clipping
 * removed the entry because C_j = 0, the whole bond is gone. An explicit weight of 0 lets it decay. With
 * `decayOmitted` it always decays, as in the chain's dense variant, which only its tests run.
 *
 * Source: epoch/run_epoch.rs, compute_bonds_sparse, compute_liquid_alpha_values_sparse, 14bc6f9f
 */
export function averageLiquidBonds(matrix: SubnetMatrix, input: EpochInput, rowCount: number): void {
  const { start, count } = matrix.rows
  const curve = alphaCurve(input.params)
  const always = input.params.decayOmitted === true
  // an entry stays in Wb: if nothing is clipped, always; if all is, unless C = 0 < W; in between, if positive
  const penalty = input.params.bondsPenalty
  openYuma3(input.n)
  let paying = 0
  for (let r = 0; r < rowCount; r++) {
    const i = rowList[r]
    const end = start[i] + count[i]
    for (let k = start[i]; k < end; k++) {
      const j = uid[k]
      const paid = bid[k]
      const stays =
        always || (present[k] !== 0 && (penalty === 0 || paid > 0 || (penalty === 65_535 && norm[k] === 0)))
      const old = Math.floor((bond[k] & ~(bond[k] >> 31)) * FROM_U16)
      let e = 0
      if (stays && (old > 0 || paid > 0))
        e = liquidBond(liquidRate(curve, consensus[j], paid, old), paid, old)
      columnA[j] += e
      bond[k] = e > 0 ? e * TO_U16 : -1
      payingBond[paying] = e
      payingUid[paying] = j
      paying += pays[j]
    }
    payingEnd[r] = paying
  }
}

/** Whether any uid has consensus; the chain uses liquid alpha only then. */
export function hasConsensus(matrix: SubnetMatrix, n: number): boolean {
  for (let j = 0; j < n; j++) if (matrix.consensus[j] !== 0) return true
  return false
}
