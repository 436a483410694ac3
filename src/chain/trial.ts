import { flowMemory } from '../emission/shares/flow-memory.js'
import { BUY, Fill } from '../market/market.js'
import {
  type AnyTable,
  columnNames,
  createTable,
  type Schema,
  schemaOf,
  type Table,
} from '../state/columns.js'
import type { Attachment, World } from '../state/world.js'
import { nextShares } from './coinbase.js'
import type { Rules } from './rules.js'

type Arrays = Record<string, Float64Array>

/** What rules remember, copied from the real world when it is first asked for, and again before each trial. */
class Copies extends Map<Attachment<Schema>, Table<Schema>> {
  readonly #real: World['attached']

  constructor(real: World['attached']) {
    super()
    this.#real = real
  }

  override get(key: Attachment<Schema>): Table<Schema> | undefined {
    const own = super.get(key)
    const real = this.#real.get(key)
    if (own || !real) return own
    const copy = createTable(
      key.owner,
      schemaOf(real),
      (real as unknown as Arrays)[columnNames(real)[0]].length,
    )
    this.set(key, copy)
    copyColumns(real, copy)
    return copy
  }

  refresh(): void {
    for (const [key, copy] of this) {
      const real = this.#real.get(key)
      if (real) copyColumns(real, copy)
    }
  }
}

function copyColumns(from: AnyTable, to: AnyTable): void {
  for (const name of columnNames(from)) {
    const target = to as unknown as Arrays
    target[name].set((from as unknown as Arrays)[name])
  }
}

/** Columns of the subnet table that share rules and moving-price rules write. */
const written = ['movingPrice', 'userFlow', 'protocolFlow', 'share', 'minerBurned'] as const
const fill = new Fill()

/**
 * Tries out the share rule in force on a copy of what it reads and writes: "what if I had staked so much so long ago?"
 *
 *   flow rules    S + K f (1 - f)^t                 smoothed user flow,  M + K f^2 t (1 - f)^t   its own average
 *   price rules   m' = p' + (m - p') (1 - a)^t      moving price, p' the spot price after a purchase of K, held for t
 *
 * K TAO staked (RAO), t blocks ago, f smoothing of flows, a the rate at which the moving price follows in this block
 * (measured by a step of the rule from 0 to 1). Everything else stands still. With K = 0 only the moving price goes on
 * to the spot price. Own construction: a forecast, not a rule of the chain.
 */
export class Trial {
  readonly #real: World
  readonly #rules: Rules
  readonly #copy: World
  readonly #attached: Copies
  readonly #one = new Uint16Array(1)
  readonly #spot: Float64Array

  constructor(world: World, rules: Rules) {
    this.#real = world
    this.#rules = rules
    this.#attached = new Copies(world.attached)
    const columns = Object.fromEntries(written.map((name) => [name, world.subnets[name].slice()]))
    this.#copy = { ...world, subnets: { ...world.subnets, ...columns }, attached: this.#attached }
    this.#spot = new Float64Array(world.subnets.exists.length)
  }

  /** Share of `netuid` in the next block if `tao` RAO had been staked there `blocks` ago and held since. */
  shareIf(netuid: number, tao: number, blocks: number): number {
    this.#renew()
    const { subnets } = this.#copy
    const price = this.#priceAfter(netuid, tao)
    const kept = (1 - this.#rateOf(netuid)) ** blocks
    const moving = this.#real.subnets.movingPrice[netuid]
    subnets.movingPrice[netuid] = Math.min(price, 1) * (1 - kept) + moving * kept
    const { userEma, slowEma } = flowMemory.of(this.#copy)
    const f = this.#rules.emission.flowSmoothing
    const response = tao * f * (1 - f) ** blocks
    userEma[netuid] += response
    slowEma[netuid] += response * f * blocks
    return nextShares(this.#copy, this.#rules)[netuid]
  }

  /** Share of `netuid` in the next block if its moving price and the withheld part of its incentive were these. */
  shareAt(netuid: number, movingPrice: number, burned: number): number {
    this.#renew()
    this.#copy.subnets.movingPrice[netuid] = movingPrice
    this.#copy.subnets.minerBurned[netuid] = burned
    return nextShares(this.#copy, this.#rules)[netuid]
  }

  #renew(): void {
    const real = this.#real
    const copy = this.#copy
    copy.block = real.block + 1
    copy.netuids = real.netuids
    copy.allNetuids = real.allNetuids
    for (const name of written) copy.subnets[name].set(real.subnets[name])
    this.#attached.refresh()
  }

  #priceAfter(netuid: number, tao: number): number {
    const { market, params } = this.#rules
    const real = this.#real
    if (!(tao >= 1)) return market.price(real, netuid)
    market.quote(real, netuid, BUY, Math.floor(tao), Number.POSITIVE_INFINITY, params.feeRate, fill)
    const w = market.taoWeight(real, netuid)
    const { taoReserve, alphaReserve } = real.subnets
    return ((1 - w) * (taoReserve[netuid] + fill.paidIn)) / (w * (alphaReserve[netuid] - fill.paidOut))
  }

  /** Rate at which the moving price follows the spot price in the next block, 1/block. */
  rateOf(netuid: number): number {
    this.#renew()
    return this.#rateOf(netuid)
  }

  #rateOf(netuid: number): number {
    const { movingPrice } = this.#copy.subnets
    movingPrice[netuid] = 0
    this.#one[0] = netuid
    this.#spot[netuid] = 1
    this.#rules.movingPrice.update(this.#copy, this.#one, 1, this.#spot, this.#rules.emission)
    return movingPrice[netuid]
  }
}
