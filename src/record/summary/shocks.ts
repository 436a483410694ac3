import { defineGauge, type Gauge, type Watch } from './gauge.js'

/** An order below this part of a pool is no shock. */
const LARGE = 0.01

/**
 * The shock of a run, by which it is compared with a run without it: the first event of the scenario on a subnet, else the
 * largest single order as part of its pool.
 */
class Shocks implements Gauge {
  /** NaN where there was none. */
  netuid = Number.NaN
  block = Number.NaN
  /** TAO of the order, negative for a sale, RAO; NaN for an event of the scenario, whose size has a unit of its own. */
  tao = Number.NaN
  /** The same as part of the pool's TAO. */
  part = Number.NaN
  #scripted = false
  readonly #watch: Watch
  /** TAO in each pool at the last beat: an order is measured against the pool that it met. */
  readonly #pool: Float64Array

  constructor(watch: Watch) {
    this.#watch = watch
    this.#pool = Float64Array.from(watch.world.subnets.taoReserve)
  }

  beat(): void {
    this.#pool.set(this.#watch.world.subnets.taoReserve)
  }

  trade(_cohort: number, _agent: number, netuid: number, side: number, tao: number): void {
    const part = tao / this.#pool[netuid]
    if (this.#scripted || !(part > LARGE) || part <= Math.abs(this.part)) return
    this.#note(netuid)
    this.tao = side === 0 ? tao : -tao
    this.part = side === 0 ? part : -part
  }

  event(kind: string, netuid: number): void {
    if (kind !== 'shock' || netuid < 0 || this.#scripted) return
    this.#scripted = true
    this.#note(netuid)
    this.tao = this.part = Number.NaN
  }

  #note(netuid: number): void {
    this.netuid = netuid
    this.block = this.#watch.world.block
  }
}

export const shocksGauge = defineGauge('shocks', (watch) => new Shocks(watch))
