import { floor32 } from '../../emission/grid32.js'

/** One that a childkey works with: itself, or a parent that lends it stake weight. */
export interface Lender {
  /** Alpha and root TAO that stand behind the hotkey, RAO. */
  alpha: number
  root: number
  /** Part of both that counts here: a parent's lent part; for the childkey itself what it has not lent on. 0..1 */
  part: number
  /** Parent and childkey belong to one coldkey: nothing is taken and nothing recycled. */
  sameOwner: boolean
}

/** What a lender's stake adds to a childkey's weight, RAO:   (A + w R) p */
export const contribution = ({ alpha, root, part }: Lender, taoWeight: number): number =>
  floor32(alpha * part) + floor32(floor32(root * part) * taoWeight)

/**
 * Divide a childkey's dividend among its parents and itself, by what each contributed to its stake weight:
 *
 *   e_j = d c_j / (c_0 + sum c),   parent j receives e_j - burn e_j - take e_j,   the childkey d - sum e_j + sum take e_j
 *
 * d  dividend, RAO        c_0  the childkey's own contribution, c_j a parent's        burn, take  0 for a parent of the same owner
 *
 * @param out  written: RAO to each parent, in order
 * @returns RAO to the childkey itself, and what is recycled
 * Source: pallets/subtensor/src/coinbase/run_coinbase.rs, get_parent_child_dividends_distribution, 14bc6f9f
 */
export function shareOut(
  dividend: number,
  self: Lender,
  parents: readonly Lender[],
  taoWeight: number,
  take: number,
  burn: number,
  out: number[],
): { toChild: number; recycled: number } {
  let total = Math.floor(contribution(self, taoWeight))
  for (const parent of parents) total += contribution(parent, taoWeight)
  let left = dividend
  let taken = 0
  let recycled = 0
  parents.forEach((parent, j) => {
    const factor = total > 0 ? floor32(contribution(parent, taoWeight) / total) : 0
    const earned = floor32(dividend * factor)
    const burned = parent.sameOwner ? 0 : floor32(burn * earned)
    const kept = parent.sameOwner ? 0 : floor32(take * earned)
    left -= earned
    taken += kept
    recycled += Math.floor(burned)
    out[j] = Math.floor(earned - burned - kept)
  })
  return { toChild: Math.floor(left + taken), recycled }
}
