import { REFUSAL } from '../../refusal.js'
import { burnAlpha, recycleAlpha } from '../../state/ledger.js'
import { debitPosition, findPosition, positionValue } from '../../state/share-pools.js'
import type { World } from '../../state/world.js'
import { ROOT } from '../../units.js'
import { availableAlpha } from '../conviction/locks.js'
import type { Mempool } from '../mempool.js'
import type { Rules } from '../rules.js'

/**
 * Burn `amount` RAO of one's alpha: it belongs to no one, and still counts as issued. More than the position holds burns
 * all of it.
 *
 * Source: pallets/subtensor/src/staking/recycle_alpha.rs, do_burn_alpha, v2.0.9 and later, 14bc6f9f
 */
export function callBurnAlpha(world: World, rules: Rules, mempool: Mempool, i: number): number {
  const amount = takeAlpha(world, rules, mempool, i)
  if (amount < 0) return -amount
  burnAlpha(world, mempool.netuid[i], amount)
  return 0
}

/** Recycle `amount` RAO of one's alpha: issuance falls, and with it the way to the next halving. Source: as above. */
export function callRecycleAlpha(world: World, rules: Rules, mempool: Mempool, i: number): number {
  const amount = takeAlpha(world, rules, mempool, i)
  if (amount < 0) return -amount
  recycleAlpha(world, mempool.netuid[i], amount)
  return 0
}

/** Take the alpha from its holder. @returns RAO, or the refusal with a minus sign */
function takeAlpha(world: World, rules: Rules, mempool: Mempool, i: number): number {
  const netuid = mempool.netuid[i]
  const coldkey = mempool.coldkey[i]
  const { exists, subtokenEnabled } = world.subnets
  if (netuid === ROOT) return -REFUSAL['root-only']
  if (netuid >= exists.length || exists[netuid] === 0) return -REFUSAL['subnet-does-not-exist']
  if (subtokenEnabled[netuid] === 0) return -REFUSAL['subtoken-disabled']
  const position = findPosition(world, world.poolIndex.get(mempool.hotkey[i], netuid), coldkey)
  const amount = Math.min(mempool.amount[i], positionValue(world, position))
  if (!(amount > 0)) return -REFUSAL['not-enough-stake']
  if (amount > availableAlpha(world, rules, netuid, coldkey)) return -REFUSAL['stake-locked']
  debitPosition(world, position, amount)
  return amount
}
