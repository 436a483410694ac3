import { f64, growTable, type Table } from '../state/columns.js'
import { findPosition } from '../state/share-pools.js'
import { perRow, type World } from '../state/world.js'
import type { Rules } from './rules.js'

const schema = { stakedAt: f64('block', 'last block in which something was staked to the position') }
/** One row a position; made where the limiter is in force. */
const limiter = perRow('chain/stake-limiter', 64, schema)

/**
 * What was staked to (hotkey, coldkey, netuid) in a block cannot leave that position in the same block, by unstaking or
 * by moving: nobody buys and sells within a block with one pair of keys. Two pairs may.
 *
 * Source: StakingOperationRateLimiter, pallets/subtensor/src/lib.rs (pull request 1766, June 2025; removed by pull
 * request 2712 in v3.4.8-423)
 */
export function noteStaked(
  world: World,
  rules: Rules,
  hotkey: number,
  coldkey: number,
  netuid: number,
): void {
  if (!rules.params.stakeLimiter) return
  const position = findPosition(world, world.poolIndex.get(hotkey, netuid), coldkey)
  if (position < 0) return
  growTable(limiter.of(world) as unknown as Table<typeof schema>, position + 1)
  limiter.of(world).stakedAt[position] = world.block
}

/** Whether the limiter holds what is in a position until the next block. */
export function heldThisBlock(world: World, rules: Rules, position: number): boolean {
  if (!rules.params.stakeLimiter || position < 0) return false
  // Beyond the column: nothing was ever noted there.
  return limiter.of(world).stakedAt[position] === world.block
}
