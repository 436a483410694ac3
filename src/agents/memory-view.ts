import { isPerSubnet, isPerUid, isSlots, widthOf } from './cohort.js'
import type { MemorySchema, SlotMemory, UidMemory } from './strategy.js'

/** Whose memory is read: a cursor, or the one row of what a cohort shares. */
export interface Owner {
  readonly member: number
}

/** `me.memory` of one cohort: a property for each remembered number, an object with `get` and `set` for several. */
export type MemoryView = Record<string, never>

interface Backing {
  readonly $owner: Owner
  readonly $columns: readonly Float64Array[]
}
type ViewClass = new (owner: Owner, columns: readonly Float64Array[]) => Backing

/** One class a schema: cohorts of one strategy share it, so that its code meets one kind of object (4 times as fast). */
const classes = new WeakMap<MemorySchema, ViewClass>()

/** @param columns by name, in a table @param rows length of arrays by netuid @param uids UIDs of a subnet at most */
export function memoryView(
  schema: MemorySchema,
  owner: Owner,
  columns: Readonly<Record<string, Float64Array>>,
  rows: number,
  uids: number,
): MemoryView {
  let made = classes.get(schema)
  if (!made) {
    made = classOf(schema)
    classes.set(schema, made)
  }
  const names = Object.keys(schema)
  const view = new made(
    owner,
    names.map((name) => columns[name]),
  )
  for (const name of names) {
    const field = schema[name]
    const width = widthOf(field, rows, uids)
    const value =
      isPerSubnet(field) || isSlots(field)
        ? new Cells(owner, columns[name], width)
        : isPerUid(field)
          ? new UidCells(owner, columns[name], width, uids)
          : undefined
    if (value) Object.defineProperty(view, name, { value, enumerable: true })
  }
  return view as unknown as MemoryView
}

/** Single numbers are accessors of the prototype: the k-th column, at the row of the owner's member. */
function classOf(schema: MemorySchema): ViewClass {
  class View implements Backing {
    readonly $owner: Owner
    readonly $columns: readonly Float64Array[]
    constructor(owner: Owner, columns: readonly Float64Array[]) {
      this.$owner = owner
      this.$columns = columns
    }
  }
  Object.keys(schema).forEach((name, k) => {
    const field = schema[name]
    if (isPerSubnet(field) || isSlots(field) || isPerUid(field)) return
    Object.defineProperty(View.prototype, name, {
      enumerable: true,
      get(this: Backing) {
        return this.$columns[k][this.$owner.member]
      },
      set(this: Backing, x: number) {
        this.$columns[k][this.$owner.member] = x
      },
    })
  })
  return View
}

class Cells implements SlotMemory {
  readonly count: number
  readonly #owner: Owner
  readonly #column: Float64Array

  constructor(owner: Owner, column: Float64Array, count: number) {
    this.count = count
    this.#owner = owner
    this.#column = column
  }
  get(k: number): number {
    return this.#column[this.#owner.member * this.count + k]
  }
  set(k: number, x: number): void {
    this.#column[this.#owner.member * this.count + k] = x
  }
}

class UidCells implements UidMemory {
  readonly column: Float64Array
  readonly #owner: Owner
  readonly #width: number
  readonly #uids: number

  constructor(owner: Owner, column: Float64Array, width: number, uids: number) {
    this.column = column
    this.#owner = owner
    this.#width = width
    this.#uids = uids
  }
  row(layer = 0): number {
    return this.#owner.member * this.#width + layer * this.#uids
  }
  get(uid: number): number {
    return this.column[this.#owner.member * this.#width + uid]
  }
  set(uid: number, x: number): void {
    this.column[this.#owner.member * this.#width + uid] = x
  }
}
