import { maxUpscale, withinMaxWeight } from '../consensus/upscale.js'
import { REFUSAL } from '../refusal.js'
import type { World } from '../state/world.js'
import { lastUpdates } from './mechanisms.js'
import type { Rules } from './rules.js'
import { stakeWeights } from './stake-weight.js'

/** A row of weights as a client sends it. */
export interface SentRow {
  /** Targets and u16 values, parallel, `count` long from `start`. */
  uids: Uint16Array
  values: Uint16Array
  start: number
  count: number
  /** Version key of the client's software. */
  version: number
  /** Which of the subnet's mechanisms it judges, 0 or 1. */
  mechanism: number
}

let scratchStake = new Float64Array(0)
let scratchValues = new Uint16Array(256)
// 1 for a uid that was named; a u16 may name any
const scratchSeen = new Uint8Array(65_536)

/**
 * The chain's checks of a row of weights, in the chain's order; `limited` says whether the rate limit is one of them.
 *
 * The row's length, the stake threshold (the owner passes), the version, the rate limit, the permit (the owner and a
 * row for oneself alone pass), duplicates, unknown UIDs, the least number (a row for oneself alone passes), the limit of
 * one weight (the same).
 *
 * @returns 0 or the refusal
 * Source: pallets/subtensor/src/subnets/weights.rs, internal_set_weights, check_length, max_weight_limited, 14bc6f9f;
 * the owner's rights from v3.3.14 on
 */
export function checkRow(
  world: World,
  rules: Rules,
  netuid: number,
  uid: number,
  row: SentRow,
  limited: boolean,
): number {
  const { subnets, neurons, stride } = world
  const { uids, values, start, count, version } = row
  const slot = netuid * stride + uid
  const n = subnets.neuronCount[netuid]
  const owns = rules.params.ownerRole === 'validator' && neurons.hotkey[slot] === subnets.ownerHotkey[netuid]
  const selfWeight = count === 1 && uids[start] === uid
  if (count > n) return REFUSAL['too-many-weights']
  if (!owns && belowThreshold(world, rules, netuid, uid)) return REFUSAL['not-enough-stake-to-set-weights']
  if (version < subnets.weightsVersionKey[netuid]) return REFUSAL['wrong-version-key']
  if (limited && tooSoon(world, netuid, uid, row.mechanism)) return REFUSAL['setting-weights-too-fast']
  if (neurons.permit[slot] === 0 && !owns && !selfWeight) return REFUSAL['no-validator-permit']
  const largest = largestOf(uids, start, count)
  if (largest < 0) return REFUSAL['duplicate-uids']
  if (largest >= n) return REFUSAL['uid-out-of-range']
  if (selfWeight) return 0
  if (count < Math.min(n, subnets.minAllowedWeights[netuid])) return REFUSAL['weights-too-few']
  const limit = subnets.maxWeightLimit[netuid]
  return limit === 65_535 || heldTo(limit, values, start, count) ? 0 : REFUSAL['weight-too-large']
}

/** Whether the rate limit has not run out since the UID last set (or committed) weights. Source: check_rate_limit. */
export function tooSoon(world: World, netuid: number, uid: number, mechanism: number): boolean {
  const { subnets, stride, block } = world
  const last = lastUpdates(world, mechanism)[netuid * stride + uid]
  return last > 0 && block - last < subnets.weightsRateLimit[netuid]
}

function belowThreshold(world: World, rules: Rules, netuid: number, uid: number): boolean {
  const threshold = world.subnets.stakeThreshold[netuid]
  if (threshold <= 0) return false
  if (scratchStake.length < world.stride) scratchStake = new Float64Array(world.stride)
  stakeWeights(world, netuid, rules.params.taoWeight, scratchStake)
  return scratchStake[uid] < threshold
}

/** The largest UID that is named, 0 if none is; -1 if one is named twice. */
function largestOf(uids: Uint16Array, start: number, count: number): number {
  const end = start + count
  let largest = 0
  let twice = 0
  for (let k = start; k < end; k++) {
    const uid = uids[k]
    twice |= scratchSeen[uid]
    scratchSeen[uid] = 1
    if (uid > largest) largest = uid
  }
  for (let k = start; k < end; k++) scratchSeen[uids[k]] = 0
  return twice === 0 ? largest : -1
}

/** Whether no weight is more than limit / 65535 of the row's sum, once scaled as it will be stored. */
function heldTo(limit: number, values: Uint16Array, start: number, count: number): boolean {
  if (scratchValues.length < count) scratchValues = new Uint16Array(count)
  for (let k = 0; k < count; k++) scratchValues[k] = values[start + k]
  maxUpscale(scratchValues, count, scratchValues)
  return withinMaxWeight(scratchValues, count, limit)
}
