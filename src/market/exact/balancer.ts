import {
  bitsOfRaoPrice,
  type ExactFill,
  exactFee,
  exactFeeAtStop,
  fixed,
  floorOf,
  lesser,
  minus,
  ONE_64,
  over,
  refused,
  times,
  U64_TOP,
} from './fixed.js'
import { powRatioScaled } from './power.js'

/**
 * The weighted pool in the chain's own integers: x alpha, y TAO (RAO), w2 weight of TAO in parts of 1e-18.
 *
 * Source: pallets/swap/src/pallet/balancer.rs and swap_step.rs, 14bc6f9f
 */
const PARTS = 10n ** 18n
const LEAST = PARTS / 100n

/** A pool: alpha reserve, TAO reserve, weight of TAO in parts. */
export interface ExactPool {
  x: bigint
  y: bigint
  w2: bigint
}

/** (reserve / (reserve + delta))^(over / under), rounded down at 1e-18, in parts; delta may be negative. */
export function expParts(reserve: bigint, delta: bigint, over_: bigint, under: bigint): bigint {
  const sum = reserve + delta
  return sum <= 0n ? 0n : powRatioScaled(reserve, sum, over_, under, PARTS)
}

/** Parts in 64 fractional bits; above 64 bits of parts the chain reads 0. Source: balancer.rs, exp_scaled */
const bitsOfParts = (parts: bigint): bigint => (parts > U64_TOP ? 0n : over(fixed(parts), fixed(PARTS)))

export function exactPrice({ x, y, w2 }: ExactPool): bigint {
  return times(over(fixed(PARTS - w2), fixed(w2)), over(fixed(y), fixed(x)))
}

export function exactAlphaBought({ x, y, w2 }: ExactPool, taoIn: bigint): bigint {
  const e = bitsOfParts(expParts(y, taoIn, w2, PARTS - w2))
  return floorOf(times(fixed(x), minus(ONE_64, e)))
}

export function exactTaoReceived({ x, y, w2 }: ExactPool, alphaIn: bigint): bigint {
  const e = bitsOfParts(expParts(x, alphaIn, PARTS - w2, w2))
  return floorOf(times(fixed(y), minus(ONE_64, e)))
}

/** Alpha to be sold for a TAO payout. Source: balancer.rs, get_base_needed_for_quote */
export function exactAlphaNeeded({ x, y, w2 }: ExactPool, taoWanted: bigint): bigint {
  const e = bitsOfParts(expParts(y, -taoWanted, w2, PARTS - w2))
  return floorOf(times(fixed(x), minus(e, ONE_64)))
}

/** Net input that brings the price from one limit to the other; 64-bit prices, `to` above `from` for a buy. */
export function exactInputToLimit(reserve: bigint, weight: bigint, from: bigint, to: bigint): bigint {
  if (from === 0n || to <= from) return 0n
  const grown = powRatioScaled(to, from, weight, PARTS, PARTS)
  const ratio = over(fixed(lesser(grown, U64_TOP)), fixed(PARTS))
  return floorOf(times(fixed(reserve), minus(ratio, ONE_64)))
}

/** The weight of TAO after an injection, null if it would leave 0.01 .. 0.99. */
export function exactWeightAfter({ x, y, w2 }: ExactPool, dx: bigint, dy: bigint): bigint | null {
  const half = PARTS / 2n
  const q1 = ((PARTS - w2) * (y * (x + dx)) + half) / PARTS
  const q2 = (w2 * (x * (y + dy)) + half) / PARTS
  const next = q1 + q2 === 0n ? half : (PARTS * q2) / (q1 + q2)
  return next >= LEAST && PARTS - next >= LEAST ? next : null
}

/** The weight of TAO at a price in 64 bits. Source: impls.rs, maybe_initialize_palswap */
export function exactWeightFromPrice(x: bigint, y: bigint, price: bigint): bigint {
  const worth = (x * price) >> 64n
  const next = worth + y === 0n ? PARTS / 2n : (PARTS * y) / (worth + y)
  return next >= LEAST && PARTS - next >= LEAST ? next : PARTS / 2n
}

/**
 * One swap with its guards.
 *
 * @param limit    64-bit price, null for the default: 1e6 or 1e-6 TAO per alpha
 * @param minimum  RAO the output reserve must hold
 */
export function exactBalancerSwap(
  pool: ExactPool,
  buying: boolean,
  amount: bigint,
  limit: bigint | null,
  rate: bigint,
  minimum: bigint,
): ExactFill {
  const { x, y, w2 } = pool
  const fee = rate === 0n ? 0n : exactFee(amount, rate)
  const net = amount - fee
  if (net > 1000n * (buying ? y : x)) return refused('SwapInputTooLarge')
  if ((buying ? x : y) < minimum) return refused('ReservesTooLow')
  const price = exactPrice(pool)
  const bound = limit ?? bitsOfRaoPrice(buying ? 10n ** 15n : 1000n)
  if (buying ? price >= bound : price <= bound) return refused('PriceLimitExceeded')

  const convert = buying ? exactAlphaBought : exactTaoReceived
  const full = convert(pool, net)
  const after = buying ? { x: x - full, y: y + net, w2 } : { x: x + net, y: y - full, w2 }
  const target = exactPrice(after)
  if (buying ? target <= bound : target >= bound) return filled(net, full, fee, false)
  const paidIn = buying
    ? exactInputToLimit(y, PARTS - w2, price, bound)
    : exactInputToLimit(x, w2, bound, price)
  return filled(paidIn, convert(pool, paidIn), rate === 0n ? 0n : exactFeeAtStop(paidIn, rate), true)
}

function filled(paidIn: bigint, paidOut: bigint, fee: bigint, stopped: boolean): ExactFill {
  if (paidIn > 0n && paidOut === 0n) return refused('ReservesTooLow')
  return { error: '', paidIn, paidOut, fee, stopped }
}
