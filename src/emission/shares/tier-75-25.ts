import type { Shares } from '../emission.js'
import { hillGateRank } from './hill-gate-rank.js'

/** Subnets in one tier. Source: coinbase/subnet_emissions.rs, 1d1de96a */
const TIER = 32
const UPPER = 0.75

/** One entry for every netuid there can be. */
const scratchRank = new Uint16Array(65_536)

/**
 * Two tiers by rank, over what gate and switch have left: ranks 1-32 share 75 %, ranks 33-64 share 25 %, each in
 * proportion within its tier, the rest gets nothing. With 32 positive scores or fewer they share everything.
 * A tie goes to the lower netuid.
 *
 * Source: pallets/subtensor/src/coinbase/subnet_emissions.rs, 1d1de96a (pull request 3010, closed; never live)
 */
export const tier7525: Shares = {
  id: 'tier-75-25',
  summary: 'Gated shares in two tiers: ranks 1-32 share 75 %, ranks 33-64 share 25 %, the rest nothing',
  source: 'pallets/subtensor/src/coinbase/subnet_emissions.rs, 1d1de96a',
  status: 'proposal',
  shares: hillGateRank.shares,
  afterSwitch(_world, emitting, count, out) {
    const positive = rankDescending(emitting, count, out)
    const upper = Math.min(positive, TIER)
    const lower = Math.min(positive, 2 * TIER)
    shareOut(0, upper, positive > TIER ? UPPER : 1, out)
    shareOut(upper, lower, 1 - UPPER, out)
    for (let at = lower; at < positive; at++) out[scratchRank[at]] = 0
  },
  enter: hillGateRank.enter,
}

/** Netuids of positive score into `scratchRank`, largest first; how many. Insertion sort: few rows, no allocation. */
function rankDescending(emitting: Uint16Array, count: number, score: Float64Array): number {
  let positive = 0
  for (let k = 0; k < count; k++) {
    const netuid = emitting[k]
    const own = score[netuid]
    if (own <= 0) continue
    let at = positive++
    // netuids come ascending, so an equal score stays before
    while (at > 0 && score[scratchRank[at - 1]] < own) {
      scratchRank[at] = scratchRank[at - 1]
      at--
    }
    scratchRank[at] = netuid
  }
  return positive
}

/** Give the ranks from..to-1 together `mass`, in proportion to their scores. */
function shareOut(from: number, to: number, mass: number, out: Float64Array): void {
  let total = 0
  for (let at = from; at < to; at++) total += out[scratchRank[at]]
  const factor = total > 0 ? mass / total : 0
  for (let at = from; at < to; at++) out[scratchRank[at]] *= factor
}
