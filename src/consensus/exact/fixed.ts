/**
 * The chain's 32.32 fixed point in whole numbers without limit: bit for bit, and slow.
 *
 * Source: substrate-fixed v0.6.0, I32F32: `mul` shifts (floor), `div` truncates;
 * pallets/subtensor/src/epoch/math.rs, 14bc6f9f
 */

export const ONE = 1n << 32n
const TWENTY = 20n << 32n
/** e with 23 fractional bits, as the library holds it. */
const E = 11_674_931_200n

export const mul = (a: bigint, b: bigint): bigint => (a * b) >> 32n
/** 0 for a divisor of 0. */
export const div = (a: bigint, b: bigint): bigint => (b === 0n ? 0n : (a << 32n) / b)
export const min = (a: bigint, b: bigint): bigint => (a < b ? a : b)
export const clamp = (x: bigint, low: bigint, high: bigint): bigint => (x < low ? low : x > high ? high : x)
export const sum = (values: readonly bigint[]): bigint => values.reduce((a, b) => a + b, 0n)

/** u / 65535. Source: epoch/math.rs, u16_proportion_to_fixed */
export const proportion = (u: number): bigint => (BigInt(u) << 32n) / 65_535n
/** Source: epoch/math.rs, fixed_proportion_to_u16 */
export const toU16 = (x: bigint): number => Number(clamp((x * 65_535n) >> 32n, 0n, 65_535n))
/** The number itself, exact below 2^21. */
export const toReal = (x: bigint): number => Number(x) / 2 ** 32

/** Divided by their sum; unchanged if that is 0. Source: epoch/math.rs, inplace_normalize */
export function normalise(values: readonly bigint[]): bigint[] {
  const total = sum(values)
  return total === 0n ? [...values] : values.map((x) => div(x, total))
}

/**
 * The chain's exponential: the series of 31 terms, each cut to the grid; the argument held to -20 .. 20.
 *
 * Source: epoch/math.rs, exp_safe, 14bc6f9f; substrate-fixed v0.6.0, src/transcendental.rs, exp
 */
export function exp(argument: bigint): bigint {
  const given = clamp(argument, -TWENTY, TWENTY)
  if (given === 0n) return ONE
  if (given === ONE) return E
  const x = given < 0n ? -given : given
  let term = x
  let total = x + ONE
  for (let i = 2n; i < 32n; i++) {
    term = mul(term, x) / i
    total += term
  }
  return given < 0n ? div(ONE, total) : total
}

/** 1 / (1 + exp(-rho (x - kappa))). Source: epoch/math.rs, sigmoid_safe */
export const sigmoid = (x: bigint, rho: bigint, kappa: bigint): bigint =>
  div(ONE, ONE + exp(mul(-rho, x - kappa)))
