import type { World } from '../../state/world.js'
import { pearson } from '../../stats/correlation.js'
import { mean } from '../../stats/mean.js'
import { defineGauge, type Gauge, type Watch } from './gauge.js'
import { Outflow } from './outflow.js'

/** Beats of an hour: 300 blocks. */
const HOUR = 5
const DAY = 24
/** Hours that a run is looked at: from a day before it is seen. */
const LENGTH = 3 * DAY
/** A run: this part of a pool leaves within a day. A subnet is caught by it: this part leaves within the three days. */
const RUN = 0.2
const CAUGHT = 0.1
/** First and last part of the alpha sold in a run, by which it pays to be first. */
const DECILE = 0.1

interface BankRun {
  readonly netuid: number
  /** Largest net outflow within the three days, as part of the pool before. */
  readonly size: number
  readonly firstMoverPremium: number
  readonly contagion: number
  readonly correlation: number
}

/**
 * Bank runs: users take more than a fifth of a pool's TAO out, net of what they bring, within a day.
 *
 * A run is looked at over three days, from a day before the fifth is passed; until these are over no other begins on that
 * subnet. Figures are those of the largest run. Flows are seen by hours of 300 blocks.
 */
class BankRuns implements Gauge {
  readonly #world: World
  readonly #flow: Outflow
  /** Hour in which a run on the subnet will have been looked at long enough, 0 none. By netuid. */
  readonly #until: Float64Array
  #beat = 0
  #hour = 0
  #count = 0
  #largest: BankRun | undefined

  constructor(watch: Watch) {
    this.#world = watch.world
    this.#flow = new Outflow(watch.world, LENGTH)
    this.#until = new Float64Array(watch.world.subnets.exists.length)
  }

  trade(_cohort: number, _agent: number, netuid: number, side: number, tao: number, alpha: number): void {
    if (side === 1) this.#flow.sold(netuid, tao, alpha)
  }

  beat(): void {
    if (++this.#beat % HOUR !== 0) return
    this.#hour++
    this.#flow.endHour()
    const { netuids } = this.#world
    for (let k = 0; k < netuids.length; k++) this.#look(netuids[k])
  }

  close(): void {
    for (const netuid of this.#world.netuids) if (this.#until[netuid] > 0) this.#judge(netuid)
  }

  /** Runs seen. */
  get count(): number {
    return this.#count
  }

  /** Of the largest run; NaN where there was none. */
  figure(name: 'size' | 'firstMoverPremium' | 'contagion' | 'correlation'): number {
    return this.#largest ? this.#largest[name] : Number.NaN
  }

  #look(netuid: number): void {
    const until = this.#until
    if (until[netuid] > 0) {
      if (this.#hour >= until[netuid]) this.#judge(netuid)
      return
    }
    if (this.#flow.part(netuid, DAY) <= RUN) return
    this.#count++
    until[netuid] = this.#hour + LENGTH - DAY
  }

  #judge(netuid: number): void {
    const flow = this.#flow
    // The run began a day before it was seen; what is left of that in the ring, if the end of the world came early.
    const hours = LENGTH - Math.max(0, this.#until[netuid] - this.#hour)
    this.#until[netuid] = 0
    const size = flow.worst(netuid, hours)
    if (this.#largest && size <= this.#largest.size) return
    const others = [...this.#world.netuids].filter((other) => other !== netuid)
    const own = flow.hourly(netuid, hours)
    this.#largest = {
      netuid,
      size,
      firstMoverPremium: flow.premium(netuid, hours, DECILE),
      contagion: others.filter((other) => flow.worst(other, hours) > CAUGHT).length,
      correlation: mean(
        others.map((other) => pearson(own, flow.hourly(other, hours))).filter((one) => !Number.isNaN(one)),
      ),
    }
  }
}

export const bankRunsGauge = defineGauge('bank-runs', (watch) => new BankRuns(watch))
