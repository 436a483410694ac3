import { median } from '../../stats/median.js'
import type { EpochFigures } from '../view.js'
import { EpochPace } from './epoch-pace.js'
import { defineGauge, type Gauge, type Watch } from './gauge.js'

/**
 * Part of what miners are paid that goes to those whose true quality is above the median of those that serve their subnet;
 * what is withheld counts as paid to nobody. Epochs weigh by what they pay, at spot.
 */
class UsefulEmission implements Gauge {
  readonly #watch: Watch
  readonly #pace: EpochPace
  #useful = 0
  #paid = 0

  constructor(watch: Watch) {
    this.#watch = watch
    this.#pace = new EpochPace(watch)
  }

  epoch(netuid: number, { server }: EpochFigures): void {
    if (!this.#pace.looks(netuid)) return
    const { view, world } = this.#watch
    const first = netuid * world.stride
    const count = world.subnets.neuronCount[netuid]
    const qualities = new Float64Array(count)
    for (let uid = 0; uid < count; uid++) qualities[uid] = view.quality(netuid, uid)
    const middle = median(qualities.filter((q) => !Number.isNaN(q)))
    let useful = 0
    let all = 0
    for (let uid = 0; uid < count; uid++) {
      const incentive = world.neurons.incentive[first + uid]
      all += incentive
      if (qualities[uid] > middle) useful += incentive
    }
    if (!(all > 0) || Number.isNaN(middle)) return
    const value = server * view.price(netuid)
    this.#paid += value
    this.#useful += (value * useful) / all
  }

  get part(): number {
    return this.#useful / this.#paid
  }
}

export const usefulEmissionGauge = defineGauge('useful-emission', (watch) => new UsefulEmission(watch))
