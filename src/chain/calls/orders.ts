import { floor32 } from '../../emission/grid32.js'
import { REFUSAL } from '../../refusal.js'
import { findPosition, positionValue, stakeOf } from '../../state/share-pools.js'
import type { World } from '../../state/world.js'
import { ROOT } from '../../units.js'
import { availableAlpha } from '../conviction/locks.js'
import type { Mempool } from '../mempool.js'
import { executeBatch } from '../orders/batch.js'
import {
  BOOK_ROWS,
  book,
  closeOrder,
  dropOrders,
  freeRow,
  isMet,
  LIMIT_BUY,
  STOP_LOSS,
  swapLimit,
  waiting,
} from '../orders/book.js'
import { orderFee, payOrderFee } from '../orders/fees.js'
import type { Rules } from '../rules.js'
import { buyAlpha, type Signer, scratchFill, sellAlpha } from '../trade.js'

/** Orders that one call carries out at most. */
const MOST_ORDERS = 100

/**
 * Sign an order: it waits in the book for a relayer. `amount` is TAO of a purchase, alpha of a sale, RAO.
 *
 * Signing happens off the chain and costs nothing; nothing is set aside for it.
 * Differs: the book holds 8,192 orders, and every relayer sees it; on the chain an order may name its relayers.
 */
export function signOrder(world: World, rules: Rules, mempool: Mempool, i: number): number {
  const netuid = mempool.netuid[i]
  const terms = mempool.orders.get(i)
  const { exists, subtokenEnabled } = world.subnets
  const refusal = checkEnabled(rules, netuid)
  if (refusal !== 0) return refusal
  if (netuid >= exists.length || exists[netuid] === 0) return REFUSAL['subnet-does-not-exist']
  if (subtokenEnabled[netuid] === 0) return REFUSAL['subtoken-disabled']
  if (mempool.hotkey[i] < 0 || mempool.hotkey[i] >= world.count.hotkeys)
    return REFUSAL['hotkey-does-not-exist']
  if (
    terms === undefined ||
    !(terms.type <= STOP_LOSS && terms.limit >= 0 && terms.fee >= 0 && terms.fee <= 1)
  )
    return REFUSAL['parameter-out-of-range']
  if (!(mempool.amount[i] > 0)) return REFUSAL['amount-too-low']
  const row = freeRow(world)
  if (row < 0) return REFUSAL['order-book-full']
  const orders = book.of(world)
  orders.open[row] = 1
  orders.type[row] = terms.type
  orders.netuid[row] = netuid
  orders.coldkey[row] = mempool.coldkey[i]
  orders.hotkey[row] = mempool.hotkey[i]
  orders.amount[row] = mempool.amount[i]
  orders.limit[row] = terms.limit
  orders.slippage[row] = terms.slippage
  orders.expiry[row] = terms.expiry
  orders.fee[row] = terms.fee
  orders.feeTo[row] = terms.feeTo
  orders.cohort[row] = mempool.cohort[i]
  orders.agent[row] = mempool.agent[i]
  waiting.of(world).count[netuid]++
  return 0
}

/** Its signer takes an order back. Source: pallets/limit-orders/src/lib.rs, cancel_order */
export function cancelOrder(world: World, _rules: Rules, mempool: Mempool, i: number): number {
  const row = mempool.row[i]
  const orders = book.of(world)
  const mine =
    row >= 0 && row < BOOK_ROWS && orders.open[row] === 1 && orders.coldkey[row] === mempool.coldkey[i]
  if (!mine) return REFUSAL['order-not-found']
  closeOrder(world, row)
  return 0
}

/**
 * A relayer carries out what may be carried out on a subnet: together (`partial` 1), or one after the other (0), where
 * one that fails stays in the book.
 *
 * Source: pallets/limit-orders/src/lib.rs, execute_batched_orders, execute_orders, a10b62e7. The relayer leaves out what
 * is not valid, since one bad order fails a whole batch.
 */
export function executeOrders(world: World, rules: Rules, mempool: Mempool, i: number): number {
  const netuid = mempool.netuid[i]
  const refusal = checkEnabled(rules, netuid)
  if (refusal !== 0) return refusal
  const { expiry } = book.of(world)
  dropOrders(world, netuid, (row) => expiry[row] >= world.block)
  const rows = executable(world, rules, netuid)
  if (rows.length === 0) return REFUSAL['order-not-found']
  if (mempool.partial[i] === 1) return executeBatch(world, rules, netuid, rows)
  for (const row of rows) if (executeOne(world, rules, netuid, row) === 0) closeOrder(world, row)
  return 0
}

/** Orders whose price has come and whose signers hold what they offer, all of them together; in order of the book. */
function executable(world: World, rules: Rules, netuid: number): number[] {
  const rows: number[] = []
  if (waiting.of(world).count[netuid] === 0) return rows
  const { open, netuid: where, type, limit, coldkey, amount } = book.of(world)
  const price = floor32(rules.market.price(world, netuid))
  const offered = new Map<number, number>()
  for (let row = 0; row < BOOK_ROWS && rows.length < MOST_ORDERS; row++) {
    if (open[row] === 0 || where[row] !== netuid || !isMet(type[row], limit[row], price)) continue
    // a coldkey's TAO, or its alpha here: minus one for TAO, so that both are keys of one map
    const purse = type[row] === LIMIT_BUY ? -1 - coldkey[row] : coldkey[row]
    const before = offered.get(purse) ?? 0
    if (!holds(world, rules, row, before, price)) continue
    offered.set(purse, before + amount[row])
    rows.push(row)
  }
  return rows
}

/** Whether the signer holds what this order takes beside what others of his take in the same call. */
function holds(world: World, rules: Rules, row: number, before: number, price: number): boolean {
  const { netuid, type, coldkey, hotkey, amount } = book.of(world)
  const wanted = amount[row] + before
  const { minStake } = rules.params
  if (type[row] === LIMIT_BUY) {
    return amount[row] >= minStake && world.coldkeys.free[coldkey[row]] >= wanted
  }
  const stake = stakeOf(world, hotkey[row], coldkey[row], netuid[row])
  if (stake < wanted || Math.floor(amount[row] * price) < minStake) return false
  return availableAlpha(world, rules, netuid[row], coldkey[row]) >= wanted
}

const signer: Signer = { coldkey: 0, cohort: -1, agent: -1 }

/** One order against the pool. Source: try_execute_order */
function executeOne(world: World, rules: Rules, netuid: number, row: number): number {
  const { type, coldkey, hotkey, amount, limit, slippage, fee, feeTo, cohort, agent } = book.of(world)
  const { feeRate } = rules.params
  const bound = swapLimit(type[row], limit[row], slippage[row])
  signer.coldkey = coldkey[row]
  signer.cohort = cohort[row]
  signer.agent = agent[row]
  if (type[row] === LIMIT_BUY) {
    const taken = orderFee(amount[row], fee[row])
    if (world.coldkeys.free[coldkey[row]] < amount[row]) return REFUSAL['not-enough-balance']
    const net = amount[row] - taken
    const refusal = buyAlpha(world, rules, signer, hotkey[row], netuid, net, bound, feeRate)
    if (refusal === 0) payOrderFee(world, coldkey[row], feeTo[row], taken)
    return refusal
  }
  const position = findPosition(world, world.poolIndex.get(hotkey[row], netuid), coldkey[row])
  if (positionValue(world, position) < amount[row]) return REFUSAL['not-enough-stake']
  const refusal = sellAlpha(world, rules, signer, position, netuid, amount[row], bound, feeRate)
  if (refusal === 0) payOrderFee(world, coldkey[row], feeTo[row], orderFee(scratchFill.paidOut, fee[row]))
  return refusal
}

const checkEnabled = (rules: Rules, netuid: number): number => {
  if (netuid === ROOT) return REFUSAL['root-only']
  return rules.params.limitOrders ? 0 : REFUSAL['limit-orders-disabled']
}
