import type { World } from '../../state/world.js'
import { BLOCKS_PER_DAY } from '../../units.js'
import { BEAT } from './board.js'
import { defineGauge, type Gauge, type Watch } from './gauge.js'
import { type Prices, pricesGauge } from './prices.js'

/**
 * How far, and how long, each subnet's price lies below the highest it has had since the watch began (or its birth):
 *
 *   max drawdown = max_t (1 - p_t / max_{u <= t} p_u)
 *
 * The duration is the longest time below a former peak, one that lasts at the end included. On the 60-block grid.
 */
class Drawdown implements Gauge {
  readonly #world: World
  readonly #prices: Prices
  readonly #peak: Float64Array
  readonly #deepest: Float64Array
  /** Beats below the last peak, the most so far, all together, and beats seen. */
  readonly #below: Float64Array
  readonly #longest: Float64Array
  readonly #under: Float64Array
  readonly #beats: Float64Array
  #subnets = 0
  #sumDeepest = 0
  #sumLongest = 0
  #allUnder = 0
  #allBeats = 0
  /** Of all subnets. */
  worst = Number.NaN

  constructor(watch: Watch) {
    const rows = watch.world.subnets.exists.length
    const column = () => new Float64Array(rows)
    this.#world = watch.world
    this.#prices = watch.of(pricesGauge)
    this.#peak = column()
    this.#deepest = column()
    this.#below = column()
    this.#longest = column()
    this.#under = column()
    this.#beats = column()
    for (const netuid of watch.world.netuids) this.#peak[netuid] = this.#prices.now[netuid]
  }

  beat(): void {
    const { netuids } = this.#world
    const { now, seen } = this.#prices
    const peak = this.#peak
    const deepest = this.#deepest
    const below = this.#below
    const longest = this.#longest
    for (let k = 0; k < netuids.length; k++) {
      const n = netuids[k]
      if (seen[n] === 1) this.#endSubnet(n)
      const p = now[n]
      this.#beats[n]++
      if (p >= peak[n]) {
        peak[n] = p
        below[n] = 0
      } else {
        const down = 1 - p / peak[n]
        if (down > deepest[n]) deepest[n] = down
        this.#under[n]++
        if (++below[n] > longest[n]) longest[n] = below[n]
      }
    }
  }

  close(): void {
    for (let n = 0; n < this.#beats.length; n++) this.#endSubnet(n)
  }

  /** Largest drawdown of a subnet, mean over subnets. */
  get deepest(): number {
    return this.#sumDeepest / this.#subnets
  }

  /** Longest time of a subnet below a former peak, days, mean over subnets. */
  get days(): number {
    return ((this.#sumLongest / this.#subnets) * BEAT) / BLOCKS_PER_DAY
  }

  /** Part of the time below a former peak. */
  get underPart(): number {
    return this.#allUnder / this.#allBeats
  }

  #endSubnet(n: number): void {
    if (this.#beats[n] > 0) {
      this.#subnets++
      this.#sumDeepest += this.#deepest[n]
      this.#sumLongest += this.#longest[n]
      this.#allUnder += this.#under[n]
      this.#allBeats += this.#beats[n]
      this.worst = Math.max(Number.isNaN(this.worst) ? 0 : this.worst, this.#deepest[n])
    }
    this.#peak[n] = this.#deepest[n] = this.#below[n] = 0
    this.#longest[n] = this.#under[n] = this.#beats[n] = 0
  }
}

export const drawdownGauge = defineGauge('drawdown', (watch) => new Drawdown(watch))
