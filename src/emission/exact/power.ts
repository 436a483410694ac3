import { ONE_32 } from './fixed.js'

/** I32F32: values below 2^31, signed, in bits of 2^-32. */
const LARGEST = (1n << 63n) - 1n
/** The library keeps its constants in 23 fractional bits. Source: substrate-fixed v0.6.0, src/consts.rs, I9F23 */
const E_BITS = 22_802_600n << 9n
const LOG2_E_BITS = 12_102_203n << 9n

/** Right shift by one, rounded up. */
const halve = (x: bigint): bigint => (x >> 1n) + (x & 1n)

/** log2 of x >= 1, bit by bit. Source: substrate-fixed v0.6.0, src/transcendental.rs, log2_inner */
function log2Inner(operand: bigint): bigint {
  let x = operand
  let result = 0n
  while (x >= 2n * ONE_32) {
    result++
    x = halve(x)
  }
  if (x === ONE_32) return result << 32n
  for (let n = 0; n < 32; n++) {
    x = (x * x) >> 32n
    result <<= 1n
    if (x >= 2n * ONE_32) {
      result |= 1n
      x = halve(x)
    }
  }
  return result
}

/** Natural logarithm in I32F32; null where the library fails (x <= 0, or 1 / x too large). */
export function lnBits(x: bigint): bigint | null {
  if (x <= 0n) return null
  if (x >= ONE_32) return (log2Inner(x) << 32n) / LOG2_E_BITS
  const inverse = (ONE_32 << 32n) / x
  return inverse > LARGEST ? null : (-log2Inner(inverse) << 32n) / LOG2_E_BITS
}

/** Exponential in I32F32 by 31 terms of its series; null where it overflows. Source: transcendental.rs, exp */
export function expBits32(operand: bigint): bigint | null {
  if (operand === 0n) return ONE_32
  if (operand === ONE_32) return E_BITS
  const x = operand < 0n ? -operand : operand
  let term = x
  let result = x + ONE_32
  for (let n = 2n; n < 32n; n++) {
    term = (term * x) >> 32n
    if (term > LARGEST) return null
    term /= n
    result += term
    if (result > LARGEST) return null
  }
  return operand < 0n ? (ONE_32 << 32n) / result : result
}

/**
 * x^p as the chain takes it, exp(p ln x) in I32F32: good to about 1e-3. All three in bits of 2^-64.
 *
 * Source: pallets/subtensor/src/coinbase/subnet_emissions.rs, safe_pow, v3.2.15-348
 */
export function safePow(x: bigint, p: bigint): bigint {
  const ln = lnBits(x >> 32n > LARGEST ? LARGEST : x >> 32n)
  if (ln === null) return 0n
  const power = expBits32(((p >> 32n) * ln) >> 32n)
  return (power ?? 2_147_483_647n << 32n) << 32n
}
