import { totalIssuance } from '../../state/world.js'
import { mean } from '../../stats/mean.js'
import { BLOCKS_PER_DAY } from '../../units.js'
import { BEAT } from './board.js'
import { defineGauge, type Gauge, type Watch } from './gauge.js'
import { type Prices, pricesGauge } from './prices.js'

/** Days before the event over which the usual return is estimated, and those near it that are left out. */
const FROM = 120
const TO = 31
/** Days without which there is no usual return. */
const FEW = 10
/** Days by which the placebo comes before the event. */
const PLACEBO = 90
const BEATS_PER_DAY = BLOCKS_PER_DAY / BEAT

/** Logarithm of a price at a beat. */
export type Series = 'usd' | 'index'

/**
 * The first halving of the run, as an event study. Day 0 is the beat at which the issuance is seen past the first threshold
 * ahead of it: that is the same in a run whose rules do not halve, so that a pair of runs can be compared day by day.
 *
 *   CAR(h) = sum_{d=1}^{h} (r_d - m),   m mean of r over the days -120 .. -31, as far as the run has them
 *
 * r_d daily log return, days counted from day 0, of the TAO price in USD (`usd`) or of the sum of the prices of the subnets
 * that live at both ends of a beat (`index`). Kept: one number a day before the event, and those at +7 and +30 days.
 *
 * Source: A. C. MacKinlay, Event studies in economics and finance, Journal of Economic Literature 35 (1997) 13-39
 */
export class Halving implements Gauge {
  readonly #watch: Watch
  readonly #threshold: number
  /** Beat of the event, -1 before. */
  #event = -1
  #beat = 0
  #index = 0
  readonly #prices: Prices
  /**
   * Logarithms at every beat of the 120 + 90 days past, and of 30 days to come: days count from the event, which may fall
   * on any beat.
   */
  readonly #usd = new Ring((FROM + PLACEBO + 31) * BEATS_PER_DAY)
  readonly #levels = new Ring((FROM + PLACEBO + 31) * BEATS_PER_DAY)

  constructor(watch: Watch) {
    this.#watch = watch
    this.#threshold = watch.view.nextThreshold()
    this.#prices = watch.of(pricesGauge)
    this.#note()
  }

  beat(): void {
    this.#beat++
    // 30 days after the event all is known.
    if (this.#event >= 0 && this.#beat > this.#event + 30 * BEATS_PER_DAY) return
    if (this.#event < 0 && totalIssuance(this.#watch.world) >= this.#threshold) this.#event = this.#beat
    this.#see()
    this.#note()
  }

  /** Days from the start of the watch to the event; NaN if there was none. */
  get eventDay(): number {
    return this.#event >= 0 ? this.#event / BEATS_PER_DAY : Number.NaN
  }

  /** Logarithm of a price so many days after the event; NaN if the run did not come so far. The index is 0 at its start. */
  level(series: Series, days: number): number {
    return this.#event < 0 ? Number.NaN : this.#at(series, this.#event + days * BEATS_PER_DAY)
  }

  /** Cumulative abnormal return over the first days after the event. */
  abnormal(series: Series, days: number): number {
    return this.#event < 0 ? Number.NaN : this.#abnormalAfter(series, this.#event, days)
  }

  /** The same as if the event had been 90 days earlier, where nothing happened. */
  placebo(series: Series, days: number): number {
    return this.#event < 0
      ? Number.NaN
      : this.#abnormalAfter(series, this.#event - PLACEBO * BEATS_PER_DAY, days)
  }

  #abnormalAfter(series: Series, event: number, days: number): number {
    const usual: number[] = []
    for (let d = -FROM; d <= -TO; d++) {
      const step =
        this.#at(series, event + d * BEATS_PER_DAY) - this.#at(series, event + (d - 1) * BEATS_PER_DAY)
      if (!Number.isNaN(step)) usual.push(step)
    }
    if (usual.length < FEW) return Number.NaN
    const moved = this.#at(series, event + days * BEATS_PER_DAY) - this.#at(series, event)
    return moved - days * mean(usual)
  }

  #at(series: Series, beat: number): number {
    return (series === 'usd' ? this.#usd : this.#levels).at(beat)
  }

  #note(): void {
    this.#usd.push(Math.log(this.#watch.view.taoPriceUsd()))
    this.#levels.push(this.#index)
  }

  /** Chain the index over the subnets that had a price at the last beat too. */
  #see(): void {
    const { netuids } = this.#watch.world
    const { now, before, seen } = this.#prices
    let after = 0
    let then = 0
    for (let k = 0; k < netuids.length; k++) {
      const n = netuids[k]
      if (seen[n] > 1) {
        after += now[n]
        then += before[n]
      }
    }
    if (after > 0 && then > 0) this.#index += Math.log(after / then)
  }
}

/** The last values of a series, found by their number. */
class Ring {
  readonly #values: Float64Array
  #count = 0
  constructor(length: number) {
    this.#values = new Float64Array(length)
  }
  push(value: number): void {
    this.#values[this.#count % this.#values.length] = value
    this.#count++
  }
  /** NaN if it has not come yet, or has been forgotten. */
  at(index: number): number {
    const known = index >= 0 && index < this.#count && index >= this.#count - this.#values.length
    return known ? this.#values[index % this.#values.length] : Number.NaN
  }
}

export const halvingGauge = defineGauge('halving', (watch) => new Halving(watch))
