import type { Column } from '../state/columns.js'
import type { MemorySchema, PerSubnet, PerUid, Slots } from './strategy.js'

/** Where the numbers of one name lie in a member's row: the k-th at `offset + k * step`. */
export interface Place {
  readonly offset: number
  readonly step: number
  readonly count: number
}

/** What a cohort remembers, saved. */
export interface SavedMemory {
  readonly names: readonly string[]
  readonly cells: Float64Array
}

/**
 * What the members of a cohort remember: one row a member, in which all of its numbers lie side by side.
 *
 * Everywhere else a name is a column. But who wakes reads all of its own memory and nobody else's, and comes by so
 * seldom that none of it is in the cache: a row is one or two lines of it, where ten columns were ten. Single numbers come
 * first; then, for each subnet, what is remembered of it; then slots and numbers by UID.
 */
export class Memory {
  readonly cells: Float64Array
  /** Numbers of one member. */
  readonly width: number
  readonly members: number
  readonly places: ReadonlyMap<string, Place>

  /** @param rows length of arrays by netuid @param uids UIDs of a subnet at most */
  constructor(schema: MemorySchema, members: number, rows: number, uids: number) {
    const { places, width } = layOut(schema, rows, uids)
    this.members = members
    this.places = places
    this.width = width
    this.cells = new Float64Array(members * width)
    for (const [name, { offset, step, count }] of places) {
      const { initial } = columnOf(schema[name])
      if (initial === 0) continue
      for (let from = offset; from < this.cells.length; from += width)
        for (let k = 0; k < count; k++) this.cells[from + k * step] = initial
    }
  }

  /** All numbers of one name, member by member: a copy, for records and tests. */
  column(name: string): Float64Array {
    const { cells, width, members } = this
    const { offset, step, count } = this.places.get(name)!
    const column = new Float64Array(members * count)
    for (let m = 0, at = 0; m < members; m++)
      for (let k = 0; k < count; k++) column[at++] = cells[m * width + offset + k * step]
    return column
  }

  save(): SavedMemory {
    return { names: [...this.places.keys()], cells: this.cells.slice() }
  }

  restore({ names, cells }: SavedMemory): void {
    if (names.join() !== [...this.places.keys()].join() || cells.length !== this.cells.length)
      throw new Error('the saved state remembers other things than this program')
    this.cells.set(cells)
  }
}

export const isPerSubnet = (field: MemorySchema[string]): field is PerSubnet => 'perSubnet' in field
export const isSlots = (field: MemorySchema[string]): field is Slots => 'slots' in field
export const isPerUid = (field: MemorySchema[string]): field is PerUid => 'perUid' in field
export const isSingle = (field: MemorySchema[string]): field is Column<'f64'> =>
  !isPerSubnet(field) && !isSlots(field) && !isPerUid(field)

function columnOf(field: MemorySchema[string]): Column<'f64'> {
  if (isPerSubnet(field)) return field.perSubnet
  if (isSlots(field)) return field.slots
  return isPerUid(field) ? field.perUid : field
}

function layOut(schema: MemorySchema, rows: number, uids: number) {
  const names = Object.keys(schema)
  const places = new Map<string, Place>()
  let width = 0
  for (const name of names.filter((name) => isSingle(schema[name])))
    places.set(name, { offset: width++, step: 1, count: 1 })
  const bySubnet = names.filter((name) => isPerSubnet(schema[name]))
  bySubnet.forEach((name, k) => {
    places.set(name, { offset: width + k, step: bySubnet.length, count: rows })
  })
  width += bySubnet.length * rows
  for (const name of names) {
    const field = schema[name]
    const count = isSlots(field) ? field.count : isPerUid(field) ? field.depth * uids : 0
    if (count === 0) continue
    places.set(name, { offset: width, step: 1, count })
    width += count
  }
  return { places, width }
}
