import { f64, i32, resetRow, type Table, u8, u16 } from '../../state/columns.js'
import { perRow, perSubnet, type World } from '../../state/world.js'

/**
 * Orders that were signed off the chain and wait with a relayer. The chain knows none of them before they are executed;
 * here they are one book, open to every relayer.
 *
 *   buy           executes while price <= limit        take-profit  sells while price >= limit
 *   stop-loss     sells while price <= limit           (price: TAO per alpha, cut to 2^-32)
 *
 * Source: pallets/limit-orders/src/lib.rs, OrderType, Order, in the tree from v3.4.8-423
 */
export const LIMIT_BUY = 0
export const TAKE_PROFIT = 1
export const STOP_LOSS = 2

/** Orders that wait, over all subnets: a limit of this model. */
export const BOOK_ROWS = 8_192

/** What an order says, beside who signs it and where. */
export interface OrderTerms {
  /** LIMIT_BUY, TAKE_PROFIT or STOP_LOSS. */
  readonly type: number
  /** TAO per alpha. */
  readonly limit: number
  /** How far beyond the limit the pool's price may go in the trade, 0..1; -1: at any price. */
  readonly slippage: number
  /** Last block in which it may execute; Infinity for no end. */
  readonly expiry: number
  /** Part of its TAO that goes to `feeTo`, 0..1. */
  readonly fee: number
  /** Coldkey that gets the fee, -1 none. */
  readonly feeTo: number
}

const schema = {
  open: u8('flag', 'the order waits'),
  type: u8('code', '0 limit buy, 1 take profit, 2 stop loss'),
  netuid: u16('netuid', 'subnet'),
  coldkey: i32('row', 'who signed it', -1),
  hotkey: i32('row', 'hotkey to stake to, or to unstake from', -1),
  amount: f64('RAO', 'TAO of a purchase, alpha of a sale'),
  limit: f64('TAO/alpha', 'price at which it may execute'),
  slippage: f64('fraction', 'how far the price may go beyond the limit, -1 anywhere', -1),
  expiry: f64('block', 'last block in which it may execute'),
  fee: f64('fraction', 'part of its TAO for whom it names'),
  feeTo: i32('row', 'coldkey that gets the fee, -1 none', -1),
  cohort: i32('row', 'cohort of the signer, for records', -1),
  agent: i32('row', 'member of the cohort', -1),
}
export const book = perRow('chain/limit-orders', BOOK_ROWS, schema)
/** How many wait on each subnet, so that nobody searches in vain. */
export const waiting = perSubnet('chain/limit-orders/waiting', {
  count: u16('count', 'limit orders that wait on the subnet'),
})

/** A free row of the book, -1 if it is full. */
export const freeRow = (world: World): number => book.of(world).open.indexOf(0)

/** An order leaves the book: carried out, cancelled or expired. */
export function closeOrder(world: World, row: number): void {
  const orders = book.of(world)
  waiting.of(world).count[orders.netuid[row]]--
  resetRow(orders as unknown as Table<typeof schema>, row)
}

/** Whether an order may execute at a price, TAO per alpha. Source: is_order_valid */
export const isMet = (type: number, limit: number, price: number): boolean =>
  type === TAKE_PROFIT ? price >= limit : price <= limit

/**
 * Furthest price to which a trade for this order may move the pool:   limit (1 + s) for a purchase, limit (1 - s) for a
 * sale; no bound where no slippage was named. Source: compute_effective_swap_limit, RaoFoundation/subtensor a10b62e7
 */
export function swapLimit(type: number, limit: number, slippage: number): number {
  if (slippage < 0) return type === LIMIT_BUY ? Number.POSITIVE_INFINITY : 0
  return type === LIMIT_BUY ? limit * (1 + slippage) : limit * (1 - slippage)
}

/** Every order of a subnet that ends with its subnet, or ran out. */
export function dropOrders(world: World, netuid: number, alive: (row: number) => boolean): void {
  if (waiting.of(world).count[netuid] === 0) return
  const orders = book.of(world)
  for (let row = 0; row < BOOK_ROWS; row++) {
    if (orders.open[row] === 1 && orders.netuid[row] === netuid && !alive(row)) closeOrder(world, row)
  }
}
