import type { EpochParams } from '../consensus/inputs.js'
import { U16_MAX } from '../units.js'
import type { VisibleRows } from './visible-rows.js'

/** What a ring gives and to whom, by uid. */
export interface Ring {
  /** Stake weight of its validators together, 0..1. */
  stake: number
  /** 1: a UID that the ring favours. */
  favoured: Uint8Array
  /** Its row if it gave half to its own and half to the others; adds up to 1. */
  half: Float64Array
}

/**
 * Share of a subnet's emission that a ring would have if its validators gave the part W of their row to their own.
 *
 *   c_j = largest w with stake{w_ij >= w} >= kappa,   R_j = sum_i s_i min(w_ij, c_j),   I_j = R_j / sum R
 *   v_ij = (1 - beta) w_ij + beta min(w_ij, c_j)
 *   classic bonds  D = sum_j I_j (s_C v_Cj) / (sum_i s_i v_ij)
 *   Yuma 3         D = sum_j I_j s_C v_Cj / sum_j I_j sum_i s_i v_ij
 *   E = (I of the ring's UIDs + D) / 2
 *
 * w_ij the rows visible now, the ring's replaced by one row of weight s_C; beta the bonds penalty, kappa the majority
 * ratio (both 0..1). Everyone else is taken to stand still, bonds to start afresh, liquid alpha to be off.
 *
 * Source: own model of consensus, agents.md A5 (`optimal`); the steps are those of epoch/run_epoch.rs, 14bc6f9f.
 */
export function ringEmission(rows: VisibleRows, params: EpochParams, ring: Ring, own: number): number {
  const { n, count, stakes, weights } = rows
  const { favoured, half, stake } = ring
  const kappa = params.kappa / U16_MAX
  const beta = params.bondsPenalty / U16_MAX
  let ranks = 0
  let ringRanks = 0
  let bonds = 0
  let ringBonds = 0
  for (let j = 0; j < n; j++) {
    const given = 2 * half[j] * (favoured[j] === 1 ? own : 1 - own)
    const consensus = rows.consensus(j, kappa, given, stake)
    let before = 0
    let clipped = 0
    for (let k = 0, at = j; k < count; k++, at += n) {
      const weight = weights[at]
      before += stakes[k] * weight
      clipped += stakes[k] * Math.min(weight, consensus)
    }
    const ringClipped = stake * Math.min(given, consensus)
    const rank = clipped + ringClipped
    const others = (1 - beta) * before + beta * clipped
    const ours = (1 - beta) * stake * given + beta * ringClipped
    ranks += rank
    if (favoured[j] === 1) ringRanks += rank
    if (others + ours <= 0) continue
    const scale = params.yuma3 ? 1 : others + ours
    bonds += (rank * (others + ours)) / scale
    ringBonds += (rank * ours) / scale
  }
  const incentive = ranks > 0 ? ringRanks / ranks : 0
  const dividends = bonds > 0 ? ringBonds / bonds : 0
  return (incentive + dividends) / 2
}

/** The part for its own that pays the ring best, on the grid 0, 0.05, ..., 1; the smallest of equals. */
export function bestOwnPart(rows: VisibleRows, params: EpochParams, ring: Ring): number {
  let best = 0
  let most = Number.NEGATIVE_INFINITY
  for (let k = 0; k <= 20; k++) {
    const share = ringEmission(rows, params, ring, k / 20)
    // Differences in the last digits are noise of the sum, not a reason to show oneself.
    if (share > most + 1e-12) {
      best = k / 20
      most = share
    }
  }
  return best
}
