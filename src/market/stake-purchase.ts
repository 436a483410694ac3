/** A weighted pool, and the alpha outside it. Any unit, the same for all TAO and for all alpha. */
export interface PoolState {
  /** Y, TAO in the pool. */
  readonly tao: number
  /** X, alpha in the pool. */
  readonly alpha: number
  /** w, weight of the TAO side, 0..1. */
  readonly taoWeight: number
  /** f, part of a purchase taken as fee, 0..1. */
  readonly fee: number
  /** A, alpha outside the pool. */
  readonly outside: number
}

/**
 * TAO that it takes to own a share of a subnet's alpha by buying it out of the pool:
 *
 *   dx = s A / (1 - s),   z = dx / X,   cost = Y ((1 - z)^(-(1 - w) / w) - 1) / (1 - f)
 *
 * s share wanted (0..1) of A + dx, the alpha outside the pool once dx has been bought. Infinity where the pool does not
 * hold so much (dx >= X): such a share cannot be bought at once at any price. Nobody reacts to the purchase.
 *
 * @example stakePurchaseCost({ tao: 100, alpha: 100, taoWeight: 0.5, fee: 0, outside: 50 }, 0.5)  // => 100
 * Source: metrics of this project, section A.3; the pool's own closed form, agents.md 0.2 (pull request 2290)
 */
export function stakePurchaseCost(pool: PoolState, share: number): number {
  const { tao, alpha, taoWeight, fee, outside } = pool
  const bought = (share * outside) / (1 - share)
  if (!(bought < alpha)) return Number.POSITIVE_INFINITY
  const grown = (1 - bought / alpha) ** (-(1 - taoWeight) / taoWeight)
  return (tao * (grown - 1)) / (1 - fee)
}
