import type { World } from '../../state/world.js'
import { BLOCKS_PER_DAY } from '../../units.js'
import { BEAT } from './board.js'
import { defineGauge, type Gauge, type Watch } from './gauge.js'
import { type Prices, pricesGauge } from './prices.js'

/**
 * How often a price falls by a part within a time: over all starting beats t whose window is over,
 *
 *   P(min_{0 < u <= window} p_{t+u} / p_t <= 1 - fall)
 *
 * Windows overlap, so that the counts of a run are not independent; the unit of replication is the run. A window in which
 * the subnet was dissolved does not count.
 */
class Crashes implements Gauge {
  readonly #world: World
  readonly #prices: Prices
  readonly #left: number
  readonly #window: number
  readonly #rows: number
  /** Prices of the last window, and whether the price has crashed since: a ring of beats, each a row by netuid. */
  readonly #ring: Float64Array
  readonly #crashed: Uint8Array
  /**
   * Highest start of the current and the last stretch of a window's length: together no lower than any start of the window
   * that has not crashed.
   */
  readonly #high: Float64Array
  readonly #highBefore: Float64Array
  #beat = 0
  #starts = 0
  #crashes = 0

  constructor(watch: Watch, fall: number, window: number) {
    this.#world = watch.world
    this.#prices = watch.of(pricesGauge)
    this.#left = 1 - fall
    this.#window = window / BEAT
    this.#rows = watch.world.subnets.exists.length
    this.#ring = new Float64Array(this.#window * this.#rows)
    this.#crashed = new Uint8Array(this.#window * this.#rows)
    this.#high = new Float64Array(this.#rows)
    this.#highBefore = new Float64Array(this.#rows)
    for (const netuid of watch.world.netuids) {
      this.#ring[netuid] = this.#high[netuid] = this.#prices.now[netuid]
    }
  }

  beat(): void {
    const { netuids } = this.#world
    const { now, seen } = this.#prices
    this.#beat++
    const place = this.#beat % this.#window
    if (place === 0) this.#turn()
    const ring = this.#ring
    const crashed = this.#crashed
    const high = this.#high
    const row = place * this.#rows
    for (let k = 0; k < netuids.length; k++) {
      const n = netuids[k]
      const p = now[n]
      const kept = Math.min(seen[n] - 1, this.#window)
      if (kept === 0) high[n] = this.#highBefore[n] = 0
      // Rare: only then may one of the last starts have crashed just now.
      if (p <= this.#left * Math.max(high[n], this.#highBefore[n])) this.#mark(n, p, kept)
      if (kept === this.#window) {
        this.#starts++
        this.#crashes += crashed[row + n]
      }
      ring[row + n] = p
      crashed[row + n] = 0
      if (p > high[n]) high[n] = p
    }
  }

  /** NaN while no window is over. */
  get probability(): number {
    return this.#crashes / this.#starts
  }

  /** Mark the starts that have crashed now; what is left of the window lies lower, so that a long fall is cheap. */
  #mark(n: number, p: number, kept: number): void {
    let highest = 0
    for (let back = 1; back <= kept; back++) {
      const at = ((this.#beat - back) % this.#window) * this.#rows + n
      const start = this.#ring[at]
      if (p <= this.#left * start) this.#crashed[at] = 1
      else if (start > highest && this.#crashed[at] === 0) highest = start
    }
    this.#high[n] = highest
    this.#highBefore[n] = 0
  }

  #turn(): void {
    this.#highBefore.set(this.#high)
    this.#high.fill(0)
  }
}

export const dayCrashGauge = defineGauge('crashes-1d', (watch) => new Crashes(watch, 0.2, BLOCKS_PER_DAY))
export const weekCrashGauge = defineGauge(
  'crashes-7d',
  (watch) => new Crashes(watch, 0.5, 7 * BLOCKS_PER_DAY),
)
