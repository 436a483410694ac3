import type { ChainView } from '../chain/view.js'
import type { EpochParams } from '../consensus/inputs.js'
import { weightedMedian } from '../consensus/median.js'

/**
 * The public weights of a subnet as anyone can read them: rows of the validators that count, normalised, one stake each.
 * A strategy keeps one of these and fills it anew; committed rows show once they are revealed.
 *
 * A row counts if its validator has a permit, stake weight and an update within the activity cutoff. Weights on itself
 * are left out, but for the owner's. Source of the masks: epoch/run_epoch.rs, 14bc6f9f.
 */
export class VisibleRows {
  /** UIDs of the subnet: length of a row. */
  n = 0
  count = 0
  uids = new Uint16Array(64)
  /** Normalised stake weight at the last epoch, 0..1; the rows left out are missing from the sum. */
  stakes = new Float64Array(64)
  totalStake = 0
  /** Row k is at k n .. k n + n - 1; each adds up to 1, or is empty. */
  weights = new Float64Array(4096)

  /** @param skip by uid: 1 leaves that validator out */
  read(chain: ChainView, netuid: number, skip: Uint8Array): void {
    const n = chain.neuronCount(netuid)
    chain.epochParams(netuid, params)
    const owner = chain.ownerUid(netuid)
    this.n = n
    this.count = 0
    this.totalStake = 0
    for (let uid = 0; uid < n; uid++) {
      if (skip[uid] === 1 || !chain.permit(netuid, uid) || chain.stakeWeight(netuid, uid) <= 0) continue
      if (chain.lastUpdate(netuid, uid) + params.activityCutoff < chain.block) continue
      this.#reserve(this.count + 1, n)
      this.uids[this.count] = uid
      this.stakes[this.count] = chain.stakeWeight(netuid, uid)
      this.totalStake += this.stakes[this.count]
      this.#readRow(chain, netuid, uid, uid === owner)
      this.count++
    }
  }

  #readRow(chain: ChainView, netuid: number, validator: number, keepsOwn: boolean): void {
    const { n, weights } = this
    const base = this.count * n
    let sum = 0
    for (let uid = 0; uid < n; uid++) {
      const weight = uid === validator && !keepsOwn ? 0 : Math.max(0, chain.weight(netuid, validator, uid))
      weights[base + uid] = weight
      sum += weight
    }
    if (sum > 0) for (let k = base; k < base + n; k++) weights[k] /= sum
  }

  /**
   * Consensus on a UID, with one more row added: the largest weight that stake of at least kappa supports.
   * @param extra, extraStake  weight and stake of the added row; a stake of 0 adds none
   */
  consensus(uid: number, kappa: number, extra = 0, extraStake = 0): number {
    const { count, n, stakes, weights } = this
    let scored = 0
    let none = 0
    for (let k = 0; k < count; k++) {
      const weight = weights[k * n + uid]
      if (weight > 0) {
        scratchScore[scored] = weight
        scratchStake[scored++] = stakes[k]
      } else none += stakes[k]
    }
    if (extra > 0 && extraStake > 0) {
      scratchScore[scored] = extra
      scratchStake[scored++] = extraStake
    } else none += extraStake
    const total = this.totalStake + extraStake
    return weightedMedian(scratchScore, scratchStake, 0, scored, none, total * (1 - kappa), 0)
  }

  #reserve(rows: number, n: number): void {
    if (this.weights.length < rows * n) {
      const weights = new Float64Array(Math.max(rows * n, this.weights.length * 2))
      weights.set(this.weights)
      this.weights = weights
    }
    if (this.uids.length < rows) {
      const uids = new Uint16Array(rows * 2)
      const stakes = new Float64Array(rows * 2)
      uids.set(this.uids)
      stakes.set(this.stakes)
      this.uids = uids
      this.stakes = stakes
    }
    if (scratchScore.length < rows + 1) {
      scratchScore = new Float64Array(rows * 2)
      scratchStake = new Float64Array(rows * 2)
    }
  }
}

const params = {} as EpochParams
let scratchScore = new Float64Array(64)
let scratchStake = new Float64Array(64)
