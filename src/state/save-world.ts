import { type AnyTable, capacityOf, restoreTable, type SavedTable, saveTable, tableName } from './columns.js'
import { tablesOf } from './snapshot.js'
import { attachmentOf, listNetuids, type World } from './world.js'

/** A world between two blocks, as plain data; nothing of it is shared with the world it was read from. */
export interface SavedWorld {
  readonly block: number
  /** high, low, uncounted. */
  readonly issuance: readonly number[]
  readonly totals: World['totals']
  readonly count: World['count']
  /** In the order of `tablesOf`. */
  readonly tables: readonly SavedTable[]
}

export function saveWorld(world: World): SavedWorld {
  const { block, issuance, totals, count } = world
  return {
    block,
    issuance: [issuance.high[0], issuance.low[0], issuance.uncounted[0]],
    totals: { ...totals },
    count: { ...count },
    tables: tablesOf(world).map(saveTable),
  }
}

/**
 * Put a saved state into a world of the same size. Columns keep their arrays wherever they have not grown, so that what
 * holds one goes on with it. Indices and lists are made anew: they follow from the tables.
 *
 * @throws Error if a table belongs to no rule of this program
 */
export function restoreWorld(world: World, saved: SavedWorld): void {
  world.block = saved.block
  const { high, low, uncounted } = world.issuance
  high[0] = saved.issuance[0]
  low[0] = saved.issuance[1]
  uncounted[0] = saved.issuance[2]
  Object.assign(world.totals, saved.totals)
  Object.assign(world.count, saved.count)
  const byName = new Map(tablesOf(world).map((table) => [tableName(table), table]))
  for (const table of saved.tables) restoreTable(byName.get(table.name) ?? attached(world, table), table)
  indexAnew(world)
  listNetuids(world)
}

/** Columns that a rule brought along after the start. */
function attached(world: World, { name }: SavedTable): AnyTable {
  const declaration = attachmentOf(name)
  if (declaration === undefined) throw new Error(`no rule keeps a table "${name}"`)
  return declaration.of(world) as unknown as AnyTable
}

function indexAnew(world: World): void {
  const { sharePools, positions, neurons, count, stride, poolIndex, positionIndex, uidIndex } = world
  for (const index of [poolIndex, positionIndex, uidIndex]) index.clear()
  for (let p = 0; p < count.sharePools; p++) poolIndex.set(sharePools.hotkey[p], sharePools.netuid[p], p)
  for (let p = 0; p < count.positions; p++) positionIndex.set(positions.pool[p], positions.coldkey[p], p)
  for (let slot = 0; slot < capacityOf(neurons); slot++) {
    if (neurons.hotkey[slot] >= 0)
      uidIndex.set(Math.floor(slot / stride), neurons.hotkey[slot], slot % stride)
  }
}
