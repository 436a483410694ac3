import { REFUSAL } from '../refusal.js'
import { feeAtStop, swapFee } from './fee.js'
import { BUY, type Fill, type Side } from './market.js'
import { refuse } from './refuse.js'

/**
 * The weighted pool, in plain numbers.
 *
 *   x  alpha reserve, RAO         w1 = 1/2 - t  weight of alpha
 *   y  TAO reserve, RAO           w2 = 1/2 + t  weight of TAO, 0.01 .. 0.99
 *   p = (w1 / w2) (y / x)         spot price, TAO per alpha
 *
 * The chain keeps w2 in whole parts of 1e-18. Here its tilt t is kept, in the same parts: near one half a double
 * resolves w2 to 55 parts only, but t to far less than one.
 *
 * Source: pallets/swap/src/pallet/balancer.rs, 14bc6f9f
 */

// Twice: a compiler folds a constant into callers of other files only under a name that is not exported.
const part = 1e-18
const maxTilt = 49e16
/** One part of a weight. Source: balancer.rs, ACCURACY */
export const PART = part
/** Largest tilt either way, parts: both weights stay at 0.01 or above. Source: balancer.rs, MIN_WEIGHT */
export const MAX_TILT = maxTilt
/** Net input at most so many times the input reserve. Source: swap_step.rs, MAX_SWAP_INPUT_RESERVE_MULTIPLIER */
export const MAX_INPUT_MULTIPLE = 1000
/** Limit prices where the caller gives none, TAO per alpha. Source: impls.rs, max_price_inner, min_price_inner */
export const DEFAULT_BUY_LIMIT = 1e6
export const DEFAULT_SELL_LIMIT = 1e-6
/** The power towards a limit is held in 64 bits of 1e-18: 2^64 / 1e18, less one. Source: calculate_quote_delta_in */
const MAX_LIMIT_GROWTH = 17.446744073709553
/** Below these a short series is as exact as the function, and faster. */
const SMALL = 1 / 1024
const TINY = 1 / 131_072

/** Spot price, TAO per alpha; 0 without alpha. Source: balancer.rs, calculate_price */
export function balancerPrice(x: number, y: number, tilt: number): number {
  const t = tilt * part
  return x > 0 ? ((0.5 - t) / (0.5 + t)) * (y / x) : 0
}

/**
 * Part of the output reserve that an input pays out:   1 - (1 + u)^-(1 + c)   =   (u + 1 - (1 + u)^-c) / (1 + u)
 *
 * The second form loses no digits for small u, and is exact for equal weights (c = 0).
 *
 * @param u  net input over input reserve, 0 .. Infinity
 * @param c  exponent less one: w2/w1 - 1 for a buy, w1/w2 - 1 for a sell
 * Source: balancer.rs, exp_scaled
 */
export function paidFraction(u: number, c: number): number {
  if (u === Number.POSITIVE_INFINITY) return 1 // an empty input side pays out all
  if (c === 0) return u / (1 + u)
  // binomial series: what is left out is below (u (4 + c))^3 / 24, here 1.5e-16
  if (u * (4 + c) < 1 / 65_536) {
    return (1 + c) * u * (1 - (2 + c) * u * (1 / 2 - (3 + c) * u * (1 / 6)))
  }
  return (u + oneLessExp(c * logOnePlus(u))) / (1 + u)
}

/** ln(1 + u), u at least 0. */
function logOnePlus(u: number): number {
  if (u >= SMALL) return Math.log1p(u)
  return u * (1 - u * (1 / 2 - u * (1 / 3 - u * (1 / 4 - u * (1 / 5 - u * (1 / 6))))))
}

/** 1 - exp(-z). */
function oneLessExp(z: number): number {
  if (z >= SMALL || z <= -SMALL) return -Math.expm1(-z)
  if (z < TINY && z > -TINY) return z * (1 - z * (1 / 2 - z * (1 / 6)))
  return z * (1 - z * (1 / 2 - z * (1 / 6 - z * (1 / 24 - z * (1 / 120)))))
}

/** Alpha that a net input of TAO buys, whole RAO, before any guard. Source: swap_step.rs, convert_deltas */
export function alphaBought(x: number, y: number, tilt: number, taoIn: number): number {
  const t = tilt * part
  return taoIn > 0 ? Math.floor(x * paidFraction(taoIn / y, (2 * t) / (0.5 - t))) : 0
}

/** TAO that a net input of alpha sells for, whole RAO, before any guard. Source: swap_step.rs, convert_deltas */
export function taoReceived(x: number, y: number, tilt: number, alphaIn: number): number {
  const t = tilt * part
  return alphaIn > 0 ? Math.floor(y * paidFraction(alphaIn / x, (-2 * t) / (0.5 + t))) : 0
}

/**
 * Net input that brings the price exactly to a limit:   reserve ((to / from)^weight - 1), 0 if that is past.
 *
 * @param reserve  input reserve, RAO         @param weight  of the output side: w1 for a buy, w2 for a sell
 * @param from, to prices with to > from for a buy; their reciprocals' order for a sell (pass them swapped)
 * Source: balancer.rs, calculate_quote_delta_in, calculate_base_delta_in
 */
export function inputToLimit(reserve: number, weight: number, from: number, to: number): number {
  if (to <= from) return 0
  const growth = Math.expm1(weight * Math.log1p((to - from) / from))
  return Math.floor(reserve * Math.min(growth, MAX_LIMIT_GROWTH))
}

/**
 * Alpha that must be sold for a TAO payout:   floor(x ((y / (y - t))^(w2/w1) - 1))
 *
 * The chain's own inverse: its exponent is that of a buy. Source: balancer.rs, get_base_needed_for_quote
 */
export function alphaNeededFor(x: number, y: number, tilt: number, taoWanted: number): number {
  const t = tilt * part
  if (taoWanted >= y) return 0
  const power = (0.5 + t) / (0.5 - t)
  return Math.floor(x * Math.expm1(-power * Math.log1p(-taoWanted / y)))
}

/**
 * The tilt at which an injection leaves the price where it is, NaN if a weight would leave 0.01 .. 0.99.
 *
 *   w2' = w2 (1 + b) / (1 + w1 a + w2 b),   so   w2' - w2 = w1 w2 (b - a) / (1 + w1 a + w2 b)
 *
 * a = dx / x, b = dy / y. The change is small where the weight is not, so it is the change that is computed: it
 * agrees with the chain's 256-bit integers to the last part of 1e-18 for the injections of a block.
 * An empty side refuses what would be all on the other; two empty sides begin at one half.
 *
 * Differs: where nothing is injected the chain's rounding of its products may take one part of 1e-18 off the weight.
 * Source: balancer.rs, update_weights_for_added_liquidity
 */
export function tiltAfterInjection(x: number, y: number, tilt: number, dx: number, dy: number): number {
  if (x === 0 || y === 0) {
    const refused = (x > 0 && dy > 0) || (y > 0 && dx > 0)
    return refused ? Number.NaN : 0
  }
  const t = tilt * part
  const w1 = 0.5 - t
  const w2 = 0.5 + t
  const a = dx / x
  const b = dy / y
  const change = (w1 * w2 * (b - a)) / (1 + w1 * a + w2 * b)
  const next = Math.floor(tilt + change / part)
  return next >= -maxTilt && next <= maxTilt ? next : Number.NaN
}

/** Tilt of a pool with given reserves and price, 0 where it is out of range: w2 = y / (p x + y). Source: impls.rs, maybe_initialize_palswap; migrations/migrate_swapv3_to_balancer.rs */
export function tiltFromPrice(x: number, y: number, price: number): number {
  const worth = Math.floor(price * x)
  if (!(worth + y > 0)) return 0
  const tilt = Math.floor((y - worth) / (2 * (y + worth)) / part)
  return Math.abs(tilt) <= maxTilt ? tilt : 0
}

/**
 * One swap, guards in the pallet's order: input cap, output reserve, limit; then the step itself.
 *
 * It reads its pool from columns: a double handed to a function this large would be boxed.
 *
 * Differs: the chain rounds the power down at 1e-18 and cuts to 64 bits, which moves an output by at most one RAO;
 * a limit that the full input meets to the last digit counts as not reached.
 * Source: pallets/swap/src/pallet/impls.rs, do_swap, swap_inner; swap_step.rs, determine_action, 14bc6f9f
 */
export function quoteBalancer(
  alphaReserve: Float64Array,
  taoReserve: Float64Array,
  tilt: Float64Array,
  row: number,
  side: Side,
  amount: number,
  limit: number,
  feeRate: number,
  minimumReserve: number,
  fill: Fill,
): void {
  const x = alphaReserve[row]
  const y = taoReserve[row]
  const t = tilt[row] * part
  const w1 = 0.5 - t
  const w2 = 0.5 + t
  const buying = side === BUY
  const input = buying ? y : x
  const output = buying ? x : y
  const fee = feeRate === 0 ? 0 : swapFee(amount, feeRate)
  const net = amount - fee
  const price = x > 0 ? (w1 / w2) * (y / x) : 0
  const bound = boundOf(limit, buying)
  const code = guard(net, input, output, minimumReserve, price, bound, buying)
  if (code > 0) {
    refuse(fill, code)
    return
  }

  const excess = buying ? (2 * t) / w1 : (-2 * t) / w2
  fill.refusal = 0
  fill.fee = fee
  fill.paidIn = net
  fill.stopped = 0
  fill.paidOut = net > 0 ? Math.floor(output * paidFraction(net / input, excess)) : 0
  if (net > 0 && passesLimit(x, y, w1, w2, buying, net, fill.paidOut, bound)) {
    const most = buying ? inputToLimit(y, w1, price, bound) : inputToLimit(x, w2, bound, price)
    if (most < net) {
      fill.paidIn = most
      fill.fee = feeRate === 0 ? 0 : feeAtStop(most, feeRate)
      fill.stopped = 1
      fill.paidOut = Math.floor(output * paidFraction(most / input, excess))
    }
  }
  if (fill.paidIn > 0 && fill.paidOut === 0) refuse(fill, REFUSAL['reserves-too-low'])
}

/** The limit that holds: the caller's, or the chain's default where there is none. */
function boundOf(limit: number, buying: boolean): number {
  if (buying) return limit === Number.POSITIVE_INFINITY ? DEFAULT_BUY_LIMIT : limit
  return limit === 0 ? DEFAULT_SELL_LIMIT : limit
}

/** Code of the first guard that refuses, 0 if none does. */
function guard(
  net: number,
  input: number,
  output: number,
  minimumReserve: number,
  price: number,
  bound: number,
  buying: boolean,
): number {
  if (net > MAX_INPUT_MULTIPLE * input) return REFUSAL['swap-input-too-large']
  if (output < minimumReserve) return REFUSAL['reserves-too-low']
  if (buying ? price >= bound : price <= bound) return REFUSAL['price-limit-exceeded']
  return 0
}

/** Whether the price after the full trade lies beyond the limit. An emptied alpha side counts as price 0. */
function passesLimit(
  x: number,
  y: number,
  w1: number,
  w2: number,
  buying: boolean,
  paidIn: number,
  paidOut: number,
  bound: number,
): boolean {
  if (buying) return x > paidOut && (w1 / w2) * ((y + paidIn) / (x - paidOut)) > bound
  return (w1 / w2) * ((y - paidOut) / (x + paidIn)) < bound
}
