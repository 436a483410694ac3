import { alphaOut } from '../../state/world.js'
import { RAO_PER_TAO } from '../../units.js'
import { type Coalition, coalitionOf } from '../rows/coalition.js'
import { BEAT } from './board.js'
import { defineGauge, type Gauge, type Watch } from './gauge.js'

/** The adversaries' books, kept from genesis on every 60 blocks; the warm-up counts, for capital is at risk in it. */
class Books implements Gauge {
  readonly coalition: Coalition
  /** Most TAO that was committed at any time, RAO. */
  peak: number
  /** RAO that the chain emitted to subnets, in proportion to the alpha that the coalition held there. */
  captured = 0
  /** USD that came out of the attack less what went in, each flow at the TAO price of its block. */
  #usd = 0
  #parked: number
  /** TAO spent on alpha less what sales brought since the last beat, RAO. */
  #since = 0
  readonly #startUsd: number
  readonly #watch: Watch

  constructor(watch: Watch) {
    this.#watch = watch
    this.coalition = coalitionOf(watch.view)
    this.#parked = this.coalition.parked()
    this.peak = Math.max(0, this.coalition.committed())
    this.#startUsd = (this.coalition.start - this.#parked) * watch.view.taoPriceUsd()
  }

  beat(): void {
    if (!this.coalition.exists) return
    this.#enter()
    this.#capture()
  }

  /** Between two beats purchases and sales are followed one by one: a round trip within a block is seen. */
  trade(cohort: number, _member: number, _netuid: number, side: number, tao: number): void {
    if (cohort < 0 || !this.#watch.view.cohorts[cohort].adversary) return
    this.#since += side === 0 ? tao : -tao
    this.peak = Math.max(this.peak, this.coalition.start - this.#parked + this.#since)
  }

  close(): void {
    this.#enter()
  }

  /** The TAO price moves every 360 blocks, before agents decide: a beat sees the price of its own 60 blocks. */
  #enter(): void {
    const parked = this.coalition.parked()
    this.#since = 0
    if (parked === this.#parked) return
    this.#usd += (parked - this.#parked) * this.#watch.view.taoPriceUsd()
    this.#parked = parked
    this.peak = Math.max(this.peak, this.coalition.committed())
  }

  #capture(): void {
    const { world } = this.#watch
    const { alpha } = this.coalition
    const { netuids } = world
    for (let k = 0; k < netuids.length; k++) {
      const n = netuids[k]
      if (alpha[n] > 0) this.captured += BEAT * world.subnets.emissionTao[n] * (alpha[n] / alphaOut(world, n))
    }
  }

  /** What the coalition is worth more than at the start, RAO; NaN without one. */
  gain(): number {
    return this.coalition.exists ? this.coalition.value() - this.coalition.start : Number.NaN
  }

  /** The same in USD: what is still in the attack at the end counts at the last price. */
  gainUsd(): number {
    if (!this.coalition.exists) return Number.NaN
    const inside = this.coalition.value() - this.#parked
    return (this.#usd + inside * this.#watch.view.taoPriceUsd() - this.#startUsd) / RAO_PER_TAO
  }
}

export const booksGauge = defineGauge('books', (watch) => new Books(watch), 'start')
