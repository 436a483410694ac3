import type { ChainView } from '../../chain/view.js'
import { f64 } from '../../state/columns.js'
import { perSubnet, type World } from '../../state/world.js'
import { alphaYield, rootYield } from '../yields.js'
import { type FundamentalValue, logValue } from './fundamental-value.js'
import type { MarketParams } from './outside.js'

const columns = perSubnet('outside/yield', {
  meanYield: f64('1/year', 'trailing mean of the staking yield; root in its own row'),
})

/** Delegate take that is reckoned with. Source: agents.md A11 */
const TAKE = 0.18
const ROOT_ROW = 0

/**
 * The price at which the trailing staking yield would be what stakers ask for, half of the way: `fundamental: yield`.
 *
 *   F = p sqrt(Y / r),    r = Y_root + premium,    Y' = Y + (1 - exp(-1 / T)) (Y_now - Y) a day       TAO per alpha
 *
 * p spot price, Y trailing yields (1/year, simple, in alpha; yields.ts), premium over root (1/year), T days of memory.
 *
 * Choices of reading: T is 7 days, as that of A11; until alpha of the subnet has yielded anything F is the price. Source: agents.md 0.7.
 */
export class YieldValue implements FundamentalValue {
  readonly #params: MarketParams
  readonly #mean: Float64Array

  constructor(world: World, params: MarketParams) {
    this.#params = params
    this.#mean = columns.of(world).meanYield
  }

  born(chain: ChainView, netuid: number): number {
    this.#mean[netuid] = 0
    return logValue(chain.price(netuid))
  }

  newDay(chain: ChainView, log: Float64Array): void {
    this.#note(ROOT_ROW, rootYield(chain, TAKE))
    for (const n of chain.netuids) {
      this.#note(n, alphaYield(chain, n, TAKE))
      log[n] = this.#value(chain, n)
    }
  }

  /** The first yield is the mean; a subnet that is not paid yet has none. */
  #note(row: number, now: number): void {
    const mean = this.#mean
    const part = mean[row] === 0 ? 1 : -Math.expm1(-1 / this.#params.yieldMemory)
    mean[row] += part * (now - mean[row])
  }

  #value(chain: ChainView, netuid: number): number {
    const mean = this.#mean[netuid]
    const asked = this.#mean[ROOT_ROW] + this.#params.yieldPremium
    const factor = mean > 0 && asked > 0 ? Math.sqrt(mean / asked) : 1
    return logValue(chain.price(netuid) * factor)
  }
}
