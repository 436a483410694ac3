import { BLOCKS_PER_DAY } from '../../units.js'
import { defineGauge, type Watch } from './gauge.js'

/** What the network minted and recycled while watched. */
class Supply {
  readonly #watch: Watch
  readonly #minted: number
  readonly #recycled: number

  constructor(watch: Watch) {
    this.#watch = watch
    this.#minted = watch.world.totals.minted
    this.#recycled = watch.world.totals.recycled
  }

  /** RAO per day. */
  get mintedPerDay(): number {
    return (this.#watch.world.totals.minted - this.#minted) / this.#watch.days
  }

  /** RAO per day. */
  get recycledPerDay(): number {
    return (this.#watch.world.totals.recycled - this.#recycled) / this.#watch.days
  }

  /** Blocks watched. */
  get blocks(): number {
    return this.#watch.days * BLOCKS_PER_DAY
  }
}

export const supplyGauge = defineGauge('supply', (watch) => new Supply(watch))
