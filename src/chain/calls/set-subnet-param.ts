import { REFUSAL } from '../../refusal.js'
import type { World } from '../../state/world.js'
import { MOST_UIDS, setMechanisms } from '../mechanisms.js'
import type { Mempool } from '../mempool.js'
import { ownerParamMemory, ownerParams } from '../owner-params.js'
import type { Rules } from '../rules.js'
import { ownsSubnet } from './signer.js'

/** No setting within so many blocks before an epoch. Source: lib.rs, AdminFreezeWindow, 14bc6f9f. */
const FREEZE = 10
/** Epochs between two settings of one parameter. Source: lib.rs, OwnerHyperparamRateLimit, 14bc6f9f. */
const RATE_EPOCHS = 2

/**
 * The owner sets a hyperparameter: `toNetuid` is its place in `ownerParams`, `amount` the value in the column's unit.
 *
 * Each at most once in two tempos, and none within ten blocks before an epoch. The tempo cannot be set below 360 blocks.
 * Source: pallets/subtensor/src/utils/rate_limiting.rs, misc.rs, ensure_admin_window_open, 14bc6f9f
 * Differs: the chain limits AlphaValues as a pair and knows a few more parameters without effect here.
 */
export function setSubnetParam(world: World, rules: Rules, mempool: Mempool, i: number): number {
  const netuid = mempool.netuid[i]
  const refusal = ownsSubnet(world, mempool, i)
  if (refusal !== 0) return refusal
  const param = ownerParams[mempool.toNetuid[i]]
  const value = mempool.amount[i]
  if (param === undefined || !(value >= param.min && value <= param.max))
    return REFUSAL['parameter-out-of-range']
  if (param.column !== 'burnIncrease' && !Number.isInteger(value)) return REFUSAL['parameter-out-of-range']
  const { tempo, lastEpochBlock } = world.subnets
  const wait = rules.schedule.blocksUntilNext(world.block, netuid, tempo[netuid], lastEpochBlock[netuid])
  if (wait < FREEZE) return REFUSAL['frozen-before-epoch']
  const last = ownerParamMemory.of(world)[param.column]
  const apart = param.every ?? RATE_EPOCHS * tempo[netuid]
  if (last[netuid] > 0 && world.block - last[netuid] < apart) return REFUSAL['rate-limited']
  if (!fits(world, rules, netuid, param.column, value)) return REFUSAL['parameter-out-of-range']
  last[netuid] = world.block
  if (param.column !== 'mechanisms') world.subnets[param.column][netuid] = value
  else if (world.subnets.mechanisms[netuid] !== value) setMechanisms(world, rules, netuid, value)
  return 0
}

/** What a bound of its own cannot say: UIDs and mechanisms share one room, and the tables of a run have theirs. */
function fits(world: World, rules: Rules, netuid: number, column: string, value: number): boolean {
  const { maxUids, mechanisms } = world.subnets
  if (column === 'maxUids') return value <= world.stride && value * mechanisms[netuid] <= MOST_UIDS
  if (column !== 'mechanisms') return true
  return value <= rules.params.mechanismLimit && (value === 1 || value * maxUids[netuid] <= MOST_UIDS)
}
