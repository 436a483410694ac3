import type { SubnetMatrix } from './matrix.js'

/** Scratch of one epoch. Every number is in raw bits (2^-32) unless said; shared by all subnets, grown when needed. */
export class Work {
  /** 1 where a neuron held a permit before this epoch, or owns the subnet. */
  permitted = new Uint8Array(0)
  /** Rows that an epoch must visit: the permitted, and those that still hold bonds. */
  rowList = new Uint16Array(0)
  rowCount = 0
  /** S, AS: normalised stake, active stake. */
  stake = new Float64Array(0)
  active = new Float64Array(0)
  trust = new Float64Array(0)
  rank = new Float64Array(0)
  incentive = new Float64Array(0)
  dividends = new Float64Array(0)
  // sums, maxima and factors of columns
  columnA = new Float64Array(0)
  columnB = new Float64Array(0)
  columnC = new Float64Array(0)
  // by slot
  clipped = new Float64Array(0)
  interpolated = new Float64Array(0)
  ema = new Float64Array(0)
  /** Bonds that are computed but not kept. */
  unstored = new Int32Array(0)
  /** 1 where a miner has incentive, so that bonds in it pay. */
  pays = new Uint8Array(0)
  // bonds that pay, one row after another: value, miner, and where each row of `rowList` ends
  payingBond = new Float64Array(0)
  payingUid = new Uint16Array(0)
  payingEnd = new Int32Array(0)

  fit(capacity: number, slots: number): void {
    if (this.stake.length < capacity) {
      this.permitted = new Uint8Array(capacity)
      this.rowList = new Uint16Array(capacity)
      this.stake = new Float64Array(capacity)
      this.active = new Float64Array(capacity)
      this.trust = new Float64Array(capacity)
      this.rank = new Float64Array(capacity)
      this.incentive = new Float64Array(capacity)
      this.dividends = new Float64Array(capacity)
      this.columnA = new Float64Array(capacity)
      this.columnB = new Float64Array(capacity)
      this.columnC = new Float64Array(capacity)
      this.pays = new Uint8Array(capacity)
      this.payingEnd = new Int32Array(capacity)
    }
    if (this.clipped.length < slots) {
      this.clipped = new Float64Array(slots)
      this.interpolated = new Float64Array(slots)
      this.ema = new Float64Array(slots)
      this.unstored = new Int32Array(slots)
      // one more: a bond that does not pay is written behind the last that does
      this.payingBond = new Float64Array(slots + 1)
      this.payingUid = new Uint16Array(slots + 1)
    }
  }
}

const shared = new Work()

/** The shared scratch, large enough for a matrix. */
export function workFor(matrix: SubnetMatrix): Work {
  shared.fit(matrix.capacity, matrix.rows.slots)
  return shared
}
