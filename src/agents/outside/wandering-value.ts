import type { ChainView } from '../../chain/view.js'
import type { Stream, Streams } from '../../random/streams.js'
import type { World } from '../../state/world.js'
import { BLOCKS_PER_DAY, BLOCKS_PER_YEAR } from '../../units.js'
import { type FundamentalValue, logValue } from './fundamental-value.js'
import type { MarketParams } from './outside.js'

/**
 * A value that nothing on the chain explains: `fundamental: exogenous`.
 *
 *   ln F'  = ln F + mu_F + sigma_F e + news + phi (ln p - ln F)                                         a day
 *
 * News comes at random days and moves F for good; phi lets F follow the price p. Both are off unless a scenario asks.
 *
 * Choices of reading: F begins at the price (`fundamentalGap` 0; agents.md has a gap of 0.3), as it did in the calibration;
 * the day on which a run begins takes its step at genesis, so that F is a step (3 %) off the price in the first sample.
 * Source: agents.md 0.7; news and phi: calibration.md 5.
 */
export class WanderingValue implements FundamentalValue {
  readonly #params: MarketParams
  readonly #value: readonly Stream[]
  readonly #news: readonly Stream[]

  constructor(world: World, params: MarketParams, streams: Streams) {
    this.#params = params
    this.#value = Array.from(world.subnets.exists, (_, n) => streams.stream(`outside/fundamental/${n}`))
    const news = params.newsPerYear > 0 ? world.subnets.exists : []
    this.#news = Array.from(news, (_, n) => streams.make(`outside/news/${n}`))
  }

  born(chain: ChainView, netuid: number): number {
    return logValue(chain.price(netuid)) + this.#params.fundamentalGap * this.#value[netuid].normal()
  }

  newDay(chain: ChainView, log: Float64Array): void {
    const { fundamentalDrift, fundamentalVolatility, newsPerYear, fundamentalFollow } = this.#params
    for (const n of chain.netuids) {
      log[n] += fundamentalDrift + fundamentalVolatility * this.#value[n].normal()
    }
    if (newsPerYear > 0) this.#bringNews(chain, log)
    if (fundamentalFollow > 0) this.#followPrices(chain, log)
  }

  /** Listings, launches, exits. Both numbers are drawn every day, so that a jump shifts no later draw. */
  #bringNews(chain: ChainView, log: Float64Array): void {
    const chance = (this.#params.newsPerYear * BLOCKS_PER_DAY) / BLOCKS_PER_YEAR
    for (const n of chain.netuids) {
      const jumps = this.#news[n].uniform() < chance
      const size = this.#params.newsSpread * this.#news[n].normal()
      if (jumps) log[n] += size
    }
  }

  /** Opinion gives way to the market: who bought dear comes to think that it was worth it. */
  #followPrices(chain: ChainView, log: Float64Array): void {
    const part = -Math.expm1(-this.#params.fundamentalFollow * BLOCKS_PER_DAY)
    for (const n of chain.netuids) log[n] += part * (logValue(chain.price(n)) - log[n])
  }
}
