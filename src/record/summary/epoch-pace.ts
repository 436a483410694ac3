import type { Watch } from './gauge.js'

/**
 * Which epochs the figures of a run look into: those that the table of epochs records too (`record.epochs`), at most one
 * a day on each subnet unless the scenario asks for more. Looking into an epoch costs some microseconds a hundred UIDs.
 */
export class EpochPace {
  readonly #watch: Watch
  readonly #due: Float64Array

  constructor(watch: Watch) {
    this.#watch = watch
    this.#due = new Float64Array(watch.world.subnets.exists.length)
  }

  /** Whether to look into this epoch; asked once for each. False where UIDs are not simulated. */
  looks(netuid: number): boolean {
    const { block, subnets } = this.#watch.world
    if (netuid >= this.#due.length || block < this.#due[netuid]) return false
    if (subnets.resolution[netuid] === 0 || subnets.neuronCount[netuid] === 0) return false
    this.#due[netuid] = block + this.#watch.run.record.epochs
    return true
  }
}
