/**
 * The chain's 32.32 fixed point, held in doubles.
 *
 * A number is kept as its raw bits: a whole double, value times 2^32. A sum of such numbers is exact (below
 * 2^53), so it does not depend on the order of its terms; a product or quotient is one operation and one
 * floor. A double carries 53 bits and the chain 64, so about one operation in 2^21 comes out one unit (2^-32)
 * off.
 *
 * Source: substrate-fixed v0.6.0, I32F32: `mul` floors, `div` truncates; pallets/subtensor/src/epoch/math.rs,
 * 14bc6f9f
 * Differs: no saturation at 2^31; nothing in an epoch comes near it.
 */

/** Raw bits of the number 1. */
export const ONE = 4_294_967_296
/** The value of one raw unit, 2^-32: an exact factor, so scaling by it never rounds. */
export const ULP = 1 / ONE
/** Raw bits of a half. */
export const HALF = ONE / 2
/**
 * Raw bits of 1/65535, a little too large in its last digit: `Math.floor(u * U16_BITS)` is exact for all u16.
 */
export const U16_BITS = ONE / 65_535
/**
 * `Math.floor(bits * BITS_U16)` is the chain's `fixed_proportion_to_u16` for bits of 0 .. 1. Exact in a
 * double.
 */
export const BITS_U16 = 65_535 / ONE

/** The product of two numbers in raw bits, rounded down. */
export const product = (a: number, b: number): number => Math.floor(a * b * ULP)
/** The quotient of two numbers in raw bits, towards zero; 0 for a divisor of 0. */
export const quotient = (a: number, b: number): number => (b === 0 ? 0 : Math.trunc(a / (b * ULP)))
/** Raw bits of `u / 65535`, rounded down. Source: epoch/math.rs, u16_proportion_to_fixed, 14bc6f9f */
export const proportionBits = (u: number): number => Math.floor(u * U16_BITS)
/**
 * u16 proportion of raw bits, rounded down and held to 0 .. 65535. Source: epoch/math.rs,
 * fixed_proportion_to_u16
 */
export const proportionU16 = (bits: number): number => {
  const u = Math.floor(bits * BITS_U16)
  return Math.max(0, Math.min(65_535, u))
}

// an exported constant is looked up on every use, one of the file is built into the code
const UNIT = ONE
const TO_REAL = ULP
/** Beyond this the chain's series of 31 terms leaves the exponential by more than 1e-9 of it. */
const SERIES_LIMIT = 8
// ln 2 in two parts, so that n times the first is exact
const LN2_HIGH = 0.6931471803691238
const LN2_LOW = 1.9082149292705877e-10
/** 2^-40 .. 2^40, each exact. */
const POWERS = Float64Array.from({ length: 81 }, (_, i) => 2 ** (i - 40))

/**
 * exp(x) in raw bits, x in raw bits, held to -20 .. 20.
 *
 * Between -8 and 8 a polynomial of degree 10 after reduction by ln 2 (error below 1e-11 of the result), the
 * same in every engine, which `Math.exp` does not promise. Further out the chain's own truncated series,
 * which is visibly not exp.
 *
 * Source: epoch/math.rs, exp_safe, 14bc6f9f; substrate-fixed v0.6.0, src/transcendental.rs, exp
 */
export function expBits(bits: number): number {
  const x = bits * TO_REAL
  if (x > SERIES_LIMIT || x < -SERIES_LIMIT || bits === UNIT) return expSeriesBits(bits)
  const n = Math.floor(x * Math.LOG2E + 0.5)
  const r = x - n * LN2_HIGH - n * LN2_LOW
  // Horner, read from the inside: 1 + r (1 + r/2 (1 + r/3 (...)))
  let p = 1 + r * 0.1
  p = 1 + r * p * 0.1111111111111111
  p = 1 + r * p * 0.125
  p = 1 + r * p * 0.14285714285714285
  p = 1 + r * p * 0.16666666666666666
  p = 1 + r * p * 0.2
  p = 1 + r * p * 0.25
  p = 1 + r * p * 0.3333333333333333
  p = 1 + r * p * 0.5
  p = 1 + r * p
  return Math.floor(p * POWERS[n + 40] * UNIT)
}

/** The chain's exponential term by term: 1 + x + x^2/2 + ... up to x^31/31!, each term cut to the grid. */
export function expSeriesBits(bits: number): number {
  const clamped = Math.max(-20 * ONE, Math.min(20 * ONE, bits))
  if (clamped === 0) return ONE
  // the library answers exp(1) from a constant that keeps 23 fractional bits
  if (clamped === ONE) return 11_674_931_200
  const x = Math.abs(clamped)
  let term = x
  let sum = x + ONE
  for (let i = 2; i < 32; i++) {
    term = Math.floor(Math.floor(term * x * ULP) / i)
    sum += term
  }
  return clamped < 0 ? Math.floor((ONE * ONE) / sum) : sum
}

/**
 * 1 / (1 + exp(-rho (x - kappa))), all in raw bits.
 *
 * Source: epoch/math.rs, sigmoid_safe, 14bc6f9f
 */
export function sigmoidBits(x: number, rho: number, kappa: number): number {
  return quotient(ONE, ONE + expBits(product(-rho, x - kappa)))
}
