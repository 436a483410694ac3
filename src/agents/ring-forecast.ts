import type { EpochParams } from '../consensus/inputs.js'
import { U16_MAX } from '../units.js'
import type { VisibleRows } from './visible-rows.js'

/** What a ring gives and to whom, by uid. */
export interface Ring {
  /** Stake weight of its validators together, 0..1. */
  stake: number
  /** How many they are. */
  members: number
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
 *   D_i ~ s_i sum_j I_j v_ij / b_j,   b_j = sum_i s_i v_ij (classic bonds) or sum_i v_ij (Yuma 3)
 *   E = (I of the ring's UIDs + D of its validators) / 2
 *
 * w_ij the rows visible now, the ring's all replaced by one row, s_i stake weight (s_C the ring's); beta the bonds
 * penalty, kappa the majority ratio (both 0..1). Everyone else is taken to stand still, bonds to have settled, liquid
 * alpha to be off.
 *
 * Source: own model of consensus, agents.md A5 (`optimal`); the steps are those of epoch/run_epoch.rs, 14bc6f9f.
 */
export function ringEmission(rows: VisibleRows, params: EpochParams, ring: Ring, own: number): number {
  const { n, count, stakes, weights } = rows
  const { favoured, half, members, stake } = ring
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
    let bids = 0
    for (let k = 0, at = j; k < count; k++, at += n) {
      const weight = weights[at]
      const kept = Math.min(weight, consensus)
      before += stakes[k] * weight
      clipped += stakes[k] * kept
      bids += weight + beta * (kept - weight)
    }
    const ringKept = Math.min(given, consensus)
    const ringBid = given + beta * (ringKept - given)
    const rank = clipped + stake * ringKept
    ranks += rank
    if (favoured[j] === 1) ringRanks += rank
    const staked = before + beta * (clipped - before) + stake * ringBid
    const column = params.yuma3 ? bids + members * ringBid : staked
    if (column <= 0) continue
    bonds += (rank * staked) / column
    ringBonds += (rank * stake * ringBid) / column
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
