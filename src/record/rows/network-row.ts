import type { World } from '../../state/world.js'
import { BLOCKS_PER_DAY } from '../../units.js'
import { ascending } from '../concentration.js'
import type { RecordView } from '../view.js'
import type { Flows, RunningTotal } from './flows.js'

const WEEK = 7 * BLOCKS_PER_DAY

/** Running totals of the network as a whole. */
type Total = 'minted' | 'recycled' | 'trades' | 'refusals'

/** The network at the sample at hand. */
export class NetworkRow {
  readonly view: RecordView
  readonly world: World
  /** Emission shares of all subnets, frozen ones included, ascending. */
  shares: Float64Array = new Float64Array(0)
  /** RAO recycled per block over the last seven days, or since the start if that is shorter; 0 at the start. */
  recycleRate = 0
  readonly #flows: Flows
  readonly #before: Record<Total, number> = {
    minted: Number.NaN,
    recycled: Number.NaN,
    trades: Number.NaN,
    refusals: Number.NaN,
  }
  /** Past samples, oldest first: block and RAO recycled until then. */
  readonly #recycled: [block: number, total: number][] = []
  #scratch = new Float64Array(0)
  #unsorted = new Float64Array(0)

  constructor(view: RecordView, flows: Flows) {
    this.view = view
    this.world = view.world
    this.#flows = flows
  }

  get days(): number {
    return this.#flows.days
  }

  /** What was added to a running total since the last sample, over the subnets that live. */
  since(name: RunningTotal): number {
    return this.#flows.sum(this.world, name)
  }

  /** What was added to a total of the network since the last sample. */
  sinceTotal(name: Total): number {
    return this.#total(name) - this.#before[name]
  }

  /** A figure of the last block; empty at the start, before the run has stepped one. */
  ofBlock(value: number): number {
    return Number.isNaN(this.#flows.blocks) ? Number.NaN : value
  }

  /** A figure summed over the subnets that live. */
  sum(figure: (netuid: number) => number): number {
    let sum = 0
    for (const netuid of this.world.netuids) sum += figure(netuid)
    return sum
  }

  /** A figure summed over all subnets, frozen ones included. */
  sumOfAll(figure: (netuid: number) => number): number {
    let sum = 0
    for (const netuid of this.world.allNetuids) sum += figure(netuid)
    return sum
  }

  /** Prepare what several columns share. */
  look(): void {
    const { allNetuids, subnets } = this.world
    const count = allNetuids.length
    if (this.#scratch.length < count) {
      this.#scratch = new Float64Array(count)
      this.#unsorted = new Float64Array(count)
    }
    for (let k = 0; k < count; k++) this.#unsorted[k] = subnets.share[allNetuids[k]]
    this.shares = ascending(this.#unsorted, count, this.#scratch)
    const oldest = this.#recycled[0]
    const blocks = oldest ? this.world.block - oldest[0] : 0
    this.recycleRate = blocks > 0 ? (this.world.totals.recycled - oldest[1]) / blocks : 0
  }

  /** The sample is taken. */
  mark(): void {
    for (const name of ['minted', 'recycled', 'trades', 'refusals'] as const)
      this.#before[name] = this.#total(name)
    this.#recycled.push([this.world.block, this.world.totals.recycled])
    // The oldest sample kept is the youngest that is at least a week old.
    while (this.#recycled.length > 1 && this.world.block - this.#recycled[1][0] >= WEEK)
      this.#recycled.shift()
  }

  #total(name: Total): number {
    if (name === 'trades') return this.view.tradeTotal()
    if (name === 'minted' || name === 'recycled') return this.world.totals[name]
    const { refusals } = this.view
    let sum = 0
    for (let code = 1; code < refusals.length; code++) sum += refusals[code]
    return sum
  }
}
