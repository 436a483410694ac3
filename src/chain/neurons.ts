import { openPool } from '../state/share-pools.js'
import type { World } from '../state/world.js'
import { ownerUid } from './epoch.js'
import { lastUpdates } from './mechanisms.js'
import type { Rules } from './rules.js'

/** Give a free UID, or that of a pruned neuron, to a hotkey. */
export function seatNeuron(world: World, rules: Rules, netuid: number, uid: number, hotkey: number): void {
  const { neurons, subnets, stride, block } = world
  const row = netuid * stride + uid
  if (uid === subnets.neuronCount[netuid]) subnets.neuronCount[netuid]++
  else {
    rules.matrices[netuid]?.replaceUid(uid)
    rules.seconds[netuid]?.replaceUid(uid)
  }
  if (rules.seconds[netuid] !== null) lastUpdates(world, 1)[row] = block
  neurons.hotkey[row] = hotkey
  neurons.alphaPool[row] = openPool(world, hotkey, netuid)
  neurons.ownPosition[row] = -1
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
 * there are more than `minNonImmune` of them, else among the immune. Some UIDs of the owner are immortal.
 *
 * @param block at which it would happen
 * @returns -1 if there is none
 * Source: pallets/subtensor/src/subnets/uids.rs, get_neuron_to_prune, 14bc6f9f.
 */
export function uidToPrune(world: World, netuid: number, block = world.block): number {
  const { neurons, subnets, stride } = world
  const base = netuid * stride
  const n = subnets.neuronCount[netuid]
  const immunity = subnets.immunityPeriod[netuid]
  const immortal = immortals(world, netuid)
  let worst = -1
  let worstImmune = -1
  let mortal = 0
  for (let uid = 0; uid < n; uid++) {
    if (immortal.includes(uid)) continue
    if (block - neurons.registeredAt[base + uid] < immunity) {
      if (worstImmune < 0 || before(neurons, base, uid, worstImmune)) worstImmune = uid
    } else {
      mortal++
      if (worst < 0 || before(neurons, base, uid, worst)) worst = uid
    }
  }
  return mortal > subnets.minNonImmune[netuid] || worstImmune < 0 ? worst : worstImmune
}

/**
 * UIDs that are never pruned: that of the owner's hotkey first, then those of his other hotkeys, the oldest first, up to
 * `immuneOwnerUids`. Source: subnets/uids.rs, get_immune_owner_tuples, 14bc6f9f.
 */
function immortals(world: World, netuid: number): number[] {
  const { neurons, subnets, hotkeys, stride } = world
  const limit = subnets.immuneOwnerUids[netuid]
  const first = ownerUid(world, netuid)
  if (limit === 1) return [first]
  const base = netuid * stride
  const others: number[] = []
  for (let uid = 0; uid < subnets.neuronCount[netuid]; uid++) {
    if (uid !== first && hotkeys.owner[neurons.hotkey[base + uid]] === subnets.ownerColdkey[netuid])
      others.push(uid)
  }
  others.sort((a, b) => neurons.registeredAt[base + a] - neurons.registeredAt[base + b] || a - b)
  return (first < 0 ? others : [first, ...others]).slice(0, limit)
}

function before(neurons: World['neurons'], base: number, a: number, b: number): boolean {
  const { emission, registeredAt } = neurons
  if (emission[base + a] !== emission[base + b]) return emission[base + a] < emission[base + b]
  if (registeredAt[base + a] !== registeredAt[base + b])
    return registeredAt[base + a] < registeredAt[base + b]
  return a < b
}
