import { floor32 } from './grid32.js'

/** The arithmetic of an epoch's payout, as plain functions of numbers and arrays. Amounts are RAO of alpha. */

/** What an epoch hands out; reused. */
export class EpochPools {
  /** What the consensus run is given to distribute. */
  input = 0
  validator = 0
  root = 0
}

/**
 * Pools at the epoch:   input = server + validator + root;  root = root;  validator = validator, plus server where no
 * miner earned anything.
 *
 * @param incentive  sum of the incentive that the epoch pays to miners
 * Source: pallets/subtensor/src/coinbase/run_coinbase.rs, distribute_emission, v3.2.13 on, 14bc6f9f
 */
export function drainPools(
  server: number,
  validator: number,
  root: number,
  incentive: number,
  out: EpochPools,
): void {
  out.input = server + validator + root
  out.validator = incentive === 0 ? validator + server : validator
  out.root = root
}

/**
 * Pools at the epoch when one pending amount held miners and validators:
 *
 *   validator = floor((pending + root) / 2) - root,  pending where no miner earned anything
 *
 * Source: pallets/subtensor/src/coinbase/run_coinbase.rs, drain_pending_emission, v2.0.9 to v3.2.12
 */
export function drainPoolsTogether(pending: number, root: number, incentive: number, out: EpochPools): void {
  out.input = pending + root
  out.validator = incentive === 0 ? pending : Math.max(0, Math.floor((pending + root) / 2) - root)
  out.root = root
}

/**
 * Pay the two pools over validators:
 *
 *   root part = d r w / (a + r w),  alpha part = d - root part;  each pool is paid in proportion to its parts
 *
 * d  epoch dividend of the hotkey        a  its alpha stake        r  its root stake        w  tao_weight, 0..1
 * A hotkey without stake has a root part of 0. A pool without parts is paid to nobody. Amounts are floored.
 *
 * @param alphaOut, rootOut  written: RAO of alpha to each hotkey from the validators' pool and from root's
 * Source: pallets/subtensor/src/coinbase/run_coinbase.rs, calculate_dividend_distribution, v2.0.9 on, 14bc6f9f
 */
export function shareDividends(
  dividends: ArrayLike<number>,
  alphaStake: ArrayLike<number>,
  rootStake: ArrayLike<number>,
  count: number,
  taoWeight: number,
  validatorPool: number,
  rootPool: number,
  alphaOut: Float64Array,
  rootOut: Float64Array,
): void {
  let alphaTotal = 0
  let rootTotal = 0
  for (let k = 0; k < count; k++) {
    const weighted = rootStake[k] * taoWeight
    const stake = alphaStake[k] + weighted
    const rootPart = stake > 0 ? dividends[k] * (weighted / stake) : 0
    rootOut[k] = rootPart
    alphaOut[k] = dividends[k] - rootPart
    rootTotal += rootPart
    alphaTotal += alphaOut[k]
  }
  for (let k = 0; k < count; k++) {
    alphaOut[k] = alphaTotal > 0 ? Math.floor(validatorPool * (alphaOut[k] / alphaTotal)) : 0
    rootOut[k] = rootTotal > 0 ? Math.floor(rootPool * (rootOut[k] / rootTotal)) : 0
  }
}

/**
 * Part of a tempo's miner incentive that went to hotkeys of the subnet's owner and was withheld, 0..1; 0 without incentive.
 *
 * @param ofOwner  per miner: not 0 where the hotkey is the owner's. Recycled or burned, both count.
 * Source: pallets/subtensor/src/coinbase/run_coinbase.rs, distribute_dividends_and_incentives, v3.4.6-421 on
 */
export function withheldShare(
  incentives: ArrayLike<number>,
  ofOwner: ArrayLike<number>,
  count: number,
): number {
  let withheld = 0
  let total = 0
  for (let k = 0; k < count; k++) {
    total += incentives[k]
    if (ofOwner[k]) withheld += incentives[k]
  }
  return total > 0 ? floor32(withheld / total) : 0
}

/**
 * What root's dividend adds to a hotkey's claimable rate: alpha per RAO of root stake, cut to 2^-32.
 *
 * The grid is coarse: a dividend below stake / 2^32 is lost altogether. 0 without root stake.
 * Source: pallets/subtensor/src/staking/claim_root.rs, increase_root_claimable_for_hotkey_and_subnet, v3.2.10 on
 */
export const claimableRate = (dividend: number, rootStake: number): number =>
  rootStake > 0 ? floor32(dividend / rootStake) : 0

/**
 * Root alpha owed to a coldkey:   floor(rate x its root stake) - already claimed, at least 0
 *
 * @returns RAO of alpha; claim it where it is at least the threshold (default 500,000)
 * Source: pallets/subtensor/src/staking/claim_root.rs, get_root_owed_for_hotkey_coldkey, 14bc6f9f
 */
export const rootOwed = (rate: number, rootStake: number, claimed: number): number =>
  Math.max(0, Math.floor(rate * rootStake) - claimed)
