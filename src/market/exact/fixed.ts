/**
 * The chain's unsigned fixed point with 64 fractional bits, in big integers, and what the curves share in it.
 *
 * Products and quotients cut below; a quotient by 0 is 0; what passes 128 bits stays at their top.
 * Source: substrate-fixed, U64F64; primitives/safe-math, safe_div, 14bc6f9f
 */

export const ONE_64 = 1n << 64n
const TOP = (1n << 128n) - 1n
export const U64_TOP = ONE_64 - 1n
/** RAO in one TAO. */
const RAO = 1_000_000_000n

const saturate = (bits: bigint): bigint => (bits > TOP ? TOP : bits < 0n ? 0n : bits)

export const fixed = (whole: bigint): bigint => saturate(whole << 64n)
export const times = (a: bigint, b: bigint): bigint => saturate((a * b) >> 64n)
export const over = (a: bigint, b: bigint): bigint => (b === 0n ? 0n : saturate((a << 64n) / b))
export const plus = (a: bigint, b: bigint): bigint => saturate(a + b)
export const minus = (a: bigint, b: bigint): bigint => (a > b ? a - b : 0n)
export const floorOf = (bits: bigint): bigint => bits >> 64n
export const lesser = (a: bigint, b: bigint): bigint => [a, b][Number(b < a)]

/** A decimal such as "0.26" in 64 fractional bits, cut below. */
export function bitsOfDecimal(text: string): bigint {
  const [mantissa, exponent = '0'] = text.toLowerCase().split('e')
  const [whole, fraction = ''] = mantissa.split('.')
  const shift = Number(exponent) - fraction.length
  const digits = BigInt(whole + fraction) << 64n
  return shift >= 0 ? digits * 10n ** BigInt(shift) : digits / 10n ** BigInt(-shift)
}

/** A limit price as a call carries it, whole RAO per alpha, in 64 fractional bits. Source: impls.rs, swap */
export const bitsOfRaoPrice = (rao: bigint): bigint => over(fixed(rao), fixed(RAO))

/** Sixty-four fractional bits as a decimal of `places` digits, cut below. */
export function decimalOfBits(bits: bigint, places = 24): string {
  const scale = 10n ** BigInt(places)
  const digits = ((bits * scale) >> 64n).toString().padStart(places + 1, '0')
  return `${digits.slice(0, -places)}.${digits.slice(-places)}`
}

/** Fee on a gross input. Source: impls.rs, calculate_fee_amount */
export const exactFee = (amount: bigint, rate: bigint): bigint =>
  floorOf(times(fixed(amount), over(fixed(rate), fixed(65_535n))))

/** Fee on a net input that stopped at a limit or an edge. Source: swap_step.rs, determine_action */
export const exactFeeAtStop = (net: bigint, rate: bigint): bigint =>
  floorOf(times(fixed(net), over(fixed(rate), fixed(65_535n - rate))))

/** What a trade does, in big integers. */
export interface ExactFill {
  /** Name of the pallet's error, '' if the trade goes through. */
  error: string
  paidIn: bigint
  paidOut: bigint
  fee: bigint
  stopped: boolean
}

export const refused = (error: string): ExactFill => ({
  error,
  paidIn: 0n,
  paidOut: 0n,
  fee: 0n,
  stopped: false,
})
