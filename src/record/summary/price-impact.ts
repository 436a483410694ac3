import type { World } from '../../state/world.js'
import { median } from '../../stats/median.js'
import { defineGauge, type Gauge, type Watch } from './gauge.js'
import { type Prices, pricesGauge } from './prices.js'

/**
 * How much trades move the price, subnet by subnet:
 *
 *   Kyle      lambda = cov(r, q) / var(q)      r 60-block log return, q net TAO that users brought in those 60 blocks
 *   Amihud    mean over days of |r_d| / V_d    r_d daily log return, V_d TAO that users traded; days without are counted
 *
 * Pools differ in size by orders of magnitude, and lambda with them, so that a run's figure is the median of its subnets.
 *
 * Source: A. S. Kyle, Continuous auctions and insider trading, Econometrica 53 (1985) 1315-1335; Y. Amihud, Illiquidity and
 * stock returns, Journal of Financial Markets 5 (2002) 31-56
 */
class PriceImpact implements Gauge {
  readonly #world: World
  readonly #prices: Prices
  /** User TAO in and out until the last beat, and in the day so far. RAO. */
  readonly #in: Float64Array
  readonly #out: Float64Array
  readonly #traded: Float64Array
  readonly #return: Float64Array
  /** Sums over beats of q, r, q^2, q r, and their number. */
  readonly #beats: Float64Array
  readonly #q: Float64Array
  readonly #r: Float64Array
  readonly #qq: Float64Array
  readonly #qr: Float64Array
  /** Sum of |r_d| / V_d, and days with trades. */
  readonly #ratios: Float64Array
  readonly #days: Float64Array
  /** Days without a trade, over all subnets. */
  quietDays = 0

  constructor(watch: Watch) {
    const rows = watch.world.subnets.exists.length
    const column = () => new Float64Array(rows)
    this.#world = watch.world
    this.#prices = watch.of(pricesGauge)
    const { userInTotal, userOutTotal } = watch.world.subnets
    this.#in = Float64Array.from(userInTotal)
    this.#out = Float64Array.from(userOutTotal)
    this.#traded = column()
    this.#return = column()
    this.#beats = column()
    this.#q = column()
    this.#r = column()
    this.#qq = column()
    this.#qr = column()
    this.#ratios = column()
    this.#days = column()
  }

  beat(): void {
    const { netuids, subnets } = this.#world
    const { userInTotal, userOutTotal } = subnets
    const { step, seen } = this.#prices
    const lastIn = this.#in
    const lastOut = this.#out
    for (let k = 0; k < netuids.length; k++) {
      const n = netuids[k]
      const came = userInTotal[n] - lastIn[n]
      const went = userOutTotal[n] - lastOut[n]
      lastIn[n] = userInTotal[n]
      lastOut[n] = userOutTotal[n]
      if (seen[n] === 1) this.#startAnew(n)
      const r = step[n]
      if (!(r * r >= 0)) continue
      this.#traded[n] += came + went
      this.#return[n] += r
      const q = came - went
      this.#beats[n]++
      this.#r[n] += r
      if (q !== 0) {
        this.#q[n] += q
        this.#qq[n] += q * q
        this.#qr[n] += q * r
      }
    }
  }

  day(): void {
    const { netuids } = this.#world
    for (let k = 0; k < netuids.length; k++) {
      const n = netuids[k]
      if (this.#traded[n] > 0) {
        this.#ratios[n] += Math.abs(this.#return[n]) / this.#traded[n]
        this.#days[n]++
      } else this.quietDays++
      this.#traded[n] = this.#return[n] = 0
    }
  }

  /** 1/RAO, median over subnets. */
  get kyle(): number {
    return this.#median((n) => {
      const beats = this.#beats[n]
      const spread = this.#qq[n] - this.#q[n] ** 2 / beats
      return spread > 0 ? (this.#qr[n] - (this.#q[n] * this.#r[n]) / beats) / spread : Number.NaN
    })
  }

  /** 1/RAO, median over subnets. */
  get amihud(): number {
    return this.#median((n) => this.#ratios[n] / this.#days[n])
  }

  #median(figure: (netuid: number) => number): number {
    return median(Array.from(this.#world.netuids, figure).filter((one) => !Number.isNaN(one)))
  }

  /** Of a subnet that was dissolved nothing is kept: its last days are no market. */
  #startAnew(n: number): void {
    this.#traded[n] = this.#return[n] = this.#beats[n] = this.#q[n] = this.#r[n] = 0
    this.#qq[n] = this.#qr[n] = this.#ratios[n] = this.#days[n] = 0
  }
}

export const priceImpactGauge = defineGauge('price-impact', (watch) => new PriceImpact(watch))
