import type { ChainView } from '../chain/view.js'
import { BLOCKS_PER_DAY } from '../units.js'

/** Part of alpha_out that goes to stakers: what the owner leaves, halved. Source: coinbase/run_coinbase.rs, 14bc6f9f. */
export const STAKERS_PART = 0.41
const BLOCKS_PER_365_DAYS = 365 * BLOCKS_PER_DAY

/**
 * Yearly yield of a TAO staked on root, simple, in TAO:
 *
 *   (1 - take) 365 7200 sum_i rho_i 0.41 a_i p_i / R           0 while the sum of moving prices is below 1
 *
 * rho root proportion, a alpha minted for participants (RAO/block), p spot price (TAO per alpha), R TAO on root (RAO).
 * Source: agents.md, common yield definitions.
 */
export function rootYield(chain: ChainView, take: number): number {
  if (!chain.rootSells || chain.rootTao === 0) return 0
  const { netuids } = chain
  let income = 0
  for (let k = 0; k < netuids.length; k++) {
    const n = netuids[k]
    income += chain.rootProportion(n) * chain.alphaPerBlock(n) * chain.price(n)
  }
  return ((1 - take) * BLOCKS_PER_365_DAYS * STAKERS_PART * income) / chain.rootTao
}

/**
 * Yearly yield of alpha staked on a subnet, simple, in alpha; a change of price is not in it:
 *
 *   (1 - take) 365 7200 0.41 a (1 - rho) / A                   A alpha staked (RAO of alpha)
 */
export function alphaYield(chain: ChainView, netuid: number, take: number): number {
  const staked = chain.alphaStaked(netuid)
  if (staked === 0) return 0
  const income = chain.alphaPerBlock(netuid) * (1 - chain.rootProportion(netuid))
  return ((1 - take) * BLOCKS_PER_365_DAYS * STAKERS_PART * income) / staked
}
