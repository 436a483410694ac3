/** What a matrix is, without what it only remembers to be quick. Rows by uid, one after another. */
export interface SavedMatrix {
  capacity: number
  /** Entries per row. */
  counts: Int32Array
  uids: Uint16Array
  /** u16 as stored, -1 none. */
  weights: Int32Array
  /** u16 as stored, -1 none. */
  bonds: Int32Array
  /** See reals.ts; empty under the chain's rules. */
  reals: Float64Array
}
