import type { ChainView } from '../../chain/view.js'

/** How the fundamental value of alpha comes about: one kind for all subnets of a run, chosen by `market.fundamental`. */
export interface FundamentalValue {
  /** A subnet at genesis, or one that was founded since. @returns ln F, F in TAO per alpha */
  born(chain: ChainView, netuid: number): number
  /** Once a day. @param log  ln F by netuid, written */
  newDay(chain: ChainView, log: Float64Array): void
}

/** No value is below this, TAO per alpha: a logarithm must remain one. */
const LEAST = 1e-9

/** @param value  TAO per alpha */
export const logValue = (value: number): number => Math.log(Math.max(value, LEAST))
