/** The chain's fixed point in big integers: a number is its raw bits, value times 2^f. Twins only; the loop never comes here. */

export const ONE_32 = 1n << 32n
export const ONE_64 = 1n << 64n

/** Raw bits of a decimal text, rounded down (towards zero for a text without sign). */
export function fractionBits(decimal: string, fraction: bigint): bigint {
  const [whole, digits = ''] = decimal.split('.')
  const scale = 10n ** BigInt(digits.length)
  return ((BigInt(whole) * scale + BigInt(digits || '0')) << fraction) / scale
}

/** Raw bits of a double, to the nearest, as the chain converts literals. A double is a whole number of 2^-1074. */
export function nearestBits(value: number, fraction: bigint): bigint {
  const negative = value < 0
  let size = Math.abs(value)
  let shift = fraction
  while (!Number.isInteger(size)) {
    size *= 2
    shift--
  }
  const whole = BigInt(size)
  const bits = shift >= 0n ? whole << shift : (whole + (1n << (-shift - 1n))) >> -shift
  return negative ? -bits : bits
}

/** The double nearest to raw bits of 2^-64. */
export function fromBits64(bits: bigint): number {
  return Number(bits) / 2 ** 64
}

/** Product and quotient of U64F64, rounded down; a quotient by 0 is 0 (safe_div). */
export const product64 = (a: bigint, b: bigint): bigint => (a * b) >> 64n
export const quotient64 = (a: bigint, b: bigint): bigint => (b === 0n ? 0n : (a << 64n) / b)

// Math.min and Math.max know no big integers
// biome-ignore-start lint/complexity/useMathMinMax: see above
export const lesser = (a: bigint, b: bigint): bigint => (a < b ? a : b)
export const greater = (a: bigint, b: bigint): bigint => (a > b ? a : b)
// biome-ignore-end lint/complexity/useMathMinMax: see above
