import { defineGauge, type Gauge, type Watch } from './gauge.js'

/** What miners do: alpha they sell, and how many give up. */
class Miners implements Gauge {
  readonly #watch: Watch
  readonly #isMiner: readonly boolean[]
  #sold = 0
  #exits = 0

  constructor(watch: Watch) {
    this.#watch = watch
    this.#isMiner = watch.view.cohorts.map(({ role }) => role === 'miner')
  }

  trade(cohort: number, _agent: number, _netuid: number, side: number, tao: number): void {
    if (side === 1 && cohort >= 0 && this.#isMiner[cohort]) this.#sold += tao
  }

  event(kind: string, _netuid: number, cohort: number): void {
    if (kind === 'exit' && cohort >= 0 && this.#isMiner[cohort]) this.#exits++
  }

  /** TAO that miners got for alpha, RAO a day. NaN without cohorts of miners. */
  get soldPerDay(): number {
    return this.#any ? this.#sold / this.#watch.days : Number.NaN
  }

  get exitsPerDay(): number {
    return this.#any ? this.#exits / this.#watch.days : Number.NaN
  }

  get #any(): boolean {
    return this.#isMiner.includes(true)
  }
}

export const minersGauge = defineGauge('miners', (watch) => new Miners(watch))
