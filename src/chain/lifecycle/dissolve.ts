import { resetRow } from '../../state/columns.js'
import { poolPays, recycleFromPool, recycleReserve, recycleReservoir } from '../../state/ledger.js'
import { positionValue, voidPosition } from '../../state/share-pools.js'
import { runningTotals } from '../../state/tables.js'
import { alphaIssuance, listNetuids, type World } from '../../state/world.js'
import { forgetChildren } from '../children/links.js'
import { forgetLocks } from '../conviction/locks.js'
import { returnLiquidity } from '../liquidity.js'
import { logEvent } from '../log.js'
import { dropOrders } from '../orders/book.js'
import { ownerParamMemory } from '../owner-params.js'
import type { Rules } from '../rules.js'
import { apportion, ownerRefund } from './apportion.js'
import { subnetLocks } from './memory.js'

/**
 * A subnet ends: its pool's TAO goes to the holders of its alpha, and the netuid is free.
 *
 *   part_k = P a_k / W,   W = sum a + protocol alpha (+ alpha in the pool, for subnets registered since the switch)
 *
 * P  TAO in the pool, RAO        a_k  alpha of a position, RAO. The protocol's part, what waits beside the pool and what is
 * left are recycled. Alpha burned, pending or owed to root has no claim.
 *
 * @returns RAO paid to holders
 * Source: pallets/subtensor/src/staking/remove_stake.rs, destroy_alpha_in_out_stakes; coinbase/root.rs,
 * do_dissolve_network, 14bc6f9f
 */
export function dissolveSubnet(world: World, rules: Rules, netuid: number): number {
  const price = rules.market.price(world, netuid)
  returnLiquidity(world, netuid)
  const paid = payHolders(world, rules, netuid)
  refundOwner(world, rules, netuid, price)
  recycleLeft(world, netuid)
  clearStakes(world, netuid)
  clearNeurons(world, netuid)
  forget(world, rules, netuid)
  clearRow(world, netuid)
  listNetuids(world)
  logEvent(rules.log, world.block, 'subnet_dissolution', netuid, paid)
  return paid
}

function payHolders(world: World, rules: Rules, netuid: number): number {
  const { positions, subnets } = world
  const holders = positionsOn(world, netuid)
  const weights = holders.map((position) => positionValue(world, position))
  const poolShares = subnets.registeredAt[netuid] >= rules.params.poolSharesFrom
  weights.push(subnets.protocolAlpha[netuid] + (poolShares ? subnets.alphaReserve[netuid] : 0))
  const parts = apportion(subnets.taoReserve[netuid], weights)
  let paid = 0
  holders.forEach((position, i) => {
    poolPays(world, netuid, positions.coldkey[position], parts[i])
    paid += parts[i]
  })
  return paid
}

/** Positions with alpha on the subnet, in the order in which their pools and they themselves were made. */
function positionsOn(world: World, netuid: number): number[] {
  const { positions, sharePools, count } = world
  const found: number[] = []
  for (let p = 0; p < count.positions; p++) {
    if (sharePools.netuid[positions.pool[p]] === netuid && positions.shares[p] > 0) found.push(p)
  }
  return found.sort((a, b) => positions.pool[a] - positions.pool[b] || a - b)
}

/** The owner of a subnet from before the lock's reform gets his lock back, as far as anything is left. */
function refundOwner(world: World, rules: Rules, netuid: number, price: number): void {
  const { subnets } = world
  const owner = subnets.ownerColdkey[netuid]
  const locked = subnetLocks.of(world).locked[netuid]
  if (owner < 0 || locked === 0 || subnets.registeredAt[netuid] >= rules.params.refundsUntil) return
  const due = ownerRefund(locked, alphaIssuance(world, netuid), rules.params.ownerCut, price)
  poolPays(world, netuid, owner, Math.min(due, subnets.taoReserve[netuid]))
}

function recycleLeft(world: World, netuid: number): void {
  const { taoReserve, taoReservoir, pendingRootTao, alphaReserve } = world.subnets
  recycleReserve(world, netuid, taoReserve[netuid])
  recycleReservoir(world, netuid, taoReservoir[netuid], pendingRootTao[netuid])
  recycleFromPool(world, netuid, alphaReserve[netuid])
}

function clearStakes(world: World, netuid: number): void {
  const { positions, sharePools, count } = world
  for (let p = 0; p < count.positions; p++) {
    if (sharePools.netuid[positions.pool[p]] === netuid) voidPosition(world, p)
  }
  for (let pool = 0; pool < count.sharePools; pool++) {
    if (sharePools.netuid[pool] !== netuid) continue
    sharePools.total[pool] = 0
    sharePools.denominator[pool] = 0
    sharePools.holders[pool] = 0
    sharePools.childTake[pool] = 0
    sharePools.childTakeRaisedAt[pool] = 0
    sharePools.childrenSetAt[pool] = 0
  }
}

function clearNeurons(world: World, netuid: number): void {
  const base = netuid * world.stride
  for (let uid = 0; uid < world.stride; uid++) resetRow(world.neurons, base + uid)
}

/** Every rule that remembers something by netuid lets go of it. */
function forget(world: World, rules: Rules, netuid: number): void {
  forgetChildren(world, netuid)
  forgetLocks(world, netuid)
  dropOrders(world, netuid, () => false)
  for (const set of Object.values(ownerParamMemory.of(world))) set[netuid] = 0
  rules.root.forget?.(world, netuid)
  rules.shares.forget?.(world, netuid)
  rules.registration.forget?.(world, netuid)
  rules.matrices[netuid] = null
  rules.seconds[netuid] = null
  rules.commits[netuid].length = 0
  subnetLocks.of(world).locked[netuid] = 0
}
function clearRow(world: World, netuid: number): void {
  const { subnets } = world
  const kept = runningTotals.map((name) => subnets[name][netuid])
  resetRow(subnets, netuid)
  runningTotals.forEach((name, i) => {
    subnets[name][netuid] = kept[i]
  })
}
