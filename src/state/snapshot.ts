import { createHasher } from '../hash.js'
import { type AnyTable, columnNames, saveTable, tableName } from './columns.js'
import type { World } from './world.js'

/** Every table of a world in a fixed order, those that rules attached included. */
export function tablesOf(world: World): AnyTable[] {
  const own: AnyTable[] = [
    world.subnets,
    world.neurons,
    world.coldkeys,
    world.hotkeys,
    world.sharePools,
    world.positions,
  ]
  const attached = [...world.attached.values()].sort((a, b) => (tableName(a) < tableName(b) ? -1 : 1))
  return [...own, ...attached]
}

/**
 * SHA-256 of the whole state, hexadecimal: whether two runs, or two machines, agree to the last bit.
 * @param more further bytes that belong to the state, such as weights and bonds
 */
export function stateHash(world: World, more: readonly ArrayBufferView[] = []): string {
  const hasher = createHasher()
  const { high, low, uncounted } = world.issuance
  hasher.update(bytesOf(new Float64Array([world.block, high[0], low[0], uncounted[0]])))
  for (const table of tablesOf(world)) {
    const { columns } = saveTable(table)
    for (const name of columnNames(table)) hasher.update(bytesOf(columns[name]))
  }
  for (const bytes of more) hasher.update(bytesOf(bytes))
  return hasher.hex()
}

/** The bytes of an array as they lie in memory: little-endian on every machine that runs this. */
const bytesOf = (view: ArrayBufferView) => new Uint8Array(view.buffer, view.byteOffset, view.byteLength)
