import {
  type ExactFill,
  exactFee,
  exactFeeAtStop,
  fixed,
  floorOf,
  lesser,
  minus,
  ONE_64,
  over,
  plus,
  refused,
  times,
} from './fixed.js'
import { isqrt, powRatioScaled } from './power.js'

/**
 * Concentrated liquidity in the chain's 64-bit fixed point. Square roots of prices are raw bits, liquidity whole.
 *
 * Source: pallets/swap/src/pallet/swap_step.rs, position.rs, impls.rs, v3.4.7-422 (e367ae647)
 */
const LAST_TICK = 443_636

export interface ExactRange {
  low: number
  high: number
  liquidity: bigint
}

/** A pool: square root of the price, the protocol's liquidity, users' ranges, scrap. */
export interface ExactV3 {
  P: bigint
  liquidity: bigint
  ranges: ExactRange[]
  scrapTao: bigint
  scrapAlpha: bigint
}

export interface ExactStep {
  paidIn: bigint
  paidOut: bigint
  fee: bigint
  liquidity: bigint
}

export const exactSqrt = (bits: bigint): bigint => isqrt(bits << 64n)

/** 1.0001^(tick / 2), cut below. The chain multiplies a table of constants; both agree to 1e-9. */
export function exactSqrtPriceOfTick(tick: number): bigint {
  const [n, d] = tick >= 0 ? [10_001n, 10_000n] : [10_000n, 10_001n]
  return powRatioScaled(n, d, BigInt(Math.abs(tick)), 2n, ONE_64)
}

/** Source: impls.rs, maybe_initialize_v3 */
export function exactV3(x: bigint, y: bigint): ExactV3 {
  const P = exactSqrt(over(fixed(y), fixed(x)))
  return { P, liquidity: isqrt(x * y), ranges: [], scrapTao: 0n, scrapAlpha: 0n }
}

/** TAO and alpha of liquidity over a range of ticks. Source: position.rs, to_token_amounts */
export function exactTokens(L: bigint, P: bigint, low: number, high: number): [tao: bigint, alpha: bigint] {
  const a = exactSqrtPriceOfTick(low)
  const b = exactSqrtPriceOfTick(high)
  const at = P < a ? a : lesser(P, b)
  const tao = floorOf(times(fixed(L), minus(at, a)))
  const alpha = floorOf(times(fixed(L), minus(over(ONE_64, at), over(ONE_64, b))))
  return [tao, alpha]
}

/** Source: swap_step.rs, convert_deltas */
export function exactOutput(L: bigint, P: bigint, buying: boolean, d: bigint): bigint {
  if (d === 0n) return 0n
  const liquidity = fixed(L)
  const rate = buying
    ? over(liquidity, times(plus(times(liquidity, P), fixed(d)), P))
    : times(over(liquidity, plus(over(liquidity, P), fixed(d))), P)
  return floorOf(times(rate, fixed(d)))
}

function exactTarget(L: bigint, P: bigint, buying: boolean, d: bigint): bigint {
  const moved = over(fixed(d), fixed(L))
  return buying ? plus(moved, P) : over(ONE_64, plus(moved, over(ONE_64, P)))
}

function exactInput(L: bigint, P: bigint, to: bigint, buying: boolean): bigint {
  const distance = buying ? minus(to, P) : minus(over(ONE_64, to), over(ONE_64, P))
  return floorOf(times(fixed(L), distance))
}

/** Liquidity active at the price, and the nearest edge in the trade's direction. */
function around(pool: ExactV3, buying: boolean): { L: bigint; edge: bigint } {
  let L = pool.liquidity
  let edge = exactSqrtPriceOfTick(buying ? LAST_TICK : -LAST_TICK)
  for (const { low, high, liquidity } of pool.ranges) {
    const a = exactSqrtPriceOfTick(low)
    const b = exactSqrtPriceOfTick(high)
    if (buying ? a <= pool.P && pool.P < b : a < pool.P && pool.P <= b) L += liquidity
    for (const end of [a, b]) {
      if (buying ? end > pool.P && end < edge : end < pool.P && end > edge) edge = end
    }
  }
  return { L, edge }
}

/** One swap, step by step; moves `pool.P` where it goes through. `steps` collects what each step did. */
export function exactV3Swap(
  pool: ExactV3,
  reserveOut: bigint,
  buying: boolean,
  amount: bigint,
  limit: bigint | null,
  rate: bigint,
  steps: ExactStep[] = [],
): ExactFill {
  const bound = limit ?? (buying ? fixed(1n << 60n) : 0n)
  if (reserveOut < 1_000_000n) return refused('ReservesTooLow')
  if (buying ? pool.P >= bound : pool.P <= bound) return refused('PriceLimitExceeded')
  const fill: ExactFill = { error: '', paidIn: 0n, paidOut: 0n, fee: 0n, stopped: false }
  const walked = { ...pool }
  for (let left = amount, i = 0; left > 0n && i < 1000; i++) {
    const { L, edge } = around(walked, buying)
    let fee = exactFee(left, rate)
    let d = left - fee
    const target = exactTarget(L, walked.P, buying, d)
    const limitFirst = buying ? bound <= edge : bound >= edge
    const end = limitFirst ? bound : edge
    const whole = buying ? target <= end : target >= end
    if (!whole) {
      d = exactInput(L, walked.P, end, buying)
      fee = exactFeeAtStop(d, rate)
    }
    const paidOut = exactOutput(L, walked.P, buying, d)
    steps.push({ paidIn: d, paidOut, fee, liquidity: L })
    fill.paidIn += d
    fill.paidOut += paidOut
    fill.fee += fee
    walked.P = whole ? target : end
    left -= d + fee
    fill.stopped = !whole && limitFirst
    if (whole || limitFirst) break
  }
  if (fill.paidOut > reserveOut) return refused('InsufficientLiquidity')
  if (fill.paidIn > 0n && fill.paidOut === 0n) return refused('ReservesTooLow')
  pool.P = walked.P
  return fill
}

/** An injection; what was used of it. Source: impls.rs, adjust_protocol_liquidity */
export function exactV3Inject(pool: ExactV3, tao: bigint, alpha: bigint): [tao: bigint, alpha: bigint] {
  const price = times(pool.P, pool.P)
  const availableTao = tao + pool.scrapTao
  const availableAlpha = alpha + pool.scrapAlpha
  const worth = floorOf(times(fixed(availableAlpha), price))
  const usedTao = lesser(worth, availableTao)
  const usedAlpha = worth <= availableTao ? availableAlpha : floorOf(over(fixed(availableTao), price))
  const [heldTao, heldAlpha] = exactTokens(pool.liquidity, pool.P, -LAST_TICK, LAST_TICK)
  pool.liquidity = isqrt((heldTao + usedTao) * (heldAlpha + usedAlpha))
  pool.scrapTao = availableTao - usedTao
  pool.scrapAlpha = availableAlpha - usedAlpha
  return [usedTao, usedAlpha]
}
