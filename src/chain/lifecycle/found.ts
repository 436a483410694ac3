import { SubnetMatrix } from '../../consensus/matrix.js'
import { mintAlphaOut, mintAlphaToPool, payPool, recycleTao } from '../../state/ledger.js'
import { addToPosition } from '../../state/share-pools.js'
import { listNetuids, type World } from '../../state/world.js'
import { rootLendsTo } from '../children/root-parents.js'
import { seatNeuron } from '../neurons.js'
import type { Rules } from '../rules.js'
import { Birth, births } from './birth.js'
import { medianPrice } from './median-price.js'
import { lastRegistration, subnetLocks } from './memory.js'

const birth = new Birth()

/**
 * A subnet is born on a free netuid: hyperparameters at their defaults, the owner's hotkey on UID 0, a pool out of the lock.
 *
 * The median price is read before the newborn exists, and after a pruned one is gone.
 * Source: pallets/subtensor/src/subnets/subnet.rs, do_register_network, init_new_network, 14bc6f9f
 * Differs: the newborn is there in the same block; since July 2026 it waits 17 to 25 blocks for the old subnet's accounts to
 * be settled, with cost and median price fixed at the request.
 */
export function foundSubnet(
  world: World,
  rules: Rules,
  netuid: number,
  coldkey: number,
  hotkey: number,
  lock: number,
): void {
  const { market, params } = rules
  const prices = Array.from(world.allNetuids, (n) => market.price(world, n))
  births.get(params.poolBirth).birth(lock, params.networkMinLock, medianPrice(prices), birth)
  placeNewborn(world, rules, netuid, coldkey, hotkey)
  payPool(world, coldkey, netuid, birth.tao)
  if (birth.recycled > 0) recycleTao(world, coldkey, birth.recycled)
  mintAlphaToPool(world, netuid, birth.alpha)
  if (birth.ownerAlpha > 0) {
    mintAlphaOut(world, netuid, birth.ownerAlpha)
    addToPosition(world, hotkey, coldkey, netuid, birth.ownerAlpha)
  }
  market.open(world, netuid)
  subnetLocks.of(world).locked[netuid] = lock
  if (params.rootParents) rootLendsTo(world, netuid, hotkey)
  const last = lastRegistration.of(world)
  last.lock[0] = lock
  last.block[0] = world.block
}

/** What init_new_network sets; every other column has its initial value from the freed row. */
function placeNewborn(world: World, rules: Rules, netuid: number, coldkey: number, hotkey: number): void {
  const { params, schedule, matrices } = rules
  const s = world.subnets
  const inFull = matrices.some((matrix) => matrix !== null)
  s.exists[netuid] = 1
  s.resolution[netuid] = inFull ? 1 : 0
  s.ownerColdkey[netuid] = coldkey
  s.ownerHotkey[netuid] = hotkey
  s.registeredAt[netuid] = world.block
  s.registrationAllowed[netuid] = 1
  s.emissionEnabled[netuid] = params.newbornEmission ? 1 : 0
  s.maxUids[netuid] = Math.min(world.stride, s.maxUids[netuid])
  s.burn[netuid] = params.newbornBurn
  s.lastEpochBlock[netuid] = schedule.lastEpochOfNewborn(world.block, netuid, s.tempo[netuid])
  s.lastStepBlock[netuid] = s.lastEpochBlock[netuid]
  if (!params.startCall) openForStake(world, netuid)
  matrices[netuid] = inFull ? new SubnetMatrix(world.stride) : null
  seatNeuron(world, rules, netuid, 0, hotkey)
  // Without consensus of its own, all that a newborn's neurons earn is the owner's.
  if (!inFull) world.neurons.incentive[netuid * world.stride] = 1
  if (!inFull) world.neurons.dividends[netuid * world.stride] = 1
  listNetuids(world)
}

/** From the next block on alpha may be staked and is emitted. Source: subnets/subnet.rs, do_start_call, 14bc6f9f. */
export function openForStake(world: World, netuid: number): void {
  world.subnets.firstEmissionBlock[netuid] = world.block + 1
  world.subnets.subtokenEnabled[netuid] = 1
}
