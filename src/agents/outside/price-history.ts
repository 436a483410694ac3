import type { ChainView } from '../../chain/view.js'
import { f64 } from '../../state/columns.js'
import { perRow, type World } from '../../state/world.js'

/** Days kept, today's included. */
const DAYS = 31

/**
 * Prices at the start of each of the last 30 days, TAO per alpha, for those who look back. Kept only in runs in which
 * someone does.
 */
export class PriceHistory {
  readonly #rows: number
  readonly #prices: Float64Array

  constructor(world: World) {
    this.#rows = world.subnets.exists.length
    const columns = perRow('outside/price-history', this.#rows * DAYS, {
      price: f64('TAO/alpha', 'price at the start of a day; 31 days in turn'),
    })
    this.#prices = columns.of(world).price
  }

  /** Once a day. */
  note(chain: ChainView): void {
    const day = Math.floor(chain.day) % DAYS
    const { netuids } = chain
    for (let n = 0; n < this.#rows; n++) this.#prices[day * this.#rows + n] = 0
    for (let k = 0; k < netuids.length; k++) {
      this.#prices[day * this.#rows + netuids[k]] = chain.price(netuids[k])
    }
  }

  /**
   * Return over so many days up to now: p / p' - 1. Over less while the run or the subnet is younger; 0 on its first day.
   * @param days 1..30
   */
  change(chain: ChainView, netuid: number, days: number): number {
    const today = Math.floor(chain.day)
    for (let back = Math.min(days, today); back >= 0; back--) {
      const day = (today - back) % DAYS
      const before = this.#prices[day * this.#rows + netuid]
      if (before > 0) return chain.price(netuid) / before - 1
    }
    return 0
  }
}
