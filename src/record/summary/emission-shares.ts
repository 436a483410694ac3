import { BLOCKS_PER_DAY } from '../../units.js'
import { defineGauge, type Gauge, type Watch } from './gauge.js'

/** Strategy of subnets that spend revenue on their own alpha. */
const REVENUE = 'revenue-buyback'

/** How the TAO emission moves between subnets, whether root sells, and what goes to subnets with revenue. */
class EmissionShares implements Gauge {
  readonly #watch: Watch
  readonly #before: Float64Array
  #moved = 0
  #days = 0
  #rootSells = 0
  #beats = 0
  #revenue = 0
  #revenueDays = 0
  #toRevenue = 0
  readonly #spentBefore: number

  constructor(watch: Watch) {
    this.#watch = watch
    this.#spentBefore = this.#spent()
    this.#before = Float64Array.from(watch.world.subnets.share)
  }

  beat(): void {
    this.#beats++
    if (this.#watch.view.rootSells()) this.#rootSells++
  }

  day(): void {
    const { share } = this.#watch.world.subnets
    const before = this.#before
    let known = 0
    let moved = 0
    for (let n = 0; n < share.length; n++) {
      moved += Math.abs(share[n] - before[n])
      known += before[n]
    }
    // Before the first block of a run there are no shares to have moved from.
    if (known > 0) {
      this.#moved += moved / 2
      this.#days++
    }
    before.set(share)
    this.#countRevenue()
  }

  /** Part of the emission that went to other subnets than the day before, mean over days. */
  get turnoverPerDay(): number {
    return this.#moved / this.#days
  }

  /** Part of the time in which root's alpha was sold. */
  get rootSellsPart(): number {
    return this.#rootSells / this.#beats
  }

  /** Emission share of the subnets with revenue, mean over days; NaN where no cohort models revenue. */
  get toRevenue(): number {
    return this.#revenue / this.#revenueDays
  }

  /** TAO a day that cohorts with revenue spent on alpha of their subnets, RAO; NaN where there is none. */
  get buybackPerDay(): number {
    return (this.#spent() - this.#spentBefore) / this.#watch.days
  }

  /** TAO emitted to their subnets, RAO a day. */
  get toRevenuePerDay(): number {
    return this.#toRevenue / this.#revenueDays
  }

  #spent(): number {
    const all = this.#watch.view.cohorts.flatMap((cohort) =>
      cohort.kind === REVENUE ? Array.from(cohort.remembered('spent') ?? []) : [],
    )
    return all.length > 0 ? all.reduce((sum, rao) => sum + rao, 0) : Number.NaN
  }

  #countRevenue(): void {
    const { view, world } = this.#watch
    const earning = new Set<number>()
    let known = false
    for (const cohort of view.cohorts) {
      const revenue = cohort.kind === REVENUE ? cohort.remembered('revenue') : undefined
      if (!revenue) continue
      known = true
      for (let agent = 0; agent < cohort.agents; agent++) {
        if (revenue[agent] > 0 && cohort.home(agent) >= 0) earning.add(cohort.home(agent))
      }
    }
    if (!known) return
    for (const netuid of earning) {
      this.#revenue += world.subnets.share[netuid]
      this.#toRevenue += world.subnets.share[netuid] * view.blockEmission() * BLOCKS_PER_DAY
    }
    this.#revenueDays++
  }
}

export const emissionSharesGauge = defineGauge('emission-shares', (watch) => new EmissionShares(watch))
