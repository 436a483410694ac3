import type { EpochFigures } from '../view.js'
import { defineGauge, type Gauge, type Watch } from './gauge.js'

/** What owners got as their cut while watched: alpha at the spot price of the moment, RAO of TAO. */
export class OwnerIncome implements Gauge {
  readonly #watch: Watch
  /** By coldkey; a subnet whose owner nobody models counts for itself, as minus its netuid. */
  readonly #income = new Map<number, number>()

  constructor(watch: Watch) {
    this.#watch = watch
  }

  epoch(netuid: number, { ownerCut }: EpochFigures): void {
    const coldkey = this.#watch.world.subnets.ownerColdkey[netuid]
    const owner = coldkey >= 0 ? coldkey : -netuid
    this.#income.set(owner, (this.#income.get(owner) ?? 0) + ownerCut * this.#watch.view.price(netuid))
  }

  /** Of every owner, ascending. */
  get incomes(): Float64Array {
    return Float64Array.from(this.#income.values()).sort()
  }
}

export const ownerIncomeGauge = defineGauge('owner-income', (watch) => new OwnerIncome(watch))
