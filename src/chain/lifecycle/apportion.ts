import { floor32 } from '../../emission/grid32.js'

/**
 * Divide a pot of whole RAO in proportion to weights, by largest remainder:
 *
 *   part_i = floor(P w_i / W), and one RAO more for those with the largest remainders until the pot is empty
 *
 * Equal remainders keep the order of the list. Integers throughout, so the parts add up to the pot exactly. If all weights
 * are 0 nobody gets anything.
 *
 * @param weights  whole amounts, RAO of alpha; the protocol's own entry comes last
 * Source: pallets/subtensor/src/staking/remove_stake.rs, destroy_alpha_in_out_stakes, 14bc6f9f
 */
export function apportion(pot: number, weights: ArrayLike<number>): number[] {
  const whole = Array.from(weights, (weight) => BigInt(weight))
  const total = whole.reduce((sum, weight) => sum + weight, 0n)
  if (total === 0n) return whole.map(() => 0)
  const products = whole.map((weight) => BigInt(pot) * weight)
  const parts = products.map((product) => product / total)
  const left = Number(BigInt(pot) - parts.reduce((sum, part) => sum + part, 0n))
  const remainders = products.map((product, i) => ({ i, remainder: product % total }))
  remainders.sort((a, b) => (a.remainder === b.remainder ? a.i - b.i : a.remainder > b.remainder ? -1 : 1))
  for (let k = 0; k < left; k++) parts[remainders[k].i]++
  return parts.map(Number)
}

/**
 * TAO that the owner of a subnet of the time before NetworkRegistrationStartBlock gets back of his lock, RAO:
 *
 *   max(0, L - floor(c I) p)        I  alpha issued, RAO        c  owner's cut, 0..1        p  price, TAO per alpha
 *
 * What the cut has earned him is deducted. Source: as above; the cut is a U96F32.
 */
export const ownerRefund = (lock: number, alphaIssued: number, ownerCut: number, price: number): number =>
  Math.max(0, lock - Math.floor(Math.floor(alphaIssued * floor32(ownerCut)) * price))
