import type { ChainView } from '../chain/view.js'
import { f64 } from '../state/columns.js'
import type { Desk } from './desk.js'
import type { Outside } from './outside/outside.js'

/**
 * Selling what the chain pays: a part of all that arrives goes into the subnet's common queue, and from the queue to
 * the pool no faster than its depth allows (Outside.saleShare).
 *
 *   received  = max(0, stake now - stake after the last look's own trades)
 *   queued   += s received
 *
 * Source: calibration.md 2 (item 1): sellers go by depth, not by receipts.
 */

/** What a seller remembers; spread it into the strategy's memory. */
export const sellerMemory = {
  held: f64('RAO of alpha', 'stake after the last look and the own trades since'),
  queued: f64('RAO of alpha', 'put up for sale and not yet sold'),
  soldAt: f64('block', 'block of the last look'),
}
interface Seller {
  readonly memory: { held: number; queued: number; soldAt: number }
  stake(netuid: number): number
  hotkeyOn(netuid: number): number
}

/**
 * Queue a part of what arrived since the last look, and sell what the queue lets go.
 * Whoever trades besides keeps `memory.held` up to date: plus what it buys, less what it sells.
 * @param share s, 0..1
 * @param limit lowest price to take, TAO per alpha; what it leaves over stays and counts as received again
 * @returns whole RAO of alpha that were sent to the pool
 */
export function sellReceipts(
  me: Seller,
  chain: ChainView,
  desk: Desk,
  outside: Outside,
  netuid: number,
  share: number,
  limit = 0,
): number {
  const { memory } = me
  const stake = me.stake(netuid)
  const received = Math.max(0, stake - memory.held)
  memory.held = stake
  const sold = sellQueued(me, chain, desk, outside, netuid, share * received, stake, limit)
  memory.held -= sold
  return sold
}

/**
 * Queue so much alpha, and sell what the queue lets go.
 * @param stake what the seller holds, RAO of alpha
 * @returns whole RAO of alpha that were sent to the pool
 */
export function sellQueued(
  me: Pick<Seller, 'hotkeyOn'> & { readonly memory: { queued: number; soldAt: number } },
  chain: ChainView,
  desk: Desk,
  outside: Outside,
  netuid: number,
  alphaForSale: number,
  stake: number,
  limit = 0,
): number {
  const { memory } = me
  memory.queued += outside.queueSale(chain, netuid, alphaForSale)
  const ready = outside.saleShare(chain, netuid, memory.queued, chain.block - memory.soldAt)
  memory.soldAt = chain.block
  const alpha = Math.min(ready, stake)
  // Too little to be worth a call waits in the queue.
  if (alpha === 0 || !chain.started(netuid) || chain.sells(netuid, alpha) < chain.minStake) return 0
  desk.removeStake(netuid, me.hotkeyOn(netuid), alpha, limit, limit > 0)
  outside.dequeue(netuid, alpha)
  memory.queued -= alpha
  return alpha
}
