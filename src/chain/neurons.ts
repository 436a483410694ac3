import { openPool } from '../state/share-pools.js'
import type { World } from '../state/world.js'
import { ownerUid } from './epoch.js'
import type { Rules } from './rules.js'

/** Fewer non-immune UIDs than this, and immune ones may be pruned too. Source: lib.rs, MinNonImmuneUids, 14bc6f9f. */
const MIN_NON_IMMUNE = 10

/** UID of a hotkey on a subnet, -1 if it holds none. */
export function uidOf(world: World, netuid: number, hotkey: number): number {
  const slot = world.uidIndex.get(netuid, hotkey)
  return slot < 0 || world.neurons.hotkey[netuid * world.stride + slot] !== hotkey ? -1 : slot
}

/** Give a free UID, or that of a pruned neuron, to a hotkey. */
export function seatNeuron(world: World, rules: Rules, netuid: number, uid: number, hotkey: number): void {
  const { neurons, subnets, stride, block } = world
  const row = netuid * stride + uid
  if (uid === subnets.neuronCount[netuid]) subnets.neuronCount[netuid]++
  else rules.matrices[netuid]?.replaceUid(uid)
  neurons.hotkey[row] = hotkey
  neurons.alphaPool[row] = openPool(world, hotkey, netuid)
  neurons.registeredAt[row] = block
  neurons.lastUpdate[row] = block
  neurons.permit[row] = 0
  neurons.emission[row] = 0
  neurons.stakeWeight[row] = 0
  neurons.consensus[row] = 0
  neurons.incentive[row] = 0
  neurons.dividends[row] = 0
  neurons.validatorTrust[row] = 0
  world.uidIndex.set(netuid, hotkey, uid)
}

/**
 * UID that a newcomer to a full subnet replaces: the least (emission, registration block, uid) among the non-immune if
 * there are more than 10 of them, else among the immune. The owner's hotkey is immortal.
 *
 * @returns -1 if there is none
 * Source: pallets/subtensor/src/subnets/uids.rs, get_neuron_to_prune, 14bc6f9f.
 * Differs: of the owner's hotkeys only the first is immortal (ImmuneOwnerUidsLimit 1, its default).
 */
export function uidToPrune(world: World, netuid: number): number {
  const { neurons, subnets, stride, block } = world
  const base = netuid * stride
  const n = subnets.neuronCount[netuid]
  const immunity = subnets.immunityPeriod[netuid]
  const immortal = ownerUid(world, netuid)
  let worst = -1
  let worstImmune = -1
  let mortal = 0
  for (let uid = 0; uid < n; uid++) {
    if (uid === immortal) continue
    if (block - neurons.registeredAt[base + uid] < immunity) {
      if (worstImmune < 0 || before(neurons, base, uid, worstImmune)) worstImmune = uid
    } else {
      mortal++
      if (worst < 0 || before(neurons, base, uid, worst)) worst = uid
    }
  }
  return mortal > MIN_NON_IMMUNE || worstImmune < 0 ? worst : worstImmune
}

function before(neurons: World['neurons'], base: number, a: number, b: number): boolean {
  const { emission, registeredAt } = neurons
  if (emission[base + a] !== emission[base + b]) return emission[base + a] < emission[base + b]
  if (registeredAt[base + a] !== registeredAt[base + b]) return registeredAt[base + a] < registeredAt[base + b]
  return a < b
}
