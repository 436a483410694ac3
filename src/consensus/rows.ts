/**
 * Sparse rows in one arena: slots of row i are `start[i] .. start[i] + count[i] - 1`, in order of uid.
 *
 * A slot stands for a pair (validator, uid) that has a weight, a bond or both. -1 says that there is none,
 * which is not the same as 0: with liquid alpha an explicit weight of 0 lets a bond decay where a missing one
 * drops it.
 */
export class Rows {
  readonly capacity: number
  readonly start: Int32Array
  readonly count: Int32Array
  readonly room: Int32Array
  uid: Uint16Array
  /** u16 as stored, -1 none. */
  weight: Int32Array
  /** u16 as stored, -1 none. */
  bond: Int32Array
  /** Row-normalised weight in raw bits; 0 where masked or absent. */
  norm: Float64Array
  /** 1 where a weight is there and no mask removes it. */
  present: Uint8Array
  #used = 0

  constructor(capacity: number) {
    this.capacity = capacity
    this.start = new Int32Array(capacity)
    this.count = new Int32Array(capacity)
    this.room = new Int32Array(capacity)
    const slots = capacity * 4
    this.uid = new Uint16Array(slots)
    this.weight = new Int32Array(slots)
    this.bond = new Int32Array(slots)
    this.norm = new Float64Array(slots)
    this.present = new Uint8Array(slots)
  }

  /** Length of the arena. */
  get slots(): number {
    return this.uid.length
  }

  /** Slot of (row, uid), or -1. */
  find(row: number, uid: number): number {
    let low = this.start[row]
    let high = low + this.count[row] - 1
    while (low <= high) {
      const middle = (low + high) >> 1
      const at = this.uid[middle]
      if (at === uid) return middle
      if (at < uid) low = middle + 1
      else high = middle - 1
    }
    return -1
  }

  /** Slots from 0 that rows may occupy, gaps included. */
  get used(): number {
    return this.#used
  }

  /** Make room for `needed` slots in a row; what the row held is lost if it had to move. */
  reserve(row: number, needed: number): void {
    if (needed <= this.room[row]) return
    // a quarter spare, so that a row that grows by one a day does not move every day
    const room = Math.min(this.capacity, needed + (needed >> 2) + 4)
    this.count[row] = 0
    this.room[row] = 0
    if (this.#used + room > this.slots) this.#repack(room)
    this.start[row] = this.#used
    this.room[row] = room
    this.#used += room
  }

  /** Close the gaps, and double the arena if half of it is in use. */
  #repack(extra: number): void {
    const { capacity, start, count, room } = this
    let total = extra
    for (let i = 0; i < capacity; i++) total += room[i]
    let slots = this.slots
    while (slots < total * 1.5) slots *= 2
    const { uid, weight, bond, norm, present } = this
    this.uid = new Uint16Array(slots)
    this.weight = new Int32Array(slots)
    this.bond = new Int32Array(slots)
    this.norm = new Float64Array(slots)
    this.present = new Uint8Array(slots)
    let used = 0
    for (let i = 0; i < capacity; i++) {
      const from = start[i]
      const to = from + count[i]
      this.uid.set(uid.subarray(from, to), used)
      this.weight.set(weight.subarray(from, to), used)
      this.bond.set(bond.subarray(from, to), used)
      this.norm.set(norm.subarray(from, to), used)
      this.present.set(present.subarray(from, to), used)
      start[i] = used
      used += room[i]
    }
    this.#used = used
  }
}
