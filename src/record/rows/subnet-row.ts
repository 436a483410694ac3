import type { World } from '../../state/world.js'
import type { RecordView } from '../view.js'
import type { Flows, RunningTotal } from './flows.js'

/** The subnet at hand: a cursor over the subnet table. */
export class SubnetRow {
  readonly view: RecordView
  readonly world: World
  netuid = 0
  readonly #flows: Flows

  constructor(view: RecordView, flows: Flows) {
    this.view = view
    this.world = view.world
    this.#flows = flows
  }

  /** Days since the last sample; NaN at the first. */
  get days(): number {
    return this.#flows.days
  }

  /** What was added to a running total since the last sample. */
  since(name: RunningTotal): number {
    return this.#flows.since(this.world, name, this.netuid)
  }

  /** A figure of the last block; empty at the start, before the run has stepped one. */
  ofBlock(value: number): number {
    return Number.isNaN(this.#flows.blocks) ? Number.NaN : value
  }

  /** Spot price, TAO per alpha. */
  get price(): number {
    return this.view.price(this.netuid)
  }
}
