import { REFUSAL } from '../../refusal.js'
import { openPool } from '../../state/share-pools.js'
import type { World } from '../../state/world.js'
import { ROOT } from '../../units.js'
import { linksOfChild, linksOfParent } from '../children/family.js'
import { floorPart } from '../children/inherit.js'
import { type Child, MAX_CHILDREN, setChildrenLater, setChildrenNow } from '../children/links.js'
import type { Mempool } from '../mempool.js'
import type { Rules } from '../rules.js'
import { MAX_TAKE, TAKE_RATE_LIMIT } from './settings.js'

/** Blocks between two settings of children by one hotkey on one subnet. Source: utils/rate_limiting.rs, 14bc6f9f. */
const CHILDREN_RATE_LIMIT = 150

/**
 * A parent hotkey names the children to which it lends stake weight on a subnet.
 *
 * In force after the first epoch once the cool-down is over, or at once while the subnet has not been started.
 * Source: pallets/subtensor/src/staking/set_children.rs, do_schedule_children, 14bc6f9f
 */
export function setChildren(world: World, rules: Rules, mempool: Mempool, i: number): number {
  const netuid = mempool.netuid[i]
  const parent = mempool.hotkey[i]
  const { exists, firstEmissionBlock } = world.subnets
  if (netuid === ROOT) return REFUSAL['root-only']
  if (netuid >= exists.length || exists[netuid] === 0) return REFUSAL['subnet-does-not-exist']
  if (parent < 0 || world.hotkeys.owner[parent] !== mempool.coldkey[i]) return REFUSAL['incorrect-owner']
  const pool = openPool(world, parent, netuid)
  const { childrenSetAt } = world.sharePools
  if (childrenSetAt[pool] > 0 && world.block - childrenSetAt[pool] < CHILDREN_RATE_LIMIT)
    return REFUSAL['rate-limited']
  const asked = mempool.children.get(i) ?? []
  const children = asked.map(({ hotkey, part }) => ({ hotkey, part: floorPart(part) }))
  const bad = badChildren(world, netuid, parent, children)
  if (bad !== 0) return bad
  if (
    stakeEverywhere(world, rules, parent) < rules.params.childStakeThreshold &&
    world.subnets.ownerHotkey[netuid] !== parent
  ) {
    return REFUSAL['not-enough-stake-for-children']
  }
  childrenSetAt[pool] = world.block
  if (firstEmissionBlock[netuid] === 0) setChildrenNow(world, netuid, parent, children)
  else setChildrenLater(world, netuid, parent, children, world.block + rules.params.childrenCooldown)
  return 0
}

/** Parents and children of a subnet are apart: who lends there does not borrow. */
function badChildren(world: World, netuid: number, parent: number, children: readonly Child[]): number {
  if (children.length > MAX_CHILDREN) return REFUSAL['too-many-children']
  const seen = new Set<number>()
  let total = 0
  for (const { hotkey, part } of children) {
    if (!(hotkey >= 0 && hotkey < world.count.hotkeys)) return REFUSAL['hotkey-does-not-exist']
    if (hotkey === parent || linksOfParent(world, netuid, hotkey).length > 0) return REFUSAL['invalid-child']
    if (seen.has(hotkey)) return REFUSAL['duplicate-child']
    if (!(part >= 0)) return REFUSAL['parameter-out-of-range']
    seen.add(hotkey)
    total += part
  }
  if (total > 1) return REFUSAL['proportion-overflow']
  return children.length > 0 && linksOfChild(world, netuid, parent).length > 0 ? REFUSAL['invalid-child'] : 0
}

/** Stake of a hotkey on all subnets at their spot prices, RAO of TAO; root one to one. */
function stakeEverywhere(world: World, rules: Rules, hotkey: number): number {
  const { netuid, total, nextPool } = world.sharePools
  let tao = 0
  for (let pool = world.hotkeys.firstPool[hotkey]; pool >= 0; pool = nextPool[pool]) {
    if (total[pool] > 0)
      tao += total[pool] * (netuid[pool] === ROOT ? 1 : rules.market.price(world, netuid[pool]))
  }
  return tao
}

/**
 * Childkey take on one subnet; `amount` in parts of 65535, at most 18 %. Raised at most once in 216,000 blocks.
 *
 * Source: pallets/subtensor/src/staking/set_children.rs, do_set_childkey_take, 14bc6f9f
 */
export function setChildTake(world: World, _rules: Rules, mempool: Mempool, i: number): number {
  const netuid = mempool.netuid[i]
  const hotkey = mempool.hotkey[i]
  const take = mempool.amount[i]
  const { exists } = world.subnets
  if (netuid === ROOT || netuid >= exists.length || exists[netuid] === 0)
    return REFUSAL['subnet-does-not-exist']
  if (hotkey < 0 || world.hotkeys.owner[hotkey] !== mempool.coldkey[i]) return REFUSAL['incorrect-owner']
  if (!(take >= 0 && take <= MAX_TAKE)) return REFUSAL['parameter-out-of-range']
  const pool = openPool(world, hotkey, netuid)
  const { childTake, childTakeRaisedAt } = world.sharePools
  if (take > childTake[pool]) {
    const since = world.block - childTakeRaisedAt[pool]
    if (childTakeRaisedAt[pool] > 0 && since < TAKE_RATE_LIMIT) return REFUSAL['rate-limited']
    childTakeRaisedAt[pool] = world.block
  }
  childTake[pool] = take
  return 0
}
