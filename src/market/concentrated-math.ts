import { feeAtStop, swapFee } from './fee.js'
import { BUY, type Side } from './market.js'

/**
 * Concentrated liquidity, in plain numbers.
 *
 *   P  square root of the price (TAO per alpha)      L  liquidity that is active at P
 *   sqrt price of tick t = 1.0001^(t / 2)
 *
 * Source: pallets/swap/src/pallet/swap_step.rs, position.rs, tick.rs, v3.4.7-422 (e367ae647)
 */

/** Ends of the full range. Source: pallets/swap/src/tick.rs, TickIndex::MIN, MAX */
export const MIN_TICK = -443_636
export const MAX_TICK = 443_636
const HALF_LOG_BASE = 0.5 * Math.log1p(1e-4)

export const sqrtPriceOfTick = (tick: number): number => Math.exp(HALF_LOG_BASE * tick)
export const MIN_SQRT_PRICE = sqrtPriceOfTick(MIN_TICK)
export const MAX_SQRT_PRICE = sqrtPriceOfTick(MAX_TICK)

/** Square root of the price after a net input d. Source: sqrt_price_target */
export function sqrtPriceAfter(liquidity: number, P: number, side: Side, d: number): number {
  return side === BUY ? P + d / liquidity : 1 / (d / liquidity + 1 / P)
}

/** Net input that moves the price from P to `to`, whole RAO. Source: delta_in */
export function inputBetween(liquidity: number, P: number, to: number, side: Side): number {
  const exact = side === BUY ? liquidity * (to - P) : liquidity * (1 / to - 1 / P)
  return Math.max(0, Math.floor(exact))
}

/** Output of a net input d at P, whole RAO; the chain's order of operations. Source: convert_deltas */
export function outputOf(liquidity: number, P: number, side: Side, d: number): number {
  const rate = side === BUY ? liquidity / ((liquidity * P + d) * P) : (liquidity / (liquidity / P + d)) * P
  return Math.floor(d * rate)
}

/** TAO of a position of liquidity L over the sqrt prices a .. b, whole RAO. Source: position.rs, to_token_amounts */
export function positionTao(L: number, P: number, a: number, b: number): number {
  return Math.floor(L * Math.max(0, Math.min(P, b) - a))
}

/** Alpha of the same position, whole RAO. */
export function positionAlpha(L: number, P: number, a: number, b: number): number {
  return Math.floor(L * Math.max(0, 1 / Math.max(P, a) - 1 / b))
}

/** What one step of a swap does; reused. */
export class SwapStep {
  paidIn = 0
  paidOut = 0
  fee = 0
  /** Where the step ends. */
  sqrtPrice = 0.5
  /** 1 if the step ended at an edge and another follows. */
  crossing = 0
  /** 1 if the limit ended it. */
  stopped = 0
}

/**
 * One step: until the input is used, the limit is reached, or the liquidity changes, whichever is nearest.
 *
 * @param amount  what is left of the input, fee included      @param edge  sqrt price where liquidity changes
 * @param limit   sqrt of the limit price                      @param rate  parts of 65535
 * Source: swap_step.rs, determine_action
 */
export function swapStep(
  liquidity: number,
  P: number,
  side: Side,
  amount: number,
  edge: number,
  limit: number,
  rate: number,
  step: SwapStep,
): void {
  const fee = rate === 0 ? 0 : swapFee(amount, rate)
  const target = sqrtPriceAfter(liquidity, P, side, amount - fee)
  const limitFirst = side === BUY ? limit <= edge : limit >= edge
  const bound = limitFirst ? limit : edge
  const whole = side === BUY ? target <= bound : target >= bound
  if (whole) {
    step.paidIn = amount - fee
    step.fee = fee
    step.sqrtPrice = target
  } else {
    step.paidIn = Math.min(amount - fee, inputBetween(liquidity, P, bound, side))
    step.fee = rate === 0 ? 0 : Math.min(amount - step.paidIn, feeAtStop(step.paidIn, rate))
    step.sqrtPrice = bound
  }
  step.stopped = !whole && limitFirst ? 1 : 0
  step.crossing = !whole && !limitFirst ? 1 : 0
  step.paidOut = step.paidIn > 0 ? outputOf(liquidity, P, side, step.paidIn) : 0
}
