import { REFUSAL } from '../refusal.js'
import type { World } from '../state/world.js'
import { ROOT } from '../units.js'
import { commitRow } from './commits.js'
import { lastUpdates, matrixOf } from './mechanisms.js'
import type { Rules } from './rules.js'
import { storeRow } from './store-row.js'
import { uidOf } from './uid.js'
import { checkRow, type SentRow } from './weight-checks.js'

/**
 * A validator's row of weights. With commit-reveal on the row waits, and is checked when it is opened; see commits.ts.
 *
 * @returns 0 or the refusal
 * Source: pallets/subtensor/src/subnets/weights.rs, internal_set_weights, 14bc6f9f.
 */
export function setWeights(world: World, rules: Rules, netuid: number, hotkey: number, row: SentRow): number {
  const { exists, neuronCount, commitReveal, mechanisms } = world.subnets
  if (netuid === ROOT) return REFUSAL['root-only']
  if (netuid >= exists.length || exists[netuid] === 0) return REFUSAL['subnet-does-not-exist']
  const matrix = matrixOf(rules, netuid, row.mechanism)
  const uid = uidOf(world, netuid, hotkey)
  const hidden = commitReveal[netuid] === 1
  // a commit is a sealed envelope: its length shows only when it is opened
  if (!hidden && row.count > neuronCount[netuid]) return REFUSAL['too-many-weights']
  if (row.mechanism >= mechanisms[netuid]) return REFUSAL['mechanism-does-not-exist']
  if (uid < 0 || !matrix) return REFUSAL['not-registered']
  if (hidden) return commitRow(world, rules, netuid, uid, row, matrix)
  const refusal = checkRow(world, rules, netuid, uid, row, true)
  if (refusal !== 0) return refusal
  storeRow(matrix, uid, row)
  lastUpdates(world, row.mechanism)[netuid * world.stride + uid] = world.block
  return 0
}
