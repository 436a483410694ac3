import type { World } from '../../state/world.js'
import { uidOf } from '../uid.js'
import { lent } from './inherit.js'
import { childLinks, linkHeads } from './links.js'

/**
 * Write what each UID of a subnet gains and loses by lending, RAO: alpha and root TAO apart.
 *
 * One level only: what was borrowed is not lent on. A parent need not hold a UID.
 * Source: pallets/subtensor/src/staking/stake_utils.rs, get_inherited_for_hotkey_on_subnet, 14bc6f9f
 *
 * @param alpha, root  by uid, set to 0 first
 */
export function lending(world: World, netuid: number, alpha: Float64Array, root: Float64Array): void {
  alpha.fill(0)
  root.fill(0)
  const { parent, child, part, next } = childLinks.of(world)
  const { total } = world.sharePools
  for (let row = linkHeads.of(world).first[netuid]; row >= 0; row = next[row]) {
    const pool = world.poolIndex.get(parent[row], netuid)
    const rootPool = world.hotkeys.rootPool[parent[row]]
    const alphaLent = pool < 0 ? 0 : lent(total[pool], part[row])
    const rootLent = rootPool < 0 ? 0 : lent(total[rootPool], part[row])
    const from = uidOf(world, netuid, parent[row])
    const to = uidOf(world, netuid, child[row])
    if (from >= 0) {
      alpha[from] -= alphaLent
      root[from] -= rootLent
    }
    if (to >= 0) {
      alpha[to] += alphaLent
      root[to] += rootLent
    }
  }
}
