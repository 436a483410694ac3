import type { ChainView } from '../chain/view.js'
import { ROOT } from '../units.js'
import type { Desk } from './desk.js'
import type { Me } from './strategy.js'

/**
 * Prices that a trader's own order leads to, from the closed forms of a weighted pool:
 *
 *   after buying with dy   p (1 + (1 - f) dy / y)^(1 / (1 - w))
 *   after selling dx       p (1 + (1 - f) dx / x)^(-1 / w)
 *
 * p spot price (TAO per alpha), y and x TAO and alpha in the pool (RAO), w weight of the TAO side, f fee (0..1). On
 * curves of another shape they are the trader's approximation. Source: agents.md 0.2.
 */
export function priceAfterBuy(chain: ChainView, netuid: number, tao: number): number {
  const grown = 1 + ((1 - chain.fee) * tao) / chain.taoReserve(netuid)
  return chain.price(netuid) * grown ** (1 / (1 - chain.taoWeight(netuid)))
}

export function priceAfterSell(chain: ChainView, netuid: number, alpha: number): number {
  const grown = 1 + ((1 - chain.fee) * alpha) / chain.alphaReserve(netuid)
  return chain.price(netuid) * grown ** (-1 / chain.taoWeight(netuid))
}

/**
 * TAO to pay, fee included, so that the spot price rises to `target`: y ((target / p)^(1 - w) - 1) / (1 - f), at least 0.
 * At w = 1/2:  (sqrt(x y target) - y) / (1 - f).
 */
export function taoToReach(chain: ChainView, netuid: number, target: number): number {
  const factor = (target / chain.price(netuid)) ** (1 - chain.taoWeight(netuid))
  return factor > 1 ? (chain.taoReserve(netuid) * (factor - 1)) / (1 - chain.fee) : 0
}

/** Alpha to sell, fee included, so that the spot price falls to `target`: x ((p / target)^w - 1) / (1 - f), at least 0. */
export function alphaToReach(chain: ChainView, netuid: number, target: number): number {
  const factor = (chain.price(netuid) / target) ** chain.taoWeight(netuid)
  return factor > 1 ? (chain.alphaReserve(netuid) * (factor - 1)) / (1 - chain.fee) : 0
}

/**
 * Least ratio of prices, origin over destination, that a move should accept: the one that the trader's own orders lead
 * to, less the tolerance. Root's price is 1.
 *
 * @param amount  what leaves the origin, RAO of its alpha        @param tao  what reaches the destination, RAO
 */
export function moveLimit(
  chain: ChainView,
  from: number,
  amount: number,
  to: number,
  tao: number,
  tolerance: number,
): number {
  const left = from === ROOT ? 1 : priceAfterSell(chain, from, amount)
  const right = to === ROOT ? 1 : priceAfterBuy(chain, to, tao)
  return (left / right) * Math.max(0, 1 - tolerance)
}

/** Alpha that is worth `tao` at the spot price, RAO of alpha; 0 if alpha has no price. */
export function alphaWorth(chain: ChainView, netuid: number, tao: number): number {
  const price = chain.price(netuid)
  return price > 0 ? tao / price : 0
}

/** Blocks for which a covered order waits for a relayer: some minutes. An assumption. */
const ORDER_LIFE = 25

/**
 * What an agent may still spend on one subnet while it decides: calls run later, so its balances do not show them.
 * It never asks for more than there is, nor for less than the chain's least stake. One object a strategy, reused.
 */
export class Purse {
  /** RAO of TAO. */
  free = 0
  /** RAO of alpha. */
  stake = 0
  #chain: ChainView | null = null
  #desk: Desk | null = null
  #netuid = 0
  #hotkey = -1
  /** Orders are signed and left with a relayer instead of sent: nobody sees them before they run. Off after `open`. */
  covered = false

  /** Look into the agent's wallet. A subnet that has not started, or has no validator to stake to, cannot be traded. */
  open(me: Pick<Me, 'free' | 'stake' | 'hotkeyOn'>, chain: ChainView, desk: Desk, netuid: number): void {
    this.#chain = chain
    this.#desk = desk
    this.#netuid = netuid
    this.#hotkey = me.hotkeyOn(netuid)
    this.covered = false
    const open = this.#hotkey >= 0 && chain.started(netuid) && chain.price(netuid) > 0
    this.free = open ? me.free : 0
    this.stake = open ? me.stake(netuid) : 0
  }

  /** @returns whole RAO that the order spends: at most what is left, 0 if that is too little for the chain */
  buy(tao: number, limit = Number.POSITIVE_INFINITY, partial = false): number {
    const spent = this.#spend(tao)
    if (spent > 0 && this.covered) this.#sign('buy', spent, limit, limit === Number.POSITIVE_INFINITY)
    else if (spent > 0) this.#desk!.addStake(this.#netuid, this.#hotkey, spent, limit, partial)
    return spent
  }

  /** Buy alpha that is burned at once. @returns as `buy` */
  buyToBurn(tao: number): number {
    const spent = this.#spend(tao)
    if (spent > 0) this.#desk!.addStakeBurn(this.#netuid, this.#hotkey, spent)
    return spent
  }

  /** A price limit is both what triggers the order and how far its trade may move the price. */
  #sign(kind: 'buy' | 'take-profit', amount: number, limit: number, unlimited: boolean): void {
    const choices = { blocks: ORDER_LIFE, slippage: unlimited ? -1 : 0 }
    this.#desk!.signOrder(this.#netuid, this.#hotkey, kind, amount, limit, choices)
  }

  #spend(tao: number): number {
    const spent = Math.floor(Math.min(tao, this.free))
    // A thousandth more than the minimum covers its fee.
    if (!(spent > this.#chain!.minStake * 1.001)) return 0
    this.free -= spent
    return spent
  }

  /** @returns whole RAO of alpha that the order sells: at most what is left, 0 if it would fetch too little */
  sell(alpha: number, limit = 0, partial = false): number {
    const chain = this.#chain!
    const sold = Math.floor(Math.min(alpha, this.stake))
    if (!(sold > 0) || chain.sells(this.#netuid, sold) < chain.minStake) return 0
    if (this.covered) this.#sign('take-profit', sold, limit, limit === 0)
    else this.#desk!.removeStake(this.#netuid, this.#hotkey, sold, limit, partial)
    this.stake -= sold
    return sold
  }
}
