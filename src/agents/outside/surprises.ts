/**
 * What chance brought from outside since the run began, less what was to be expected when it was drawn.
 *
 *   S = sum_i w_i (X_i - E[X_i])        X_i a draw, w_i what it is worth, known before it
 *
 * Each term has mean 0 whatever came before it, and so has their sum: over replicates each of the three has mean exactly 0,
 * in every scenario and under every rule. That makes them controls: what a result owes to them may be taken off it, and its
 * mean stays as it was. They are sums over the run alone: nothing that agents or the chain do reads them, and a run that goes
 * on from a saved state begins them anew, as it does its records.
 *
 * Source: S. S. Lavenberg and P. D. Welch, A perspective on the use of control variables to increase the efficiency of Monte
 * Carlo simulations, Management Science 27 (1981) 322-335
 */
export class Surprises {
  /** Of ln P, the TAO price in USD: what its normals and jumps added, less the mean of the jumps. Log. */
  taoUsd = 0
  /** TAO that the market-wide flow would have brought to all pools as they stood when it was drawn, RAO. */
  marketFlow = 0
  /** Net TAO of the orders of retail and large holders that are not undone, less its mean at each order, RAO. */
  orderFlow = 0
  #fast = 0
  #slow = 0

  /**
   * A day's draw of the market-wide flow. The slow part goes on at the size that its kicks had when they were drawn.
   *
   * @param fast  RAO a day        @param keep  part of the slow flow that is left of yesterday's        @param kick  RAO a day
   */
  drawFlow(fast: number, keep: number, kick: number): void {
    this.#fast = fast
    this.#slow = keep * this.#slow + kick
  }

  /** The day that was drawn passes. */
  passDay(): void {
    this.marketFlow += this.#fast + this.#slow
  }
}
