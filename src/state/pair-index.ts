/**
 * From a pair of small whole numbers to a row: open addressing, no object a key.
 * Both numbers lie in 0 .. 2^26 - 1, rows in 0 .. 2^31 - 1.
 */
export interface PairIndex {
  /** The row of the pair, -1 if it has none. */
  get(first: number, second: number): number
  set(first: number, second: number, row: number): void
  /** Forget every pair. */
  clear(): void
  readonly size: number
}

/** A place: first, second, row, and one left empty, so that no place lies across two lines of the cache. */
const WIDTH = 4
const EMPTY = -1

export const createPairIndex = (expected: number): PairIndex => new PairTable(expected)

class PairTable implements PairIndex {
  #places: Int32Array
  #size = 0

  constructor(expected: number) {
    let capacity = 16
    while (capacity < expected * 2) capacity *= 2
    this.#places = new Int32Array(capacity * WIDTH).fill(EMPTY)
  }

  get size(): number {
    return this.#size
  }

  get(first: number, second: number): number {
    const places = this.#places
    return places[find(places, first, second) + 2]
  }

  set(first: number, second: number, row: number): void {
    if ((this.#size + 1) * 2 * WIDTH > this.#places.length) this.#grow()
    const places = this.#places
    const at = find(places, first, second)
    if (places[at] === EMPTY) this.#size++
    put(places, at, first, second, row)
  }

  clear(): void {
    this.#places.fill(EMPTY)
    this.#size = 0
  }

  #grow(): void {
    const old = this.#places
    const wider = new Int32Array(old.length * 2).fill(EMPTY)
    for (let at = 0; at < old.length; at += WIDTH) {
      if (old[at] !== EMPTY) put(wider, find(wider, old[at], old[at + 1]), old[at], old[at + 1], old[at + 2])
    }
    this.#places = wider
  }
}

/** Where the pair stands, or the empty place where it would. */
function find(places: Int32Array, first: number, second: number): number {
  const mask = places.length - 1
  let hash = Math.imul(first, 0x9e3779b1) ^ Math.imul(second, 0x85ebca6b)
  hash ^= hash >>> 15
  let at = (hash << 2) & mask
  while (places[at] !== EMPTY && (places[at] !== first || places[at + 1] !== second)) at = (at + WIDTH) & mask
  return at
}

function put(places: Int32Array, at: number, first: number, second: number, row: number): void {
  places[at] = first
  places[at + 1] = second
  places[at + 2] = row
}
