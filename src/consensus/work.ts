import type { SubnetMatrix } from './matrix.js'

/** Most neurons of a subnet; the chain allows 256. */
export const MAX_UIDS = 512
/** Most weights and bonds of a subnet. */
export const MAX_SLOTS = MAX_UIDS * MAX_UIDS

/**
 * The workbench of an epoch: every number in raw bits (2^-32) unless said. One for all subnets, made once.
 *
 * Arrays that never change identity are worth a copy: V8 builds the address and length of a module constant
 * into the code of a loop, and loads both again and again for an array it is handed. A bonds pass over 5,984
 * slots takes 0.35 of the time. So an epoch lays its slots out here, works, and takes the bonds back. Each
 * file that loops over them keeps them as constants of its own (`const { uid } = work`), since V8 does not
 * see through an import.
 */
export const work = {
  /** 1 where a neuron held a permit before this epoch, or owns the subnet. */
  permitted: new Uint8Array(MAX_UIDS),
  /** Rows that an epoch must visit: the permitted, and those that still hold bonds; none that is empty. */
  rowList: new Uint16Array(MAX_UIDS),
  /** S, AS: normalised stake, active stake. */
  stake: new Float64Array(MAX_UIDS),
  active: new Float64Array(MAX_UIDS),
  trust: new Float64Array(MAX_UIDS),
  rank: new Float64Array(MAX_UIDS),
  incentive: new Float64Array(MAX_UIDS),
  dividends: new Float64Array(MAX_UIDS),
  consensus: new Float64Array(MAX_UIDS),
  // sums, maxima and factors of columns
  columnA: new Float64Array(MAX_UIDS),
  columnB: new Float64Array(MAX_UIDS),
  columnC: new Float64Array(MAX_UIDS),
  columnD: new Float64Array(MAX_UIDS),
  /** 1 where a miner has incentive, so that bonds in it pay. */
  pays: new Uint8Array(MAX_UIDS),

  // by slot, where the slot lies in the matrix
  uid: new Uint16Array(MAX_SLOTS),
  norm: new Float64Array(MAX_SLOTS),
  /** u16, -1 none. */
  bond: new Int32Array(MAX_SLOTS),
  present: new Uint8Array(MAX_SLOTS),
  clipped: new Float64Array(MAX_SLOTS),
  /** What a bond is paid for. */
  bid: new Float64Array(MAX_SLOTS),
  ema: new Float64Array(MAX_SLOTS),

  // bonds that pay, one row after another: value, miner, and where each row of `rowList` ends. One place
  // more: a bond that does not pay is written behind the last that does
  payingBond: new Float64Array(MAX_SLOTS + 1),
  payingUid: new Uint16Array(MAX_SLOTS + 1),
  payingEnd: new Int32Array(MAX_UIDS),
}

const { uid, norm, bond, present } = work

/** Lay out the slots of a matrix. */
export function layOut(matrix: SubnetMatrix): void {
  const { rows } = matrix
  const { used } = rows
  uid.set(rows.uid.subarray(0, used))
  norm.set(rows.norm.subarray(0, used))
  bond.set(rows.bond.subarray(0, used))
  present.set(rows.present.subarray(0, used))
}
