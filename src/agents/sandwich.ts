import type { ChainView } from '../chain/view.js'
import { taoToReach } from './trading.js'

/**
 * The arithmetic of a sandwich around a purchase, on a weighted pool with fees:
 *
 *   front-run   y1 = y + (1 - f) a       g = x (1 - (y / y1)^r)                                  alpha bought
 *   victim      y2 = y1 + (1 - f) v      x2 = x (y / y2)^r
 *   back-run    y3 = y2 (x2 / (x2 + (1 - f) g))^(1/r)      profit = y2 - y3 - a
 *
 * y, x TAO and alpha in the pool (RAO), w weight of the TAO side, r = w / (1 - w), f fee (0..1), v the victim's TAO, a
 * the own. For small a the profit is 2 a (v / y - f) at w = 1/2: a victim pays if it is larger than the fee, measured
 * against the pool. Source: agents.md A18; the curve of src/market/balancer.ts.
 */
export function sandwichProfit(chain: ChainView, netuid: number, victim: number, front: number): number {
  const y = chain.taoReserve(netuid)
  const x = chain.alphaReserve(netuid)
  const w = chain.taoWeight(netuid)
  const r = w / (1 - w)
  const kept = 1 - chain.fee
  const y1 = y + kept * front
  const got = x * (1 - (y / y1) ** r)
  const y2 = y1 + kept * victim
  const x2 = x * (y / y2) ** r
  return y2 * (1 - (x2 / (x2 + kept * got)) ** (1 / r)) - front
}

/** What it costs to buy with `front` and to sell again where no victim comes between: two fees, RAO. */
export const roundTripLoss = (chain: ChainView, netuid: number, front: number): number =>
  -sandwichProfit(chain, netuid, 0, front)

/** A purchase stops short of its limit price by this much, so that rounding does not refuse the victim. */
const SHORT = 1e-7

/**
 * The most that may be bought ahead of a victim so that its limit price still lets it through, RAO of TAO:
 *
 *   a <= y ((L / p)^(1 - w) - 1) / (1 - f) - v - 2 c      Infinity without a limit
 *
 * L the victim's limit and p the spot price, TAO per alpha, c what the chain buys in a block. At w = 1/2 and L = p (1 + tau), f = 0:
 * y (sqrt(1 + tau) - 1) - v.
 */
export function roomAhead(chain: ChainView, netuid: number, victim: number, limit: number): number {
  if (limit === Number.POSITIVE_INFINITY) return Number.POSITIVE_INFINITY
  // The chain buys before any call of the block does: room for twice what it bought in this one.
  const ahead = 2 * chain.chainBuy(netuid)
  return Math.max(0, taoToReach(chain, netuid, limit) * (1 - SHORT) - victim - ahead)
}

/** Steps of the search below: to 1e-6 of the interval. */
const STEPS = 30
const GOLDEN = (Math.sqrt(5) - 1) / 2

/**
 * The front-run with the largest expected gain, RAO of TAO, from 0 to `most`:
 *
 *   E(a) = q profit(a) - (1 - q) loss(a)             q chance that the three run in the right order
 *
 * Concave in a, so a golden-section search finds it.
 */
export function bestFront(
  chain: ChainView,
  netuid: number,
  victim: number,
  most: number,
  odds: number,
): number {
  let low = 0
  let high = most
  let a = high - GOLDEN * (high - low)
  let b = low + GOLDEN * (high - low)
  let ea = expected(chain, netuid, victim, a, odds)
  let eb = expected(chain, netuid, victim, b, odds)
  for (let k = 0; k < STEPS; k++) {
    if (ea < eb) {
      low = a
      a = b
      ea = eb
      b = low + GOLDEN * (high - low)
      eb = expected(chain, netuid, victim, b, odds)
    } else {
      high = b
      b = a
      eb = ea
      a = high - GOLDEN * (high - low)
      ea = expected(chain, netuid, victim, a, odds)
    }
  }
  return (low + high) / 2
}

/** E(a) of `bestFront`, RAO. */
export const expected = (
  chain: ChainView,
  netuid: number,
  victim: number,
  front: number,
  odds: number,
): number =>
  odds * sandwichProfit(chain, netuid, victim, front) - (1 - odds) * roundTripLoss(chain, netuid, front)
