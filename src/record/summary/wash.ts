import { flowMemory } from '../../emission/shares/flow-memory.js'
import type { World } from '../../state/world.js'
import { BLOCKS_PER_DAY } from '../../units.js'
import { type Coalition, coalitionOf } from '../rows/coalition.js'
import { defineGauge, type Gauge, type Watch } from './gauge.js'

/** What farming of emission leaves in trades and flows. RAO. */
class Wash implements Gauge {
  readonly #watch: Watch
  readonly #coalition: Coalition
  /** TAO that adversaries paid for alpha and got for it, by netuid. */
  readonly #bought: Float64Array
  readonly #sold: Float64Array
  /** Protocol and user TAO when the watch began. */
  readonly #protocol: number
  readonly #user: number
  #signal = 0
  #signalDays = 0

  constructor(watch: Watch) {
    this.#watch = watch
    this.#coalition = coalitionOf(watch.view)
    const rows = watch.world.subnets.exists.length
    this.#bought = new Float64Array(rows)
    this.#sold = new Float64Array(rows)
    this.#protocol = protocolTao(watch.world)
    this.#user = userTao(watch.world)
  }

  trade(cohort: number, _member: number, netuid: number, side: number, tao: number): void {
    if (cohort < 0 || netuid >= this.#bought.length || !this.#watch.view.cohorts[cohort].adversary) return
    if (side === 0) this.#bought[netuid] += tao
    else this.#sold[netuid] += tao
  }

  day(): void {
    const { world } = this.#watch
    // Reading the memory of flow rules would make it, and so change the state of a run that has none.
    if (!world.attached.has(flowMemory as never)) return
    const { userEma } = flowMemory.of(world)
    let signal = 0
    for (const netuid of world.netuids) signal += Math.max(0, userEma[netuid])
    this.#signal += signal * BLOCKS_PER_DAY
    this.#signalDays++
  }

  /** Volume of round trips over what is left of it: 2 min(b, s) summed, over |b - s| summed; NaN if nothing is left. */
  get washRatio(): number {
    if (!this.#coalition.exists) return Number.NaN
    let round = 0
    let net = 0
    for (let n = 0; n < this.#bought.length; n++) {
      round += 2 * Math.min(this.#bought[n], this.#sold[n])
      net += Math.abs(this.#bought[n] - this.#sold[n])
    }
    return net > 0 ? round / net : Number.NaN
  }

  /** Smoothed positive user flow of all subnets a day, mean over the days; NaN where no rule goes by flow. */
  get signal(): number {
    return this.#signal / this.#signalDays
  }

  /** Protocol TAO that entered pools since the watch began. */
  get protocol(): number {
    return protocolTao(this.#watch.world) - this.#protocol
  }
  /** User TAO in less out. */
  get user(): number {
    return userTao(this.#watch.world) - this.#user
  }
}

const sum = (column: Float64Array): number => column.reduce((total, value) => total + value, 0)
const protocolTao = ({ subnets }: World) => sum(subnets.injectedTotal) + sum(subnets.chainBuyTotal)
const userTao = ({ subnets }: World) => sum(subnets.userInTotal) - sum(subnets.userOutTotal)

export const washGauge = defineGauge('wash', (watch) => new Wash(watch))
