import { U16_MAX } from '../units.js'

/**
 * Fee on a gross input: floor(amount rate'), rate' = rate / 65535 cut to 64 fractional bits.
 *
 * The cut shows only where amount * rate is a multiple of 65535: the product then falls one RAO short.
 *
 * @param amount  gross input, whole RAO, 0 .. 2^53
 * @param rate    parts of 65535, 0 .. 10000
 * @returns       whole RAO of the input token
 * Source: pallets/swap/src/pallet/impls.rs, calculate_fee_amount, 14bc6f9f
 */
export function swapFee(amount: number, rate: number): number {
  const rough = amount * (rate / U16_MAX)
  const whole = Math.floor(rough)
  const rest = rough - whole
  // Away from a whole number, and small enough that a double errs by less than 1e-3: the same as below.
  if (rest > 1e-3 && rest < 0.999 && rough < 1e12) return whole
  return truncatedShare(amount, rate, U16_MAX)
}

/**
 * Fee on top of a net input that stopped at a limit: floor(net rate'), rate' = rate / (65535 - rate).
 *
 * @param net   net input, whole RAO, 0 .. 2^53
 * @param rate  parts of 65535, 0 .. 10000
 * Source: pallets/swap/src/pallet/swap_step.rs, determine_action, 14bc6f9f
 */
export function feeAtStop(net: number, rate: number): number {
  return truncatedShare(net, rate, U16_MAX - rate)
}

/** floor(amount (rate / of)) where the quotient was cut below: whole products lose one. Exact in doubles. */
function truncatedShare(amount: number, rate: number, of: number): number {
  if (amount === 0 || rate === 0) return 0
  const times = Math.floor(amount / of)
  const rest = (amount - times * of) * rate
  const share = Math.floor(rest / of)
  return times * rate + share - (share * of === rest ? 1 : 0)
}
