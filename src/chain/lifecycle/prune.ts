import type { World } from '../../state/world.js'

/**
 * The subnet that makes room for a new one: the lowest moving price among those past their immunity; the earlier
 * registration, then the lower netuid, decides a tie.
 *
 * @param immunity  NetworkImmunityPeriod, blocks: protected while block < registered_at + immunity
 * @returns -1 if every subnet is protected
 * Source: pallets/subtensor/src/subnets/subnet.rs, get_network_to_prune, v3.2.8-320 and later, 14bc6f9f
 */
export function subnetToPrune(world: World, immunity: number): number {
  const { allNetuids, block } = world
  const { movingPrice, registeredAt } = world.subnets
  let worst = -1
  for (let k = 0; k < allNetuids.length; k++) {
    const n = allNetuids[k]
    if (block < registeredAt[n] + immunity) continue
    if (worst < 0 || movingPrice[n] < movingPrice[worst]) worst = n
    else if (movingPrice[n] === movingPrice[worst] && registeredAt[n] < registeredAt[worst]) worst = n
  }
  return worst
}

/**
 * How many subnets would be pruned before this one, plus 1; Infinity while it is immune. The order is that of
 * `subnetToPrune`.
 */
export function pruneRank(world: World, immunity: number, netuid: number): number {
  const { allNetuids, block } = world
  const { movingPrice, registeredAt, exists } = world.subnets
  if (exists[netuid] === 0 || block < registeredAt[netuid] + immunity) return Number.POSITIVE_INFINITY
  let rank = 1
  for (let k = 0; k < allNetuids.length; k++) {
    const n = allNetuids[k]
    if (n === netuid || block < registeredAt[n] + immunity) continue
    if (movingPrice[n] < movingPrice[netuid]) rank++
    else if (movingPrice[n] === movingPrice[netuid]) {
      const earlier = registeredAt[n] - registeredAt[netuid] || n - netuid
      if (earlier < 0) rank++
    }
  }
  return rank
}
