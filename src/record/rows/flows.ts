import { runningTotals } from '../../state/tables.js'
import type { World } from '../../state/world.js'

/** Columns of the subnet table that only ever grow. */
const running = [...runningTotals, 'volume'] as const
export type RunningTotal = (typeof running)[number]

/**
 * Running totals as they stood at the last sample, so that a flow is a difference: what passed since then.
 * Before the first sample there is no flow (NaN), not a flow of 0.
 */
export class Flows {
  /** Blocks since the last sample; NaN before the first. */
  blocks = Number.NaN
  #block = Number.NaN
  readonly #before = new Map<RunningTotal, Float64Array>()
  #registeredAt: Float64Array = new Float64Array(0)

  /** Days since the last sample. */
  get days(): number {
    return this.blocks / 7_200
  }

  /** A sample begins. */
  look(world: World): void {
    this.blocks = world.block - this.#block
  }

  /**
   * What passed on a netuid since the last sample. Running totals go on when a subnet is dissolved, so that nothing is lost or
   * counted twice; the volume, which the chain itself keeps, begins at zero with the next subnet.
   */
  since(world: World, name: RunningTotal, netuid: number): number {
    const before = this.#before.get(name)
    if (!before) return Number.NaN
    const reborn = this.#registeredAt[netuid] !== world.subnets.registeredAt[netuid]
    return world.subnets[name][netuid] - (reborn && name === 'volume' ? 0 : before[netuid])
  }

  /** The same over the subnets that live. */
  sum(world: World, name: RunningTotal): number {
    let sum = 0
    for (const netuid of world.netuids) sum += this.since(world, name, netuid)
    return this.#before.size > 0 ? sum : Number.NaN
  }

  /** The sample is taken: the next one counts from here. */
  mark(world: World): void {
    this.#block = world.block
    this.#registeredAt = keep(world.subnets.registeredAt, this.#registeredAt)
    for (const name of running) this.#before.set(name, keep(world.subnets[name], this.#before.get(name)))
  }
}

/** Copy a column, into the old copy if it fits. */
function keep(column: Float64Array | Uint32Array, old: Float64Array | undefined): Float64Array {
  const copy = old && old.length === column.length ? old : new Float64Array(column.length)
  copy.set(column)
  return copy
}
