import { type ExactFill, refused } from './fixed.js'

/**
 * The constant product in the chain's 18 fractional bits.
 *
 * Source: pallets/subtensor/src/staking/stake_utils.rs, sim_swap_tao_for_alpha, v2.0.4
 */
export function exactConstantProduct(
  input: bigint,
  output: bigint,
  net: bigint,
  keep: bigint,
  paidIn: bigint = net,
): ExactFill {
  const before = output << 18n
  const left = input + net === 0n ? 0n : (input * before) / (input + net)
  if (left < keep << 18n) return refused('InsufficientLiquidity')
  const paidOut = (before - left) >> 18n
  return { error: '', paidIn, paidOut, fee: 0n, stopped: false }
}
