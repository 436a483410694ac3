import { isConcentrated } from '../market/concentrated.js'
import { positionColumns, ROWS, rangeTokens } from '../market/concentrated-positions.js'
import { Injection } from '../market/market.js'
import type { World } from '../state/world.js'
import { NeuronView } from './neuron-view.js'
import { waiting } from './orders/book.js'
import type { Rules } from './rules.js'

/** The part of the view that concerns users' ranges and signed orders. Nothing here writes. */
export class PoolView extends NeuronView {
  readonly #chain: World
  readonly #inForce: Rules

  constructor(world: World, rules: Rules) {
    super(world, rules)
    this.#chain = world
    this.#inForce = rules
  }

  /** Whether users may open ranges in the pool. */
  takesRanges(netuid: number): boolean {
    return isConcentrated(this.#inForce.market) && this.#chain.subnets.userLiquidity[netuid] === 1
  }
  /** First range of a coldkey in a pool, as calls name it; -1 for none. */
  rangeOf(coldkey: number, netuid: number): number {
    const rows = positionColumns.of(this.#chain)
    for (let row = 0; row < ROWS; row++) {
      if (rows.netuid[row] === netuid && rows.coldkey[row] === coldkey) return row
    }
    return -1
  }
  /** Ends of a range, ticks. */
  rangeLow(range: number): number {
    return positionColumns.of(this.#chain).low[range]
  }
  rangeHigh(range: number): number {
    return positionColumns.of(this.#chain).high[range]
  }
  /** What a range of so much liquidity would have to bring now, RAO; one object, reused. */
  rangeNeeds(netuid: number, low: number, high: number, liquidity: number): Readonly<Injection> {
    rangeTokens(this.#chain, netuid, low, high, liquidity, needs)
    return needs
  }

  /** Whether signed orders are carried out at all. */
  get takesOrders(): boolean {
    return this.#inForce.params.limitOrders
  }
  /** Signed orders that wait on a subnet. */
  ordersWaiting(netuid: number): number {
    return waiting.of(this.#chain).count[netuid]
  }
}

const needs = new Injection()
