/** From scores to weights. */
export type WeightRule = 'softmax' | 'proportional' | 'rank' | 'winner-take-all'

/**
 * A row of weights in the making: UIDs and what is given to them. Strategies keep one each and fill it anew.
 */
export class WeightRow {
  uids = new Uint16Array(256)
  values = new Float64Array(256)
  count = 0

  /** Room for so many in all, for those who fill `uids` and `values` themselves. */
  reserve(count: number): void {
    while (this.uids.length < count) this.#grow()
  }

  add(uid: number, value: number): void {
    if (this.count === this.uids.length) this.#grow()
    this.uids[this.count] = uid
    this.values[this.count++] = value
  }

  copy(from: WeightRow): void {
    this.count = 0
    for (let k = 0; k < from.count; k++) this.add(from.uids[k], from.values[k])
  }

  /**
   * Turn scores (log units) into weights that add up to 1.
   *
   *   softmax           w ~ exp(gamma s)
   *   proportional      w ~ exp(s): in proportion to quality as such
   *   rank              w ~ 1 for the worst, 2 for the next, ... ; equals share the lower rank
   *   winner-take-all   w = 1 for the best, the first of equals
   *
   * @param contrast gamma, for the softmax
   */
  weigh(rule: WeightRule, contrast: number): void {
    if (rule === 'rank') this.#rank()
    else if (rule === 'winner-take-all') this.#best()
    else this.#soften(rule === 'softmax' ? contrast : 1)
    this.scale(1)
  }

  /**
   * Give the part b to the owner's UID (or the one it names) and the rest to the miners, as the owner asks. Where no
   * miner serves anything, that UID gets it all, so that the row does not go on paying those who left.
   */
  burn(owner: number, share: number): void {
    if (owner < 0) return
    if (this.count === 0 || share >= 1) {
      this.count = 0
      this.add(owner, 1)
    } else if (share > 0) {
      this.scale(1 - share)
      this.give(owner, share)
    }
  }

  /** Add to what a UID has in the row; the chain takes no UID twice. */
  give(uid: number, value: number): void {
    const at = this.uids.subarray(0, this.count).indexOf(uid)
    if (at < 0) this.add(uid, value)
    else this.values[at] += value
  }

  /** Multiply so that the values add up to `total`; a row of zeros stays one. */
  scale(total: number): void {
    const { values, count } = this
    let sum = 0
    for (let k = 0; k < count; k++) sum += values[k]
    if (sum <= 0) return
    const factor = total / sum
    for (let k = 0; k < count; k++) values[k] *= factor
  }

  #soften(contrast: number): void {
    const { values, count } = this
    // The greatest exponent is 0, so nothing overflows.
    let max = Number.NEGATIVE_INFINITY
    for (let k = 0; k < count; k++) if (values[k] > max) max = values[k]
    for (let k = 0; k < count; k++) values[k] = Math.exp(contrast * (values[k] - max))
  }

  #rank(): void {
    const { values, count } = this
    if (scratchRank.length < count) scratchRank = new Float64Array(this.values.length)
    for (let k = 0; k < count; k++) {
      let rank = 1
      for (let j = 0; j < count; j++) if (values[j] < values[k]) rank++
      scratchRank[k] = rank
    }
    for (let k = 0; k < count; k++) values[k] = scratchRank[k]
  }

  #best(): void {
    const { values, count } = this
    let best = 0
    for (let k = 1; k < count; k++) if (values[k] > values[best]) best = k
    for (let k = 0; k < count; k++) values[k] = k === best ? 1 : 0
  }

  #grow(): void {
    const uids = new Uint16Array(this.uids.length * 2)
    const values = new Float64Array(this.values.length * 2)
    uids.set(this.uids)
    values.set(this.values)
    this.uids = uids
    this.values = values
  }
}

let scratchRank = new Float64Array(256)
