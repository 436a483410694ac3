import type { ChainView } from '../../chain/view.js'
import type { Stream, Streams } from '../../random/streams.js'
import { f64 } from '../../state/columns.js'
import { perSubnet, type World } from '../../state/world.js'
import { BLOCKS_PER_DAY, RAO_PER_TAO } from '../../units.js'
import { type FundamentalValue, logValue } from './fundamental-value.js'
import type { MarketParams } from './outside.js'

const columns = perSubnet('outside/revenue', {
  revenue: f64('USD/day', 'revenue at birth'),
  born: f64('block', 'block from which it grows'),
})

const DAYS_PER_YEAR = 365

/**
 * The worth of what a subnet earns outside, as if a part of it bought alpha back for ever: `fundamental: revenue`.
 *
 *   F = (b R / P) / (r - g) / (A + X),     R = R_0 exp(g t),   ln R_0 = ln median + spread e       TAO per alpha
 *
 * R revenue (USD a year), b part that buys back (0..1), P TAO price (USD), r required return and g growth (1/year),
 * A + X alpha outside the pool and in it. F falls as alpha is issued and as TAO rises; it knows nothing of the price.
 *
 * Choices of reading: every subnet has revenue, drawn once at its birth, and nothing of it is spent on the chain (that is
 * the strategy `revenue-buyback`, whose revenue is its own); F is found anew once a day. Source: agents.md 0.7.
 */
export class RevenueValue implements FundamentalValue {
  readonly #params: MarketParams
  readonly #streams: readonly Stream[]
  readonly #table: ReturnType<typeof columns.of>
  readonly #taoUsd: () => number

  constructor(world: World, params: MarketParams, streams: Streams, taoUsd: () => number) {
    this.#params = params
    this.#streams = Array.from(world.subnets.exists, (_, n) => streams.make(`outside/revenue/${n}`))
    this.#table = columns.of(world)
    this.#taoUsd = taoUsd
  }

  born(chain: ChainView, netuid: number): number {
    const { revenueMedian, revenueSpread } = this.#params
    this.#table.revenue[netuid] = revenueMedian * Math.exp(revenueSpread * this.#streams[netuid].normal())
    this.#table.born[netuid] = chain.block
    return this.#value(chain, netuid)
  }

  newDay(chain: ChainView, log: Float64Array): void {
    for (const n of chain.netuids) log[n] = this.#value(chain, n)
  }

  #value(chain: ChainView, netuid: number): number {
    const { buybackPart, requiredReturn, revenueGrowth } = this.#params
    const { revenue, born } = this.#table
    const years = (chain.block - born[netuid]) / (DAYS_PER_YEAR * BLOCKS_PER_DAY)
    const yearly = DAYS_PER_YEAR * revenue[netuid] * Math.exp(revenueGrowth * years)
    const tao = (buybackPart * yearly) / this.#taoUsd() / (requiredReturn - revenueGrowth)
    return logValue(tao / (chain.alphaIssuance(netuid) / RAO_PER_TAO))
  }
}
