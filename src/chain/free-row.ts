import { growTable, type Schema, type Table } from '../state/columns.js'
import type { Attachment, World } from '../state/world.js'

/** A table of rows that come and go: netuid 0 marks a free row. */
type WithNetuid = Schema & { netuid: { kind: 'u16' } }

/** A row no one uses: one that was given back, or a new one. Columns taken before are stale after it. @param used row 0 counts */
export function freeRow<S extends WithNetuid>(world: World, table: Attachment<S>, used: Uint32Array): number {
  const netuid = table.of(world).netuid as Uint16Array
  for (let row = 0; row < used[0]; row++) if (netuid[row] === 0) return row
  growTable(table.of(world) as unknown as Table<S>, used[0] + 1)
  return used[0]++
}
