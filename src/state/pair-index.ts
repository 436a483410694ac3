/**
 * From a pair of small whole numbers to a row: open addressing, no object a key.
 * A pair is packed into one double, first * 2^26 + second, both below 2^26.
 */
export interface PairIndex {
  /** The row of the pair, -1 if it has none. */
  get(first: number, second: number): number
  set(first: number, second: number, row: number): void
  /** Forget every pair. */
  clear(): void
  readonly size: number
}

const SHIFT = 67_108_864 // 2^26
const EMPTY = -1

export function createPairIndex(expected: number): PairIndex {
  let capacity = 16
  while (capacity < expected * 2) capacity *= 2
  let keys = new Float64Array(capacity).fill(EMPTY)
  let rows = new Int32Array(capacity)
  let size = 0

  const slotOf = (key: number, table: Float64Array): number => {
    const mask = table.length - 1
    const first = Math.floor(key / SHIFT)
    const second = key - first * SHIFT
    let slot = (Math.imul(first, 0x9e3779b1) ^ Math.imul(second, 0x85ebca6b)) & mask
    slot = (slot ^ (slot >>> 15)) & mask
    while (table[slot] !== EMPTY && table[slot] !== key) slot = (slot + 1) & mask
    return slot
  }

  const grow = () => {
    const oldKeys = keys
    const oldRows = rows
    keys = new Float64Array(oldKeys.length * 2).fill(EMPTY)
    rows = new Int32Array(oldKeys.length * 2)
    for (let i = 0; i < oldKeys.length; i++) {
      if (oldKeys[i] === EMPTY) continue
      const slot = slotOf(oldKeys[i], keys)
      keys[slot] = oldKeys[i]
      rows[slot] = oldRows[i]
    }
  }

  return {
    get(first, second) {
      const slot = slotOf(first * SHIFT + second, keys)
      return keys[slot] === EMPTY ? -1 : rows[slot]
    },
    set(first, second, row) {
      if ((size + 1) * 2 > keys.length) grow()
      const key = first * SHIFT + second
      const slot = slotOf(key, keys)
      if (keys[slot] === EMPTY) size++
      keys[slot] = key
      rows[slot] = row
    },
    clear() {
      keys.fill(EMPTY)
      size = 0
    },
    get size() {
      return size
    },
  }
}
