import { runningTotals } from '../../state/tables.js'
import type { World } from '../../state/world.js'
import { defineGauge, type Watch } from './gauge.js'

type Total = (typeof runningTotals)[number]

/** What the network minted and recycled, and what passed its pools, while watched. */
class Supply {
  readonly #watch: Watch
  readonly #minted: number
  readonly #recycled: number
  readonly #before: ReadonlyMap<Total, number>

  constructor(watch: Watch) {
    const { world } = watch
    this.#watch = watch
    this.#minted = world.totals.minted
    this.#recycled = world.totals.recycled
    this.#before = new Map(runningTotals.map((name) => [name, sum(world, name)]))
  }

  /** RAO per day. */
  get mintedPerDay(): number {
    return (this.#watch.world.totals.minted - this.#minted) / this.#watch.days
  }

  /** RAO per day. */
  get recycledPerDay(): number {
    return (this.#watch.world.totals.recycled - this.#recycled) / this.#watch.days
  }

  /** What a running total of all subnets grew by; those that were dissolved count too. */
  passed(name: Total): number {
    return sum(this.#watch.world, name) - this.#before.get(name)!
  }
}

const sum = (world: World, name: Total): number =>
  Float64Array.from(world.subnets[name]).reduce((total, value) => total + value, 0)

export const supplyGauge = defineGauge('supply', (watch) => new Supply(watch))
