import { ROOT } from '../units.js'
import { growTable } from './columns.js'
import type { World } from './world.js'

/**
 * Nominators' alpha: one share pool per (hotkey, netuid), one position per coldkey in it. A coldkey's list
 * has those that hold something.
 *
 *   value_k = floor(V s_k / D)        V total value (RAO), s_k shares of k, D sum of shares
 *
 * A coldkey that adds x gets x D / V shares; a dividend raises V alone, so everyone gains pro rata.
 *
 * Differs: the chain keeps shares as decimal floats of some 21 digits; here they are doubles. After 40,000 random
 * operations on 30 holders the largest difference was 40 RAO in 5.5e13 (docs/faithfulness.md).
 * Source: primitives/share-pool/src/lib.rs, 14bc6f9f.
 */

/** Row of the pool of (hotkey, netuid), -1 if there is none. */
export const findPool = (world: World, hotkey: number, netuid: number): number =>
  world.poolIndex.get(hotkey, netuid)

/** Row of the pool of (hotkey, netuid), made if there is none. */
export function openPool(world: World, hotkey: number, netuid: number): number {
  const found = world.poolIndex.get(hotkey, netuid)
  if (found >= 0) return found
  const row = world.count.sharePools++
  growTable(world.sharePools, row + 1)
  const { sharePools, hotkeys } = world
  sharePools.hotkey[row] = hotkey
  sharePools.netuid[row] = netuid
  sharePools.nextPool[row] = hotkeys.firstPool[hotkey]
  hotkeys.firstPool[hotkey] = row
  if (netuid === ROOT) hotkeys.rootPool[hotkey] = row
  world.poolIndex.set(hotkey, netuid, row)
  return row
}

/** Row of a coldkey's position in a pool, -1 if it never had one. */
export const findPosition = (world: World, pool: number, coldkey: number): number =>
  pool < 0 ? -1 : world.positionIndex.get(pool, coldkey)

function openPosition(world: World, pool: number, coldkey: number): number {
  const found = world.positionIndex.get(pool, coldkey)
  if (found >= 0) return found
  const row = world.count.positions++
  growTable(world.positions, row + 1)
  const { positions } = world
  positions.pool[row] = pool
  positions.coldkey[row] = coldkey
  world.positionIndex.set(pool, coldkey, row)
  return row
}

/**
 * Put a position that holds something again into its coldkey's list, which goes from the newest row to the oldest. Those
 * who trade have been on every subnet and are on a few: a list of all they ever held would be walked for little.
 */
function link(world: World, position: number): void {
  const before = placeBefore(world, position)
  const after = rowAfter(world, position, before)
  if (after === position) return
  world.positions.nextOfColdkey[position] = after
  setAfter(world, position, before, position)
}

/** Take a position that holds nothing any more out of the list. */
function unlink(world: World, position: number): void {
  const before = placeBefore(world, position)
  if (rowAfter(world, position, before) !== position) return
  setAfter(world, position, before, world.positions.nextOfColdkey[position])
}

/** Row of the list that a position comes after, -1 where it comes first. */
function placeBefore({ positions, coldkeys }: World, position: number): number {
  const { coldkey, nextOfColdkey } = positions
  let before = -1
  for (let at = coldkeys.firstPosition[coldkey[position]]; at > position; at = nextOfColdkey[at]) before = at
  return before
}

/** What follows `before` in the list of a position's coldkey; its head for -1. */
const rowAfter = ({ positions, coldkeys }: World, position: number, before: number): number =>
  before < 0 ? coldkeys.firstPosition[positions.coldkey[position]] : positions.nextOfColdkey[before]

function setAfter({ positions, coldkeys }: World, position: number, before: number, row: number): void {
  if (before < 0) coldkeys.firstPosition[positions.coldkey[position]] = row
  else positions.nextOfColdkey[before] = row
}

/** Void a position without paying it out: the subnet was dissolved. */
export function voidPosition(world: World, position: number): void {
  if (world.positions.shares[position] === 0) return
  world.positions.shares[position] = 0
  unlink(world, position)
}

/** What a position is worth, whole RAO, rounded down. */
export function positionValue(world: World, position: number): number {
  if (position < 0) return 0
  const { shares, pool } = world.positions
  const s = shares[position]
  if (s === 0) return 0
  const p = pool[position]
  const total = world.sharePools.total[p]
  // A sole holder owns all of it, whatever rounding did to the shares.
  if (world.sharePools.holders[p] === 1) return total
  return Math.min(total, Math.floor(total * (s / world.sharePools.denominator[p])))
}

/** Stake of a coldkey on a hotkey and subnet, whole RAO (TAO on root, alpha elsewhere). */
export const stakeOf = (world: World, hotkey: number, coldkey: number, netuid: number): number =>
  positionValue(world, findPosition(world, world.poolIndex.get(hotkey, netuid), coldkey))

/** Book `amount` to (hotkey, coldkey, netuid). @returns the position's row */
export function addToPosition(
  world: World,
  hotkey: number,
  coldkey: number,
  netuid: number,
  amount: number,
): number {
  const pool = openPool(world, hotkey, netuid)
  const position = openPosition(world, pool, coldkey)
  creditPosition(world, position, amount)
  return position
}

/** Book `amount` to a position that exists. */
export function creditPosition(world: World, position: number, amount: number): void {
  if (amount === 0) return
  const { shares, pool } = world.positions
  const { total, denominator, holders } = world.sharePools
  const p = pool[position]
  const held = shares[position]
  const moved = total[p] > 0 && denominator[p] > 0 ? amount * (denominator[p] / total[p]) : amount
  if (held === 0) {
    holders[p]++
    link(world, position)
  }
  shares[position] = held + moved
  denominator[p] += moved
  total[p] += amount
}

/** Take `amount`, at most its value, from a position. Taking all of it empties the shares too. */
export function debitPosition(world: World, position: number, amount: number): void {
  if (amount === 0) return
  const { shares, pool } = world.positions
  const { total, denominator, holders } = world.sharePools
  const p = pool[position]
  const held = shares[position]
  const all = amount >= positionValue(world, position)
  const moved = all ? held : Math.min(held, amount * (denominator[p] / total[p]))
  shares[position] = held - moved
  denominator[p] -= moved
  total[p] -= amount
  if (shares[position] <= 0) {
    shares[position] = 0
    holders[p]--
    unlink(world, position)
    // The last one out leaves nothing behind but what rounding kept; the next one in starts afresh.
    if (holders[p] === 0) denominator[p] = 0
  }
}

/** A dividend to all holders. False if no one holds a share: the caller must pay it elsewhere. */
export function creditPool(world: World, pool: number, amount: number): boolean {
  if (pool < 0 || world.sharePools.holders[pool] === 0) return false
  world.sharePools.total[pool] += amount
  return true
}

/** Alpha (TAO on root) staked to a hotkey by everyone, whole RAO. */
export function hotkeyStake(world: World, hotkey: number, netuid: number): number {
  const pool = world.poolIndex.get(hotkey, netuid)
  return pool < 0 ? 0 : world.sharePools.total[pool]
}
