import { CALL } from '../chain/mempool.js'
import { LIMIT_BUY, STOP_LOSS, TAKE_PROFIT } from '../chain/orders/book.js'
import { Seat } from './seat.js'

/** What an order may say beside its limit. */
export interface OrderChoices {
  /** Blocks for which it may execute; for good by default. */
  blocks?: number
  /** How far beyond the limit the pool's price may go in the trade, 0..1; anywhere by default. */
  slippage?: number
  /** Part of its TAO for a coldkey, 0..1. */
  fee?: number
  feeTo?: number
}

const kinds = { buy: LIMIT_BUY, 'take-profit': TAKE_PROFIT, 'stop-loss': STOP_LOSS } as const

/** The part of the desk that concerns ranges of a pool's liquidity and signed orders. */
export class PoolDesk extends Seat {
  /** Open a range: liquidity between two ticks (price 1.0001^tick); its TAO and alpha come from my wallet and stake. */
  addLiquidity(netuid: number, hotkey: number, low: number, high: number, liquidity: number): void {
    const row = this.row(CALL.addLiquidity, hotkey, netuid, Math.floor(liquidity), 0, 0)
    this.mempool.low[row] = low
    this.mempool.high[row] = high
  }

  /** More liquidity in a range of mine (positive), or less; its fees are paid out. @param range as `chain.rangeOf` names it */
  modifyLiquidity(netuid: number, hotkey: number, range: number, change: number): void {
    const row = this.row(CALL.modifyLiquidity, hotkey, netuid, Math.trunc(change), 0, 0)
    this.mempool.row[row] = range
  }

  /** Close a range of mine. */
  removeLiquidity(netuid: number, hotkey: number, range: number): void {
    const row = this.row(CALL.removeLiquidity, hotkey, netuid, 0, 0, 0)
    this.mempool.row[row] = range
  }

  /**
   * Sign an order and leave it with the relayers: nobody sees it in the mempool, and it costs nothing.
   *
   * @param amount  RAO of TAO to spend (buy), of alpha to sell (take-profit, stop-loss)
   * @param limit   TAO per alpha: buys and stop-losses execute at or below it, take-profits at or above
   */
  signOrder(
    netuid: number,
    hotkey: number,
    kind: keyof typeof kinds,
    amount: number,
    limit: number,
    { blocks = Number.POSITIVE_INFINITY, slippage = -1, fee = 0, feeTo = -1 }: OrderChoices = {},
  ): void {
    const whole = Math.floor(amount)
    if (whole <= 0) return
    const row = this.row(CALL.signOrder, hotkey, netuid, whole, limit, 0)
    const expiry = this.block + blocks
    this.mempool.orders.set(row, { type: kinds[kind], limit, slippage, expiry, fee, feeTo })
  }

  /** Take back an order of mine. */
  cancelOrder(netuid: number, order: number): void {
    const row = this.row(CALL.cancelOrder, -1, netuid, 0, 0, 0)
    this.mempool.row[row] = order
  }

  /** As a relayer: carry out the orders of a subnet that may be carried out, netted in one batch or one by one. */
  executeOrders(netuid: number, batched = true): void {
    this.row(CALL.executeOrders, -1, netuid, 0, 0, batched ? 1 : 0)
  }
}
