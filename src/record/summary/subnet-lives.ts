import { survivalCurve } from '../../stats/kaplan-meier.js'
import { BLOCKS_PER_DAY, BLOCKS_PER_YEAR } from '../../units.js'
import { defineGauge, type Gauge, type Watch } from './gauge.js'

/** How long subnets live: each from its registration, or from the beginning of the watch, until it is dissolved. */
class SubnetLives implements Gauge {
  readonly #watch: Watch
  /** Block from which the subnet of a netuid is watched; NaN where there is none. */
  readonly #since: Float64Array
  readonly #lives: number[] = []
  #subnetDays = 0
  deaths = 0

  constructor(watch: Watch) {
    this.#watch = watch
    this.#since = new Float64Array(watch.world.subnets.exists.length).fill(Number.NaN)
    for (const netuid of watch.world.netuids) this.#since[netuid] = watch.from
  }

  day(): void {
    this.#subnetDays += this.#watch.world.netuids.length
  }

  event(kind: string, netuid: number): void {
    const { block } = this.#watch.world
    if (kind === 'subnet_registration') this.#since[netuid] = block
    if (kind !== 'subnet_dissolution' || Number.isNaN(this.#since[netuid])) return
    this.#lives.push(block - this.#since[netuid])
    this.#since[netuid] = Number.NaN
    this.deaths++
  }

  /** Subnets dissolved in a year, for each that lived. */
  get turnoverPerYear(): number {
    return (this.deaths / this.#subnetDays) * (BLOCKS_PER_YEAR / BLOCKS_PER_DAY)
  }

  /** Part still there after so many blocks, by Kaplan and Meier; NaN if none was watched so long. */
  survival(blocks: number): number {
    const { block } = this.#watch.world
    const going = [...this.#since].filter((since) => !Number.isNaN(since)).map((since) => block - since)
    const times = [...this.#lives, ...going]
    const censored = times.map((_, i) => i >= this.#lives.length)
    const steps = survivalCurve(times, censored).filter(({ time }) => time <= blocks)
    const left = steps.at(-1)?.survival ?? 1
    return left === 0 || times.some((time) => time >= blocks) ? left : Number.NaN
  }
}

export const subnetLivesGauge = defineGauge('subnet-lives', (watch) => new SubnetLives(watch))
