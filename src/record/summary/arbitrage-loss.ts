import { defineGauge, type Watch } from './gauge.js'

/**
 * What pools lose to arbitrage: the gain that arbitrageurs book against the external prices they trade at (loss versus
 * rebalancing). No loss can be told where nobody arbitrages.
 *
 *   sum over their trades of P_ext dx - dy (bought), dy - P_ext dx (sold)          dx alpha, dy TAO, fees paid
 *
 * Source: J. Milionis, C. Moallemi, T. Roughgarden and A. L. Zhang, Automated market making and loss-versus-rebalancing
 * (2022), arXiv 2208.06046; the gain is booked by src/agents/strategies/arbitrageur.ts
 */
class ArbitrageLoss {
  readonly #watch: Watch
  readonly #before: number

  constructor(watch: Watch) {
    this.#watch = watch
    this.#before = this.#gained()
  }

  /** RAO a day; NaN without arbitrageurs. */
  get perDay(): number {
    return (this.#gained() - this.#before) / this.#watch.days
  }

  #gained(): number {
    let sum = Number.NaN
    for (const cohort of this.#watch.view.cohorts) {
      if (cohort.kind !== 'arbitrageur') continue
      const gains = cohort.remembered('gain')
      for (let i = 0; gains && i < gains.length; i++) sum = (Number.isNaN(sum) ? 0 : sum) + gains[i]
    }
    return sum
  }
}

export const arbitrageLossGauge = defineGauge('arbitrage-loss', (watch) => new ArbitrageLoss(watch))
