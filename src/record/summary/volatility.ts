import type { World } from '../../state/world.js'
import { defineGauge, type Gauge, type Watch } from './gauge.js'
import { type Prices, pricesGauge } from './prices.js'

/** 60-block returns of a whole day. */
const STEPS = 120

/**
 * Realised volatility of each subnet, day by day, from 60-block log returns r_k:
 *
 *   rv = sqrt(sum_{k=1}^{120} r_k^2)        jump = max(0, 1 - (pi/2) sum |r_k||r_{k-1}| / sum r_k^2)
 *
 * A day in which a subnet is born, or has no price, is left out of that subnet's days.
 *
 * Source: metrics of this project, section B; jump: O. E. Barndorff-Nielsen and N. Shephard, Power and bipower variation
 * with stochastic volatility and jumps, Journal of Financial Econometrics 2 (2004) 1-37
 */
class Volatility implements Gauge {
  readonly #world: World
  readonly #prices: Prices
  readonly #squares: Float64Array
  readonly #products: Float64Array
  readonly #last: Float64Array
  readonly #steps: Float64Array
  /** Of each subnet: days, mean of rv, sum of squares about it. */
  readonly #days: Float64Array
  readonly #mean: Float64Array
  readonly #spread: Float64Array
  #subnetDays = 0
  #sum = 0
  #jumps = 0
  #jumpDays = 0
  #deviations = 0
  #subnets = 0

  constructor(watch: Watch) {
    const rows = watch.world.subnets.exists.length
    const column = () => new Float64Array(rows)
    this.#world = watch.world
    this.#prices = watch.of(pricesGauge)
    this.#squares = column()
    this.#products = column()
    this.#last = column()
    this.#steps = column()
    this.#days = column()
    this.#mean = column()
    this.#spread = column()
  }

  beat(): void {
    const { netuids } = this.#world
    const { step, seen } = this.#prices
    const squares = this.#squares
    const products = this.#products
    const last = this.#last
    const steps = this.#steps
    for (let k = 0; k < netuids.length; k++) {
      const n = netuids[k]
      if (seen[n] === 1) this.#startAnew(n)
      const r = step[n]
      // NaN fails: such a beat does not count, and the day stays incomplete.
      if (r * r >= 0) {
        const size = Math.abs(r)
        squares[n] += r * r
        if (steps[n] > 0) products[n] += size * last[n]
        last[n] = size
        steps[n]++
      }
    }
  }

  day(): void {
    const { netuids } = this.#world
    for (let k = 0; k < netuids.length; k++) this.#endDay(netuids[k])
  }

  close(): void {
    for (let n = 0; n < this.#days.length; n++) this.#endSubnet(n)
  }

  /** Mean of rv over the days of all subnets. */
  get daily(): number {
    return this.#sum / this.#subnetDays
  }

  /** Standard deviation of a subnet's rv from day to day, mean over subnets. */
  get ofVolatility(): number {
    return this.#deviations / this.#subnets
  }

  /** Mean part of a day's variance that came in jumps. */
  get jumpPart(): number {
    return this.#jumps / this.#jumpDays
  }

  #endDay(n: number): void {
    const squares = this.#squares[n]
    if (this.#steps[n] === STEPS) {
      const rv = Math.sqrt(squares)
      const days = ++this.#days[n]
      const away = rv - this.#mean[n]
      this.#mean[n] += away / days
      this.#spread[n] += away * (rv - this.#mean[n])
      this.#sum += rv
      this.#subnetDays++
      if (squares > 0) {
        this.#jumps += Math.max(0, 1 - ((Math.PI / 2) * this.#products[n]) / squares)
        this.#jumpDays++
      }
    }
    this.#squares[n] = this.#products[n] = this.#last[n] = this.#steps[n] = 0
  }

  #startAnew(n: number): void {
    this.#endSubnet(n)
    this.#squares[n] = this.#products[n] = this.#last[n] = this.#steps[n] = 0
  }

  #endSubnet(n: number): void {
    if (this.#days[n] > 1) {
      this.#deviations += Math.sqrt(this.#spread[n] / (this.#days[n] - 1))
      this.#subnets++
    }
    this.#days[n] = this.#mean[n] = this.#spread[n] = 0
  }
}

export const volatilityGauge = defineGauge('volatility', (watch) => new Volatility(watch))
