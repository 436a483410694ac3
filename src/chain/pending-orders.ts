import { ROOT } from '../units.js'
import { CALL, type Mempool } from './mempool.js'

/**
 * The orders that wait for the next block, as one may see them who watches the network: nothing here writes.
 *
 * An order that was submitted shielded is not seen. Which ones are is a keyed draw: it depends on the order's signer and
 * block alone, so that one more order hides or shows no other.
 * Differs: a shielded order runs in the block it was made for; on the chain it may run a few blocks later.
 */
export class PendingOrders {
  readonly #mempool: Mempool

  constructor(mempool: Mempool) {
    this.#mempool = mempool
  }

  /** All that wait, seen or not. */
  get count(): number {
    return this.#mempool.count
  }
  /** @param unshielded part of all orders that are not shielded, 0..1 */
  seen(row: number, unshielded: number): boolean {
    return unshielded >= 1 || this.#mempool.uniformOf(row) < unshielded
  }
  /** Netuid on which the row buys alpha, by staking TAO or by moving it from root; -1 if it does no such thing. */
  buysOn(row: number): number {
    const { kind, netuid, toNetuid } = this.#mempool
    const target =
      kind[row] === CALL.addStake || kind[row] === CALL.addStakeBurn
        ? netuid[row]
        : kind[row] === CALL.moveStake && netuid[row] === ROOT
          ? toNetuid[row]
          : ROOT
    return target === ROOT ? -1 : target
  }
  /** TAO that a purchase spends, RAO. */
  tao(row: number): number {
    return this.#mempool.amount[row]
  }
  /** Highest price that a purchase may lead to, TAO per alpha; Infinity for none. */
  limit(row: number): number {
    const { kind, limit } = this.#mempool
    if (kind[row] !== CALL.moveStake) return limit[row]
    // A move's limit is root's price, 1, over the price it leads to.
    return limit[row] > 0 ? 1 / limit[row] : Number.POSITIVE_INFINITY
  }
  /** Whether the order runs as far as the limit lets it, rather than all or nothing. */
  partial(row: number): boolean {
    return this.#mempool.partial[row] === 1
  }
  coldkey(row: number): number {
    return this.#mempool.coldkey[row]
  }
}
