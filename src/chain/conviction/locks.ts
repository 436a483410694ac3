import { f64, i32, u8, u16, u32 } from '../../state/columns.js'
import { positionValue } from '../../state/share-pools.js'
import { perRow, perSubnet, type World } from '../../state/world.js'
import { freeRow } from '../free-row.js'
import type { Rules } from '../rules.js'
import { type LockRates, type LockState, rollForward } from './roll.js'

/** One row per (coldkey, netuid): a coldkey has one lock on a subnet, towards one hotkey. */
export const locks = perRow('chain/locks', 16, {
  netuid: u16('netuid', 'subnet, 0 free row'),
  coldkey: i32('row', 'whose alpha is locked', -1),
  hotkey: i32('row', 'hotkey that the lock speaks for', -1),
  mass: f64('RAO of alpha', 'what cannot leave, at `rolledAt`'),
  conviction: f64('RAO of alpha', 'what the lock weighs, at `rolledAt`'),
  rolledAt: f64('block', 'block up to which both have been carried'),
  perpetual: u8('flag', 'the mass does not decay'),
  next: i32('row', 'next lock of the subnet, -1 end', -1),
})

/** Head of each subnet's list of locks. */
export const lockHeads = perSubnet('chain/lock-heads', { first: i32('row', 'first lock, -1 none', -1) })

const used = perRow('chain/lock-rows', 1, { locks: u32('rows', 'rows that were ever used') })

const state: LockState = { mass: 0, conviction: 0 }

const ratesOf = ({ params }: Rules): LockRates => ({
  unlock: params.unlockRate,
  maturity: params.maturityRate,
})

/** Carry a lock to this block. */
export function rollLock(world: World, rules: Rules, row: number): void {
  const { netuid, hotkey, mass, conviction, rolledAt, perpetual } = locks.of(world)
  state.mass = mass[row]
  state.conviction = conviction[row]
  const toOwner = world.subnets.ownerHotkey[netuid[row]] === hotkey[row]
  rollForward(state, world.block - rolledAt[row], ratesOf(rules), perpetual[row] === 1, toOwner)
  mass[row] = state.mass
  conviction[row] = state.conviction
  rolledAt[row] = world.block
}

/** Row of a coldkey's lock on a subnet, -1 if it has none. */
export function lockOf(world: World, netuid: number, coldkey: number): number {
  const { next, coldkey: owner } = locks.of(world)
  let row = lockHeads.of(world).first[netuid]
  while (row >= 0 && owner[row] !== coldkey) row = next[row]
  return row
}

/** A lock of nothing, towards a hotkey. @returns its row */
function openLock(world: World, netuid: number, coldkey: number, hotkey: number): number {
  const row = freeRow(world, locks, used.of(world).locks)
  const table = locks.of(world)
  const { first } = lockHeads.of(world)
  table.netuid[row] = netuid
  table.coldkey[row] = coldkey
  table.hotkey[row] = hotkey
  table.mass[row] = 0
  table.conviction[row] = 0
  table.rolledAt[row] = world.block
  table.perpetual[row] = 0
  table.next[row] = first[netuid]
  first[netuid] = row
  return row
}

/** Lock more alpha towards a hotkey, on top of what the coldkey has locked there or anew. */
export function addToLock(
  world: World,
  rules: Rules,
  netuid: number,
  coldkey: number,
  hotkey: number,
  amount: number,
): void {
  const found = lockOf(world, netuid, coldkey)
  const row = found >= 0 ? found : openLock(world, netuid, coldkey, hotkey)
  rollLock(world, rules, row)
  locks.of(world).mass[row] += amount
  // A lock towards the owner weighs at once.
  rollLock(world, rules, row)
}

/** A netuid was freed: its locks are erased. */
export function forgetLocks(world: World, netuid: number): void {
  const { netuid: on, next } = locks.of(world)
  const { first } = lockHeads.of(world)
  for (let row = first[netuid]; row >= 0; row = next[row]) on[row] = 0
  first[netuid] = -1
}

/**
 * Alpha of a coldkey on a subnet that no lock holds, RAO, over all its hotkeys there.
 *
 * Source: pallets/subtensor/src/staking/lock.rs, ensure_available_stake, 14bc6f9f
 */
export function availableAlpha(world: World, rules: Rules, netuid: number, coldkey: number): number {
  const row = lockOf(world, netuid, coldkey)
  if (row < 0) return Number.POSITIVE_INFINITY
  rollLock(world, rules, row)
  return alphaOf(world, netuid, coldkey) - locks.of(world).mass[row]
}

/** Alpha of a coldkey on a subnet, over all its hotkeys, RAO. */
export function alphaOf(world: World, netuid: number, coldkey: number): number {
  const { pool, nextOfColdkey } = world.positions
  let total = 0
  for (let p = world.coldkeys.firstPosition[coldkey]; p >= 0; p = nextOfColdkey[p]) {
    if (world.sharePools.netuid[pool[p]] === netuid) total += positionValue(world, p)
  }
  return total
}
