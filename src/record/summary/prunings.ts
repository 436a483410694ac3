import { median } from '../../stats/median.js'
import type { EventKind } from '../run.js'
import { defineGauge, type Gauge, type Watch } from './gauge.js'

/**
 * Whether the right subnets have to go: fundamental values of those that were dissolved, against the median of all that
 * lived on the last day before. A newcomer younger than that is not judged.
 */
class Prunings implements Gauge {
  readonly #watch: Watch
  /** Fundamental values of the last day by netuid, TAO per alpha; NaN where no subnet was. */
  readonly #values: Float64Array
  #middle = Number.NaN
  #judged = 0
  #wrong = 0

  constructor(watch: Watch) {
    this.#watch = watch
    this.#values = new Float64Array(watch.world.subnets.exists.length)
    this.day()
  }

  day(): void {
    const { view, world } = this.#watch
    this.#values.fill(Number.NaN)
    for (const netuid of world.netuids) this.#values[netuid] = view.fundamental(netuid)
    this.#middle = median(this.#values.filter((value) => !Number.isNaN(value)))
  }

  event(kind: EventKind, netuid: number): void {
    if (kind !== 'subnet_dissolution') return
    const value = this.#values[netuid]
    if (Number.isNaN(value)) return
    this.#judged++
    if (value > this.#middle) this.#wrong++
    // Its successor under the same netuid is somebody else.
    this.#values[netuid] = Number.NaN
  }

  /** Part of the dissolved that were worth more than the median; NaN if none was dissolved. */
  get wrong(): number {
    return this.#wrong / this.#judged
  }
}

export const pruningsGauge = defineGauge('prunings', (watch) => new Prunings(watch))
