import { columnNames, saveTable, tableName } from '../state/columns.js'
import { tablesOf } from '../state/snapshot.js'
import type { World } from '../state/world.js'

/**
 * The tables of a world as one file: a line of JSON that names every column, its type and length, then the columns as
 * they lie in memory, in that order. For the one who looks into a bug.
 */
export function saveState(world: World): Uint8Array {
  const parts: Uint8Array[] = []
  const tables = tablesOf(world).map((table) => {
    const { columns } = saveTable(table)
    const described = columnNames(table).map((name) => {
      const column = columns[name]
      parts.push(new Uint8Array(column.buffer, column.byteOffset, column.byteLength))
      return { name, type: column.constructor.name, length: column.length }
    })
    return { table: tableName(table), columns: described }
  })
  const { block, issuance, count } = world
  const head = { block, issuance: [issuance.high[0], issuance.low[0]], count, tables }
  return Buffer.concat([Buffer.from(`${JSON.stringify(head)}\n`), ...parts])
}
