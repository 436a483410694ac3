/**
 * Numbers that a rule keeps beside a matrix because u16 cannot hold them; none under the chain's own rules.
 *
 * Two squares by (validator, server), capacity x capacity: bonds, then weights; after them one value by
 * server.
 */
export const realsOf = (capacity: number): Float64Array =>
  new Float64Array(2 * capacity * capacity + capacity)

/** Every bond in one uid is gone. */
export function clearRealBonds(reals: Float64Array, capacity: number, uid: number): void {
  if (reals.length === 0) return
  for (let i = 0; i < capacity; i++) reals[i * capacity + uid] = 0
}

/** A newcomer took the uid: nothing of what it held or was held in it stays. */
export function clearRealUid(reals: Float64Array, capacity: number, uid: number): void {
  if (reals.length === 0) return
  const square = capacity * capacity
  for (const from of [0, square]) {
    reals.fill(0, from + uid * capacity, from + (uid + 1) * capacity)
    for (let i = 0; i < capacity; i++) reals[from + i * capacity + uid] = 0
  }
  reals[2 * square + uid] = 0
}
