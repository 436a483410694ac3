import { maxUpscale } from '../consensus/upscale.js'
import { REFUSAL } from '../refusal.js'
import type { World } from '../state/world.js'
import { MAX_OPEN_COMMITS } from './commits.js'
import type { Rules } from './rules.js'
import { stakeWeights } from './stake-weight.js'

let scratchStake = new Float64Array(0)
let scratchSeen = new Uint8Array(0)

/**
 * A validator's row of weights, with the chain's checks in the chain's order. With commit-reveal on, the row waits.
 *
 * @param uids, values  parallel, `count` long from `start`; values u16 as sent
 * @returns 0 or the refusal
 * Source: pallets/subtensor/src/subnets/weights.rs, internal_set_weights, 14bc6f9f.
 */
export function setWeights(
  world: World,
  rules: Rules,
  netuid: number,
  uid: number,
  uids: Uint16Array,
  values: Uint16Array,
  start: number,
  count: number,
): number {
  const { subnets, neurons, stride, block } = world
  const row = netuid * stride + uid
  const n = subnets.neuronCount[netuid]
  if (
    subnets.stakeThreshold[netuid] > 0 &&
    ownStakeWeight(world, rules, netuid, uid) < subnets.stakeThreshold[netuid]
  ) {
    return REFUSAL['not-enough-stake-to-set-weights']
  }
  const rate = subnets.weightsRateLimit[netuid]
  if (neurons.lastUpdate[row] > 0 && block - neurons.lastUpdate[row] < rate)
    return REFUSAL['setting-weights-too-fast']
  const selfWeight = count === 1 && uids[start] === uid
  const owns = neurons.hotkey[row] === subnets.ownerHotkey[netuid]
  if (neurons.permit[row] === 0 && !owns && !selfWeight) return REFUSAL['no-validator-permit']
  const bad = badTarget(uids, start, count, n, stride)
  if (bad !== 0) return bad
  if (!selfWeight && count < Math.min(n, subnets.minAllowedWeights[netuid])) return REFUSAL['weights-too-few']
  return subnets.commitReveal[netuid] === 1
    ? commit(world, rules, netuid, uid, uids, values, start, count)
    : store(world, rules, netuid, uid, uids, values, start, count)
}

function badTarget(uids: Uint16Array, start: number, count: number, n: number, stride: number): number {
  if (scratchSeen.length < stride) scratchSeen = new Uint8Array(stride)
  else scratchSeen.fill(0)
  for (let k = start; k < start + count; k++) {
    if (uids[k] >= n) return REFUSAL['uid-out-of-range']
    if (scratchSeen[uids[k]] === 1) return REFUSAL['duplicate-uids']
    scratchSeen[uids[k]] = 1
  }
  return 0
}

function ownStakeWeight(world: World, rules: Rules, netuid: number, uid: number): number {
  if (scratchStake.length < world.stride) scratchStake = new Float64Array(world.stride)
  stakeWeights(world, netuid, rules.params.taoWeight, scratchStake)
  return scratchStake[uid]
}

function store(
  world: World,
  rules: Rules,
  netuid: number,
  uid: number,
  uids: Uint16Array,
  values: Uint16Array,
  start: number,
  count: number,
): number {
  const matrix = rules.matrices[netuid]
  if (!matrix) return REFUSAL['not-registered']
  if (scratchUids.length < count) widenScratch(count)
  for (let k = 0; k < count; k++) scratchUids[k] = uids[start + k]
  for (let k = 0; k < count; k++) scratchValues[k] = values[start + k]
  maxUpscale(scratchValues, count, scratchValues)
  matrix.setRow(uid, scratchUids, scratchValues, count)
  world.neurons.lastUpdate[netuid * world.stride + uid] = world.block
  return 0
}

function commit(
  world: World,
  rules: Rules,
  netuid: number,
  uid: number,
  uids: Uint16Array,
  values: Uint16Array,
  start: number,
  count: number,
): number {
  const { neurons, subnets, stride, block } = world
  const commits = rules.commits[netuid]
  const hotkey = neurons.hotkey[netuid * stride + uid]
  let open = 0
  for (let k = 0; k < commits.length; k++) if (commits[k].uid === uid && commits[k].hotkey === hotkey) open++
  if (open >= MAX_OPEN_COMMITS) return REFUSAL['too-many-commits']
  const stored = values.slice(start, start + count)
  maxUpscale(stored, count, stored)
  const targets = uids.slice(start, start + count)
  commits.push({ uid, hotkey, block, epoch: subnets.epochIndex[netuid], uids: targets, values: stored })
  neurons.lastUpdate[netuid * stride + uid] = block
  return 0
}

let scratchUids = new Uint16Array(256)
let scratchValues = new Uint16Array(256)
function widenScratch(count: number): void {
  scratchUids = new Uint16Array(count)
  scratchValues = new Uint16Array(count)
}
