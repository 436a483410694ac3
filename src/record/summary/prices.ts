import type { World } from '../../state/world.js'
import type { RecordView } from '../view.js'
import { defineGauge, type Gauge, type Watch } from './gauge.js'

/**
 * Spot prices of all subnets at each beat, and the step since the one before: what the gauges of volatility share.
 *
 * All arrays are by netuid. A netuid on which another subnet was registered begins anew.
 */
export class Prices implements Gauge {
  /** TAO per alpha. */
  now: Float64Array
  /** At the beat before. */
  before: Float64Array
  /** ln(now / before); NaN at the first beat of a subnet, or without a price. */
  readonly step: Float64Array
  /** Prices seen of the subnet that has the netuid now; 1: it is new, or the watch begins. */
  readonly seen: Float64Array
  readonly #world: World
  readonly #view: RecordView
  readonly #born: Float64Array

  constructor({ view, world }: Watch) {
    const rows = world.subnets.exists.length
    this.#world = world
    this.#view = view
    this.now = new Float64Array(rows)
    this.before = new Float64Array(rows)
    this.step = new Float64Array(rows)
    this.seen = new Float64Array(rows)
    this.#born = new Float64Array(rows).fill(-1)
    this.beat()
  }

  beat(): void {
    const { netuids, subnets } = this.#world
    const now = this.before
    const before = this.now
    this.now = now
    this.before = before
    this.#view.prices(now)
    const { registeredAt } = subnets
    const { step, seen } = this
    const born = this.#born
    for (let k = 0; k < netuids.length; k++) {
      const n = netuids[k]
      if (registeredAt[n] !== born[n]) {
        born[n] = registeredAt[n]
        seen[n] = 0
      }
      step[n] = seen[n] > 0 && now[n] > 0 && before[n] > 0 ? Math.log(now[n] / before[n]) : Number.NaN
      seen[n]++
    }
  }
}

export const pricesGauge = defineGauge('prices', (watch) => new Prices(watch))
