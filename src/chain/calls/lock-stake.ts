import { REFUSAL } from '../../refusal.js'
import type { World } from '../../state/world.js'
import { ROOT } from '../../units.js'
import { addToLock, alphaOf, availableAlpha, lockOf, locks, rollLock } from '../conviction/locks.js'
import type { Mempool } from '../mempool.js'
import type { Rules } from '../rules.js'

/**
 * Lock `amount` RAO of one's alpha on a subnet towards a hotkey; more joins the lock there is.
 *
 * Source: pallets/subtensor/src/staking/lock.rs, do_lock_stake, v3.4.0-411 and later, 14bc6f9f
 */
export function lockStake(world: World, rules: Rules, mempool: Mempool, i: number): number {
  const netuid = mempool.netuid[i]
  const coldkey = mempool.coldkey[i]
  const hotkey = mempool.hotkey[i]
  const amount = mempool.amount[i]
  const refusal = checkLock(world, netuid, hotkey)
  if (refusal !== 0) return refusal
  if (!(amount > 0)) return REFUSAL['amount-too-low']
  const held = lockOf(world, netuid, coldkey)
  const available = held < 0 ? alphaOf(world, netuid, coldkey) : availableAlpha(world, rules, netuid, coldkey)
  if (available < amount) return REFUSAL['not-enough-stake']
  if (held >= 0 && locks.of(world).hotkey[held] !== hotkey) return REFUSAL['another-lock']
  addToLock(world, rules, netuid, coldkey, hotkey, amount)
  return 0
}

/** Point one's lock at another hotkey. Under another owner its conviction starts anew. Source: as above, do_move_lock. */
export function moveLock(world: World, rules: Rules, mempool: Mempool, i: number): number {
  const netuid = mempool.netuid[i]
  const hotkey = mempool.hotkey[i]
  const refusal = checkLock(world, netuid, hotkey)
  if (refusal !== 0) return refusal
  const row = lockOf(world, netuid, mempool.coldkey[i])
  if (row < 0) return REFUSAL['no-lock']
  rollLock(world, rules, row)
  const table = locks.of(world)
  const { owner } = world.hotkeys
  if (owner[table.hotkey[row]] !== owner[hotkey]) table.conviction[row] = 0
  table.hotkey[row] = hotkey
  rollLock(world, rules, row)
  return 0
}

/** Whether one's lock is perpetual (`amount` 1) or decays (0). Source: as above, do_set_perpetual_lock. */
export function setPerpetual(world: World, rules: Rules, mempool: Mempool, i: number): number {
  const netuid = mempool.netuid[i]
  const flag = mempool.amount[i]
  if (netuid === ROOT || netuid >= world.subnets.exists.length) return REFUSAL['subnet-does-not-exist']
  if (flag !== 0 && flag !== 1) return REFUSAL['parameter-out-of-range']
  const row = lockOf(world, netuid, mempool.coldkey[i])
  if (row < 0) return REFUSAL['no-lock']
  rollLock(world, rules, row)
  locks.of(world).perpetual[row] = flag
  return 0
}

function checkLock(world: World, netuid: number, hotkey: number): number {
  const { exists } = world.subnets
  if (netuid === ROOT || netuid >= exists.length || exists[netuid] === 0)
    return REFUSAL['subnet-does-not-exist']
  return hotkey < 0 || hotkey >= world.count.hotkeys ? REFUSAL['hotkey-does-not-exist'] : 0
}
