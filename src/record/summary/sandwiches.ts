import { defineGauge, type Gauge, type Watch } from './gauge.js'

/** Strategy of those who trade around the orders of others. */
const SANDWICHER = 'sandwicher'

/**
 * Purchases that a sandwicher's purchase came before in the same block, each carried out again on the pool as it stood
 * before the front-run:
 *
 *   without = x (1 - (y / (y + v))^(w / (1 - w))),   loss = (without - with) / without
 *
 * y, x the pool without the sandwich (RAO), v what the purchase paid net of fee, w weight of the TAO side; several
 * victims of one front-run follow one another on that pool. Exact on pools without curvature of their own (constant
 * product, weighted) that pay fees to the block's author; on other curves a figure of the same size.
 */
class Sandwiches implements Gauge {
  victims = 0
  /** Front-runs that were bought, and those that had a victim behind them and were sold after it. */
  fronts = 0
  successes = 0
  /** Losses weighted by what the victims paid; and that. */
  #lost = 0
  #paid = 0
  /** TAO that sandwichers got for sales less what they paid; alpha bought less sold, by netuid. */
  #tao = 0
  readonly #alpha: Float64Array
  readonly #watch: Watch
  readonly #some: boolean
  /** By netuid: block of a front-run that is open, victims behind it, and the pool without it. */
  readonly #block: Float64Array
  readonly #behind: Float64Array
  readonly #y: Float64Array
  readonly #x: Float64Array

  constructor(watch: Watch) {
    this.#watch = watch
    this.#some = watch.view.cohorts.some(({ kind }) => kind === SANDWICHER)
    const rows = watch.world.subnets.exists.length
    const column = () => new Float64Array(rows)
    this.#alpha = column()
    this.#block = column()
    this.#behind = column()
    this.#y = column()
    this.#x = column()
  }

  trade(
    cohort: number,
    _member: number,
    netuid: number,
    side: number,
    tao: number,
    alpha: number,
    fee: number,
    taoAfter: number,
    alphaAfter: number,
  ): void {
    if (!this.#some || netuid >= this.#block.length) return
    const own = cohort >= 0 && this.#watch.view.cohorts[cohort].kind === SANDWICHER
    if (this.#block[netuid] !== this.#watch.world.block) this.#closeOld(netuid)
    if (own && side === 0) this.#front(netuid, tao, alpha, fee, taoAfter, alphaAfter)
    else if (own) this.#back(netuid, tao, alpha)
    else if (this.#block[netuid] > 0) {
      if (side === 0) this.#victim(netuid, tao - fee, alpha)
      else this.#sale(netuid, alpha)
    }
  }

  /** A front-run of an earlier block, to be sold later, has done its work if a victim was behind it. */
  #closeOld(netuid: number): void {
    if (this.#block[netuid] > 0 && this.#behind[netuid] > 0) this.successes++
    this.#block[netuid] = 0
  }

  #front(
    netuid: number,
    tao: number,
    alpha: number,
    fee: number,
    taoAfter: number,
    alphaAfter: number,
  ): void {
    this.fronts++
    this.#tao -= tao
    this.#alpha[netuid] += alpha
    this.#block[netuid] = this.#watch.world.block
    this.#behind[netuid] = 0
    this.#y[netuid] = taoAfter - (tao - fee)
    this.#x[netuid] = alphaAfter + alpha
  }

  #back(netuid: number, tao: number, alpha: number): void {
    this.#tao += tao
    this.#alpha[netuid] -= alpha
    if (this.#block[netuid] === 0) return
    if (this.#behind[netuid] > 0) this.successes++
    this.#block[netuid] = 0
  }

  /** @param paid net of fee, RAO of TAO */
  #victim(netuid: number, paid: number, got: number): void {
    const w = this.#watch.view.taoWeight(netuid)
    const y = this.#y[netuid]
    const without = this.#x[netuid] * (1 - (y / (y + paid)) ** (w / (1 - w)))
    this.#y[netuid] += paid
    this.#x[netuid] -= without
    this.#behind[netuid]++
    this.victims++
    this.#lost += (paid * (without - got)) / without
    this.#paid += paid
  }

  /**
   * Somebody else's sale between the two moves the pool without the sandwich as well. @param paid RAO of alpha, with the
   * fee: the authors sell it at once
   */
  #sale(netuid: number, paid: number): void {
    const w = this.#watch.view.taoWeight(netuid)
    const x = this.#x[netuid]
    this.#y[netuid] *= (x / (x + paid)) ** ((1 - w) / w)
    this.#x[netuid] += paid
  }

  close(): void {
    for (let n = 0; n < this.#block.length; n++) this.#closeOld(n)
  }

  get exists(): boolean {
    return this.#some
  }
  /** RAO: sales less purchases, alpha left over at the spot price. */
  get profit(): number {
    let held = 0
    for (let n = 0; n < this.#alpha.length; n++) {
      if (this.#alpha[n] !== 0) held += this.#alpha[n] * this.#watch.view.price(n)
    }
    return this.#some ? this.#tao + held : Number.NaN
  }
  /** Mean loss of victims, weighted by what they paid, 1/10000. */
  get lossBps(): number {
    return (this.#lost / this.#paid) * 10_000
  }
  get successRate(): number {
    return this.successes / this.fronts
  }
}

export const sandwichesGauge = defineGauge('sandwiches', (watch) => new Sandwiches(watch))
