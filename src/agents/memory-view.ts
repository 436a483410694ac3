import { isPerSubnet, isPerUid, isSingle, isSlots, type Memory, type Place } from './memory.js'
import type { MemorySchema, SlotMemory, UidMemory } from './strategy.js'

/** Whose memory is read: a cursor, or the one row of what a cohort shares. */
export interface Owner {
  readonly member: number
}

/** `me.memory` of one cohort: a property for each remembered number, an object with `get` and `set` for several. */
export type MemoryView = Record<string, never>

interface Backing {
  readonly $owner: Owner
  readonly $cells: Float64Array
  readonly $width: number
}
type ViewClass = new (owner: Owner, memory: Memory) => Backing

/** One class a schema: cohorts of one strategy share it, so that its code meets one kind of object (4 times as fast). */
const classes = new WeakMap<MemorySchema, ViewClass>()

export function memoryView(schema: MemorySchema, owner: Owner, memory: Memory, uids: number): MemoryView {
  let made = classes.get(schema)
  if (!made) {
    made = classOf(schema, memory)
    classes.set(schema, made)
  }
  const view = new made(owner, memory)
  for (const [name, place] of memory.places) {
    const field = schema[name]
    const value =
      isPerSubnet(field) || isSlots(field)
        ? new Cells(owner, memory, place)
        : isPerUid(field)
          ? new UidCells(owner, memory, place, uids)
          : undefined
    if (value) Object.defineProperty(view, name, { value, enumerable: true })
  }
  return view as unknown as MemoryView
}

/** Single numbers are accessors of the prototype; they come first in a row, so that their place hangs on the schema alone. */
function classOf(schema: MemorySchema, { places }: Memory): ViewClass {
  class View implements Backing {
    readonly $owner: Owner
    readonly $cells: Float64Array
    readonly $width: number
    constructor(owner: Owner, { cells, width }: Memory) {
      this.$owner = owner
      this.$cells = cells
      this.$width = width
    }
  }
  for (const [name, { offset }] of places) {
    if (!isSingle(schema[name])) continue
    Object.defineProperty(View.prototype, name, {
      enumerable: true,
      get(this: Backing) {
        return this.$cells[this.$owner.member * this.$width + offset]
      },
      set(this: Backing, x: number) {
        this.$cells[this.$owner.member * this.$width + offset] = x
      },
    })
  }
  return View
}

class Cells implements SlotMemory {
  readonly count: number
  readonly #owner: Owner
  readonly #cells: Float64Array
  readonly #width: number
  readonly #offset: number
  readonly #step: number

  constructor(owner: Owner, { cells, width }: Memory, { offset, step, count }: Place) {
    this.count = count
    this.#owner = owner
    this.#cells = cells
    this.#width = width
    this.#offset = offset
    this.#step = step
  }
  get(k: number): number {
    return this.#cells[this.#owner.member * this.#width + this.#offset + k * this.#step]
  }
  set(k: number, x: number): void {
    this.#cells[this.#owner.member * this.#width + this.#offset + k * this.#step] = x
  }
}

class UidCells implements UidMemory {
  readonly column: Float64Array
  readonly #owner: Owner
  readonly #width: number
  readonly #offset: number
  readonly #uids: number

  constructor(owner: Owner, { cells, width }: Memory, { offset }: Place, uids: number) {
    this.column = cells
    this.#owner = owner
    this.#width = width
    this.#offset = offset
    this.#uids = uids
  }
  row(layer = 0): number {
    return this.#owner.member * this.#width + this.#offset + layer * this.#uids
  }
  get(uid: number): number {
    return this.column[this.#owner.member * this.#width + this.#offset + uid]
  }
  set(uid: number, x: number): void {
    this.column[this.#owner.member * this.#width + this.#offset + uid] = x
  }
}
