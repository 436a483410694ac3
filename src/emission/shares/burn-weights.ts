import type { World } from '../../state/world.js'

/** One entry for every netuid there can be: it never grows, and the compiler knows where it lies. */
const scratchWeight = new Float64Array(65_536)

/**
 * Weights of the price-burn shares, in the order of `emitting`:   w_i = m_i (1 - min(b_i, 1))
 *
 * m  moving price        b  part of the last tempo's miner incentive that the owner withheld, 0..1
 * If all weights vanish they are the plain prices, so that no block's TAO is stranded.
 *
 * @param weight  written, `count` entries        @returns their sum; 0 if no subnet has a price yet
 * Source: pallets/subtensor/src/coinbase/subnet_emissions.rs, get_shares, bb3591e71 (2026-06-30)
 */
export function priceBurnWeights(
  world: World,
  emitting: Uint16Array,
  count: number,
  weight: Float64Array,
): number {
  const { movingPrice, minerBurned } = world.subnets
  let total = 0
  for (let k = 0; k < count; k++) {
    const i = emitting[k]
    const w = movingPrice[i] * (1 - Math.min(minerBurned[i], 1))
    weight[k] = w
    total += w
  }
  if (total > 0) return total
  for (let k = 0; k < count; k++) {
    weight[k] = movingPrice[emitting[k]]
    total += weight[k]
  }
  return total
}

/** Price-burn shares:   share_i = w_i / sum_j w_j, all 0 if the sum is 0        w  as in `priceBurnWeights` */
export function priceBurnShares(world: World, emitting: Uint16Array, count: number, out: Float64Array): void {
  const total = priceBurnWeights(world, emitting, count, scratchWeight)
  const factor = total > 0 ? 1 / total : 0
  for (let k = 0; k < count; k++) out[emitting[k]] = scratchWeight[k] * factor
}
