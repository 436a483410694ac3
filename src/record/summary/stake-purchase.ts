import { stakePurchaseCost } from '../../market/stake-purchase.js'
import { alphaOut } from '../../state/world.js'
import { median } from '../../stats/median.js'
import type { RecordView } from '../view.js'
import { defineGauge, type Gauge, type Watch } from './gauge.js'

/** What it takes to buy a share of each subnet's alpha out of its pool, once a day. RAO. */
class StakePurchase implements Gauge {
  readonly #view: RecordView
  #tenth = 0
  #days = 0
  #half = 0
  #halfDays = 0
  #reachable = 0
  #subnets = 0

  constructor(watch: Watch) {
    this.#view = watch.view
  }

  day(): void {
    const { netuids } = this.#view.world
    const tenths: number[] = []
    const halves: number[] = []
    for (const netuid of netuids) {
      const tenth = this.#cost(netuid, 0.1)
      const half = this.#cost(netuid, 0.5)
      if (Number.isFinite(tenth)) tenths.push(tenth)
      if (Number.isFinite(half)) halves.push(half)
    }
    this.#subnets += netuids.length
    this.#reachable += halves.length
    if (tenths.length > 0) {
      this.#tenth += median(tenths)
      this.#days++
    }
    if (halves.length > 0) {
      this.#half += median(halves)
      this.#halfDays++
    }
  }

  #cost(netuid: number, share: number): number {
    const { world } = this.#view
    return stakePurchaseCost(
      {
        tao: world.subnets.taoReserve[netuid],
        alpha: world.subnets.alphaReserve[netuid],
        taoWeight: this.#view.taoWeight(netuid),
        fee: this.#view.feeFraction(netuid),
        outside: alphaOut(world, netuid),
      },
      share,
    )
  }

  /** Median over subnets where the pool holds enough, mean over the days. */
  get tenth(): number {
    return this.#tenth / this.#days
  }
  get half(): number {
    return this.#half / this.#halfDays
  }
  /** Part of subnets and days in which half of the alpha cannot be bought. */
  get unreachable(): number {
    return 1 - this.#reachable / this.#subnets
  }
}

export const stakePurchaseGauge = defineGauge('stake-purchase', (watch) => new StakePurchase(watch))
