import type { World } from '../../state/world.js'
import type { Rules } from '../rules.js'
import { lockCost, lockInterval } from './lock-cost.js'
import { lastRegistration } from './memory.js'
import { subnetToPrune } from './prune.js'

/** TAO that registering a subnet costs in this block, RAO. Source: see lock-cost.ts. */
export function subnetPrice(world: World, rules: Rules): number {
  const { lock, block } = lastRegistration.of(world)
  const { lockReductionInterval, networkMinLock } = rules.params
  const interval = lockInterval(lockReductionInterval, rules.issuance.blockEmission(world))
  return lockCost(lock[0], block[0], world.block, interval, networkMinLock)
}

/** No slot is free, and none can be freed. */
export const NO_SLOT = -1

/** Netuid for a new subnet, and whether another one must go for it. */
export interface Slot {
  netuid: number
  taken: boolean
}

/**
 * The lowest free netuid while there are fewer subnets than the limit; otherwise that of the subnet to be pruned.
 *
 * Source: pallets/subtensor/src/subnets/subnet.rs, do_register_network, get_next_netuid, 14bc6f9f
 * Differs: a run holds as many netuids as its tables have rows; a limit above that is not reached.
 */
export function findSlot(world: World, rules: Rules): Slot {
  const { exists } = world.subnets
  const { subnetLimit, deregistration, networkImmunity } = rules.params
  if (world.allNetuids.length < Math.min(subnetLimit, exists.length - 1)) {
    return { netuid: exists.indexOf(0, 1), taken: false }
  }
  return { netuid: deregistration ? subnetToPrune(world, networkImmunity) : NO_SLOT, taken: true }
}
