import type { EpochInput, EpochParams } from '../consensus/inputs.js'
import { nullConsensus } from '../consensus/null-rule.js'
import { EpochResult } from '../consensus/result.js'
import type { World } from '../state/world.js'
import { runBoth } from './both-mechanisms.js'
import { applyPendingChildren } from './children/links.js'
import { earliestCommits, revealAfterEpoch, revealBeforeEpoch } from './commits.js'
import { changeOwnerIfDue } from './conviction/owner-change.js'
import { logEpoch } from './log.js'
import { paid, payEpoch } from './payout.js'
import type { Rules } from './rules.js'
import { capStakes } from './stake-cap.js'
import { stakeWeights } from './stake-weight.js'

/**
 * Run the epochs that are due, in order of netuid, up to the cap; the rest wait for the next block.
 *
 * Source: pallets/subtensor/src/coinbase/run_coinbase.rs, drain_pending and should_run_epoch, 14bc6f9f.
 */
export function runDueEpochs(world: World, rules: Rules): void {
  const { netuids, block } = world
  const { tempo, lastEpochBlock } = world.subnets
  const { schedule } = rules
  const cap = schedule.capped ? rules.params.maxEpochsPerBlock : netuids.length
  let ran = 0
  for (let k = 0; k < netuids.length && ran < cap; k++) {
    const netuid = netuids[k]
    if (!schedule.isDue(block, netuid, tempo[netuid], lastEpochBlock[netuid])) continue
    runSubnetEpoch(world, rules, netuid)
    ran++
  }
}

/** One subnet's epoch: reveal, gather, consensus, scatter, pay. */
export function runSubnetEpoch(world: World, rules: Rules, netuid: number): void {
  const { subnets, block } = world
  const matrix = rules.matrices[netuid]
  const result = resultOf(world)
  if (matrix) {
    revealBeforeEpoch(world, rules, netuid)
    const input = gather(world, rules, netuid)
    const rule = subnets.nullConsensus[netuid] === 1 ? nullConsensus : rules.consensus
    if (rules.seconds[netuid] === null) rule.run(matrix, input, result)
    else runBoth(world, rules, netuid, rule, input, result)
    scatter(world, netuid, result)
  } else {
    fixedSplit(world, netuid, result)
  }
  payEpoch(world, rules, netuid, result)
  applyPendingChildren(world, netuid)
  changeOwnerIfDue(world, rules, netuid)
  subnets.lastEpochBlock[netuid] = block
  subnets.lastStepBlock[netuid] = block
  subnets.epochIndex[netuid]++
  if (matrix) revealAfterEpoch(world, rules, netuid)
  logEpoch(rules.log, netuid, paid.server, paid.validator, paid.root, paid.ownerCut, paid.withheld)
}

interface Desk {
  result: EpochResult
  inputs: (EpochInput | null)[]
  commitBlock: Float64Array
}
/** Work arrays of a world, made once. */
const desks = new WeakMap<World, Desk>()
function deskOf(world: World): Desk {
  let desk = desks.get(world)
  if (!desk) {
    desk = { result: new EpochResult(world.stride), inputs: [], commitBlock: new Float64Array(world.stride) }
    desks.set(world, desk)
  }
  return desk
}
const resultOf = (world: World) => deskOf(world).result

/** What consensus reads: arrays, not a world. The views into the neuron table are kept between epochs. */
function gather(world: World, rules: Rules, netuid: number): EpochInput {
  const desk = deskOf(world)
  const { neurons, subnets, stride, block } = world
  let input = desk.inputs[netuid]
  if (!input || input.lastUpdate.buffer !== neurons.lastUpdate.buffer) {
    const from = netuid * stride
    input = {
      n: 0,
      block: 0,
      lastStepBlock: 0,
      ownerUid: -1,
      params: {} as EpochParams,
      stake: new Float64Array(stride),
      lastUpdate: neurons.lastUpdate.subarray(from, from + stride),
      registeredAt: neurons.registeredAt.subarray(from, from + stride),
      permit: neurons.permit.subarray(from, from + stride),
      commitBlock: null,
      pool: 0,
    }
    desk.inputs[netuid] = input
  }
  input.n = subnets.neuronCount[netuid]
  input.block = block
  input.lastStepBlock = subnets.lastStepBlock[netuid]
  input.ownerUid = rules.params.ownerRole === 'none' ? -1 : ownerUid(world, netuid)
  readParams(world, rules, netuid, input.params)
  const { taoWeight, stakeCap } = rules.params
  stakeWeights(world, netuid, taoWeight, input.stake)
  if (stakeCap < 1) capStakes(world, netuid, stakeCap, input.stake)
  const commits = rules.commits[netuid]
  input.commitBlock = null
  if (commits.length > 0 && rules.params.commitMask && subnets.commitReveal[netuid] === 1) {
    earliestCommits(world, netuid, commits, 0, desk.commitBlock)
    input.commitBlock = desk.commitBlock
  }
  input.pool = poolOf(world, netuid)
  return input
}

/** Alpha whose halves consensus gives to miners and to validators; root's part counts though it may have been sold. */
function poolOf({ subnets }: World, netuid: number): number {
  const { pendingServer, pendingValidator, pendingRoot, pendingRootSold } = subnets
  return pendingServer[netuid] + pendingValidator[netuid] + pendingRoot[netuid] + pendingRootSold[netuid]
}

/** Hyperparameters of a subnet, from its columns and the rules in force. */
export function readParams(world: World, rules: Rules, netuid: number, params: EpochParams): void {
  const s = world.subnets
  const { bondMask, ownerRole } = rules.params
  params.bondMask = bondMask
  params.ownerByStake = ownerRole !== 'validator'
  params.kappa = s.kappa[netuid]
  params.bondsPenalty = s.bondsPenalty[netuid]
  params.bondsMovingAverage = s.bondsMovingAverage[netuid]
  params.yuma3 = s.yuma3[netuid] === 1
  params.liquidAlpha = s.liquidAlpha[netuid] === 1
  params.alphaLow = s.alphaLow[netuid]
  params.alphaHigh = s.alphaHigh[netuid]
  params.alphaSteepness = s.alphaSteepness[netuid]
  params.tempo = s.tempo[netuid]
  params.activityCutoff = activityCutoff(world, rules, netuid)
  params.maxValidators = s.maxValidators[netuid]
  params.stakeThreshold = s.stakeThreshold[netuid]
}

/**
 * Blocks after which a validator who set no weights falls silent.
 *
 * Source: pallets/subtensor/src/epoch/run_epoch.rs, epoch_mechanism; lib.rs, ActivityCutoffFactorMilli, 14bc6f9f
 */
function activityCutoff(world: World, rules: Rules, netuid: number): number {
  const { activityCutoff: fixed, activityCutoffFactor, tempo } = world.subnets
  if (rules.params.activityCutoffBy === 'blocks') return fixed[netuid]
  return Math.max(1, Math.floor((activityCutoffFactor[netuid] * tempo[netuid]) / 1000))
}

/** UID of the owner's hotkey, -1 if it holds none. */
export function ownerUid(world: World, netuid: number): number {
  const owner = world.subnets.ownerHotkey[netuid]
  if (owner < 0) return -1
  const { hotkey } = world.neurons
  const base = netuid * world.stride
  const n = world.subnets.neuronCount[netuid]
  for (let uid = 0; uid < n; uid++) if (hotkey[base + uid] === owner) return uid
  return -1
}

function scatter(world: World, netuid: number, result: EpochResult): void {
  const { neurons, subnets, stride } = world
  const base = netuid * stride
  const n = subnets.neuronCount[netuid]
  for (let uid = 0; uid < n; uid++) {
    const row = base + uid
    neurons.permit[row] = result.permit[uid]
    neurons.emission[row] = result.combinedEmission[uid]
    neurons.stakeWeight[row] = result.stake[uid]
    neurons.consensus[row] = result.consensus[uid]
    neurons.incentive[row] = result.incentive[uid]
    neurons.dividends[row] = result.dividends[uid]
    neurons.validatorTrust[row] = result.validatorTrust[uid]
  }
}

/**
 * A subnet of aggregate resolution holds no consensus: its UIDs keep the shares of incentive and dividends that genesis
 * gave them. Pools, stakes and emission run in full.
 */
function fixedSplit(world: World, netuid: number, result: EpochResult): void {
  const { neurons, subnets, stride } = world
  const base = netuid * stride
  const n = subnets.neuronCount[netuid]
  const pool = poolOf(world, netuid)
  for (let uid = 0; uid < n; uid++) {
    result.incentive[uid] = neurons.incentive[base + uid]
    result.dividends[uid] = neurons.dividends[base + uid]
    result.serverEmission[uid] = Math.floor((neurons.incentive[base + uid] / 2) * pool)
    result.validatorEmission[uid] = Math.floor((neurons.dividends[base + uid] / 2) * pool)
  }
}
