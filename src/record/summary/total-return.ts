import type { World } from '../../state/world.js'
import { median } from '../../stats/median.js'
import type { RecordView } from '../view.js'
import { alphaYield, logOfDay, rootYield } from '../yields.js'
import { defineGauge, type Gauge, type Watch } from './gauge.js'

/**
 * What staking and leaving everything staked would have brought, in TAO, at the default take:
 *
 *   root    exp(sum_d 20 ln(1 + y_d)) - 1                      y_d yield of a tempo, read once a day
 *   alpha   p_T / p_0 exp(sum_d 20 ln(1 + y_d)) - 1            of a subnet that lived throughout
 *
 * What the alpha would fetch at the end is less than its spot price says: the return is that of a small holding.
 */
export class TotalReturn implements Gauge {
  readonly #view: RecordView
  readonly #world: World
  readonly #first: Float64Array
  readonly #born: Float64Array
  readonly #earned: Float64Array
  #root = 0

  constructor({ view, world }: Watch) {
    this.#view = view
    this.#world = world
    const rows = world.subnets.exists.length
    this.#first = new Float64Array(rows)
    this.#earned = new Float64Array(rows)
    this.#born = Float64Array.from(world.subnets.registeredAt)
    view.prices(this.#first)
  }

  day(): void {
    const root = rootYield(this.#view)
    if (root > 0) this.#root += logOfDay(root)
    for (const netuid of this.#world.netuids) {
      const alpha = alphaYield(this.#view, netuid)
      if (alpha > 0) this.#earned[netuid] += logOfDay(alpha)
    }
  }

  /** Of TAO on root. */
  get ofRoot(): number {
    return Math.expm1(this.#root)
  }

  /** Of alpha, median over the subnets that lived throughout. */
  get ofAlpha(): number {
    const { netuids, subnets } = this.#world
    const stayed = [...netuids].filter(
      (netuid) => this.#first[netuid] > 0 && subnets.registeredAt[netuid] === this.#born[netuid],
    )
    return median(stayed.map((n) => (this.#view.price(n) / this.#first[n]) * Math.exp(this.#earned[n]) - 1))
  }
}

export const totalReturnGauge = defineGauge('total-return', (watch) => new TotalReturn(watch))
