import { clearRealBonds, clearRealUid } from './reals.js'
import { Rows } from './rows.js'
import type { SavedMatrix } from './saved-matrix.js'
import { MAX_UIDS } from './work.js'

// one row, spread out by uid: scratch of setRow and setBonds
let scratchWeight = new Int32Array(0)
let scratchBond = new Int32Array(0)
let scratchNorm = new Float64Array(0)
let scratchPresent = new Uint8Array(0)

/**
 * Weights and bonds of one subnet, kept between epochs.
 *
 * Beside them it keeps what the last epoch found (normalised rows, consensus and how much stake may drift
 * before a median can move), so that an epoch recomputes only what changed. That memory never changes a
 * result: a matrix that was saved and loaded gives the same bytes.
 */
export class SubnetMatrix {
  readonly capacity: number
  readonly rows: Rows
  /** 1 where the row must be normalised again. */
  readonly rowStale: Uint8Array
  /** 1 where the row may hold bonds. */
  readonly hasBonds: Uint8Array
  /** 1 where the column's median must be found again. */
  readonly columnStale: Uint8Array
  /** Consensus of the last epoch, raw bits. */
  readonly consensus: Float64Array
  /** Value of `drift` up to which a column's median cannot have moved. */
  readonly steadyUntil: Float64Array
  /** Stake of the last median, raw bits by uid. */
  readonly medianStake: Float64Array
  /**
   * Absolute change of stake and of the minority share, summed over all epochs, raw bits; then the last
   * minority and total. */
  readonly drift: Float64Array
  /** Inputs that the normalised rows were made with. */
  readonly seenUpdate: Float64Array
  readonly seenCommit: Float64Array
  readonly seenRegistered: Float64Array
  /** n and owner of the last epoch. */
  readonly seenShape: Int32Array
  /** uids by stake of the last epoch, so that the next sort has little to do. */
  readonly byStake: Uint16Array
  /** What research rules keep, see reals.ts; empty under all others. */
  reals: Float64Array

  constructor(capacity: number) {
    if (capacity > MAX_UIDS)
      throw new RangeError(`a subnet of ${capacity} neurons; at most ${MAX_UIDS} can be held`)
    this.capacity = capacity
    this.rows = new Rows(capacity)
    this.rowStale = new Uint8Array(capacity).fill(1)
    this.hasBonds = new Uint8Array(capacity)
    this.columnStale = new Uint8Array(capacity).fill(1)
    this.consensus = new Float64Array(capacity)
    this.steadyUntil = new Float64Array(capacity)
    this.medianStake = new Float64Array(capacity)
    this.drift = new Float64Array(3)
    this.seenUpdate = new Float64Array(capacity).fill(-1)
    this.seenCommit = new Float64Array(capacity).fill(-1)
    this.seenRegistered = new Float64Array(capacity).fill(-1)
    this.seenShape = new Int32Array([-1, -1])
    this.byStake = Uint16Array.from({ length: capacity }, (_, i) => i)
    this.reals = new Float64Array(0)
  }

  /**
   * Replace a validator's weights: `values[k]` (u16, after max-upscale) for `uids[k]`, k < count. An explicit
   * 0 is an entry.
   *
   * Differs: rows are kept in order of uid. On chain they stand as sent, and liquid alpha reads the weight of
   * an entry that follows a higher uid as 0 (epoch/run_epoch.rs, compute_liquid_alpha_values_sparse,
   * 14bc6f9f).
   */
  setRow(uid: number, uids: ArrayLike<number>, values: ArrayLike<number>, count = uids.length): void {
    this.rowStale[uid] = 1
    if (this.#overwrite(uid, uids, values, count)) return
    this.#spread(uid)
    scratchWeight.fill(-1)
    for (let k = 0; k < count; k++) scratchWeight[uids[k]] = values[k]
    this.#gather(uid)
  }

  /** Replace a validator's bonds (u16 as stored). */
  setBonds(uid: number, uids: ArrayLike<number>, values: ArrayLike<number>, count = uids.length): void {
    this.#spread(uid)
    scratchBond.fill(-1)
    for (let k = 0; k < count; k++) scratchBond[uids[k]] = values[k]
    this.#gather(uid)
    this.hasBonds[uid] = count > 0 ? 1 : 0
  }

  /**
   * A newcomer took the uid: its own weights and bonds are emptied; weights towards it become 0, the entry
   * stays.
   *
   * Bonds towards it stay until the next epoch, whose mask of recent registrations drops them.
   * Source: pallets/subtensor/src/subnets/uids.rs, replace_neuron and clear_neuron, 14bc6f9f
   */
  replaceUid(uid: number): void {
    this.setRow(uid, [], [], 0)
    this.setBonds(uid, [], [], 0)
    clearRealUid(this.reals, this.capacity, uid)
    const { rows, rowStale } = this
    for (let i = 0; i < this.capacity; i++) {
      const slot = rows.find(i, uid)
      if (slot < 0 || rows.weight[slot] <= 0) continue
      rows.weight[slot] = 0
      rowStale[i] = 1
    }
  }

  /** Drop every bond in a uid. Source: epoch/run_epoch.rs, do_reset_bonds, 14bc6f9f */
  resetBonds(uid: number): void {
    clearRealBonds(this.reals, this.capacity, uid)
    const { rows, hasBonds } = this
    for (let i = 0; i < this.capacity; i++) {
      const slot = hasBonds[i] === 0 ? -1 : rows.find(i, uid)
      if (slot >= 0) rows.bond[slot] = -1
    }
  }

  /** Stored weight of `row` for `uid`, u16, or -1 where there is none. */
  weight(row: number, uid: number): number {
    const slot = this.rows.find(row, uid)
    return slot < 0 ? -1 : this.rows.weight[slot]
  }

  /** Stored bond, u16, or -1 where there is none. */
  bond(row: number, uid: number): number {
    const slot = this.rows.find(row, uid)
    return slot < 0 ? -1 : this.rows.bond[slot]
  }

  save(): SavedMatrix {
    const { rows, capacity } = this
    const counts = new Int32Array(capacity)
    const uids: number[] = []
    const weights: number[] = []
    const bonds: number[] = []
    for (let i = 0; i < capacity; i++) {
      const end = rows.start[i] + rows.count[i]
      for (let k = rows.start[i]; k < end; k++) {
        if (rows.weight[k] < 0 && rows.bond[k] < 0) continue
        counts[i]++
        uids.push(rows.uid[k])
        weights.push(rows.weight[k])
        bonds.push(rows.bond[k])
      }
    }
    return {
      capacity,
      counts,
      uids: Uint16Array.from(uids),
      weights: Int32Array.from(weights),
      bonds: Int32Array.from(bonds),
      reals: this.reals.slice(),
    }
  }

  static load(saved: SavedMatrix): SubnetMatrix {
    const matrix = new SubnetMatrix(saved.capacity)
    matrix.reals = saved.reals.slice()
    let from = 0
    for (let i = 0; i < saved.capacity; i++) {
      ensureScratch(saved.capacity)
      scratchWeight.fill(-1)
      scratchBond.fill(-1)
      scratchNorm.fill(0)
      scratchPresent.fill(0)
      for (let k = from; k < from + saved.counts[i]; k++) {
        scratchWeight[saved.uids[k]] = saved.weights[k]
        scratchBond[saved.uids[k]] = saved.bonds[k]
        if (saved.bonds[k] >= 0) matrix.hasBonds[i] = 1
      }
      from += saved.counts[i]
      matrix.#gather(i)
    }
    return matrix
  }

  /** New weights in old places, if each has one (uids ascending) and few places fall empty. */
  #overwrite(row: number, uids: ArrayLike<number>, values: ArrayLike<number>, count: number): boolean {
    const { start, count: counts, uid, weight, bond } = this.rows
    const from = start[row]
    const end = from + counts[row]
    let found = 0
    let empty = 0
    for (let k = from; k < end; k++) {
      if (found < count && uid[k] === uids[found]) found++
      else if (bond[k] < 0) empty++
    }
    if (found < count || empty > 8) return false
    found = 0
    for (let k = from; k < end; k++) {
      weight[k] = found < count && uid[k] === uids[found] ? values[found++] : -1
    }
    return true
  }

  /** Lay a row out by uid in scratch. */
  #spread(row: number): void {
    ensureScratch(this.capacity)
    scratchWeight.fill(-1)
    scratchBond.fill(-1)
    scratchNorm.fill(0)
    scratchPresent.fill(0)
    const { start, count, uid, weight, bond, norm, present } = this.rows
    const end = start[row] + count[row]
    for (let k = start[row]; k < end; k++) {
      const j = uid[k]
      scratchWeight[j] = weight[k]
      scratchBond[j] = bond[k]
      scratchNorm[j] = norm[k]
      scratchPresent[j] = present[k]
    }
  }

  /** Take a row back from scratch, leaving out what has neither weight nor bond. */
  #gather(row: number): void {
    const { capacity, rows, columnStale } = this
    let needed = 0
    for (let j = 0; j < capacity; j++) if (scratchWeight[j] >= 0 || scratchBond[j] >= 0) needed++
    rows.reserve(row, needed)
    const { uid, weight, bond, norm, present } = rows
    let k = rows.start[row]
    for (let j = 0; j < capacity; j++) {
      if (scratchWeight[j] < 0 && scratchBond[j] < 0) {
        // the old weight leaves the column unseen by the next normalisation
        if (scratchNorm[j] !== 0) columnStale[j] = 1
        continue
      }
      uid[k] = j
      weight[k] = scratchWeight[j]
      bond[k] = scratchBond[j]
      norm[k] = scratchNorm[j]
      present[k] = scratchPresent[j]
      k++
    }
    rows.count[row] = needed
  }
}

function ensureScratch(capacity: number): void {
  if (scratchWeight.length >= capacity) return
  scratchWeight = new Int32Array(capacity)
  scratchBond = new Int32Array(capacity)
  scratchNorm = new Float64Array(capacity)
  scratchPresent = new Uint8Array(capacity)
}
