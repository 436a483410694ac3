/**
 * Counts of values in equal bins: quantiles of as many values as come, in fixed memory. Values outside
 * fall into the bin at the end. Quantiles are exact to the width of a bin, the mean is exact.
 */
export class Histogram {
  readonly #low: number
  readonly #width: number
  readonly bins: Float64Array
  count = 0
  #sum = 0

  constructor(low: number, high: number, bins: number) {
    this.#low = low
    this.#width = (high - low) / bins
    this.bins = new Float64Array(bins)
  }

  /** NaN is no value. */
  add(value: number): void {
    if (Number.isNaN(value)) return
    const bin = Math.floor((value - this.#low) / this.#width)
    this.bins[Math.min(this.bins.length - 1, Math.max(0, bin))]++
    this.count++
    this.#sum += value
  }

  /** NaN of nothing. */
  get mean(): number {
    return this.#sum / this.count
  }

  /** Middle of the first bin up to which a part `p` of the values lies; NaN of nothing. */
  quantile(p: number): number {
    if (this.count === 0) return Number.NaN
    let bin = 0
    let upTo = this.bins[0]
    while (bin < this.bins.length - 1 && upTo < p * this.count) upTo += this.bins[++bin]
    return this.#low + (bin + 0.5) * this.#width
  }
}
