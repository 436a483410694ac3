import { limbsValue } from '../numeric/limbs.js'
import type { World } from '../state/world.js'
import { floor32 } from './grid32.js'

/**
 * Weight of root's TAO against a subnet's alpha:   rho = w T / (w T + I),  cut to 2^-32
 *
 * T  TAO staked on root, RAO        w  tao_weight, 0..1        I  alpha issuance of the subnet (pool and outside), RAO
 * It falls as a subnet grows older. 0 if there is neither root stake nor alpha.
 *
 * Source: pallets/subtensor/src/coinbase/run_coinbase.rs, root_proportion, 14bc6f9f
 */
export function rootProportion(rootTao: number, taoWeight: number, alphaIssuance: number): number {
  const weight = rootTao * taoWeight
  const total = weight + alphaIssuance
  return total > 0 ? floor32(weight / total) : 0
}

// Under names of this file, as everywhere in the loops of a block (grid32.ts says why).
const cut = floor32
const sumOf = limbsValue

/** The same for `count` netuids, into `out` by netuid. */
export function rootProportions(
  { subnets }: World,
  rootTao: number,
  taoWeight: number,
  rows: Uint16Array,
  count: number,
  out: Float64Array,
): void {
  const { alphaReserve, alphaOutHigh, alphaOutLow } = subnets
  const weight = rootTao * taoWeight
  for (let k = 0; k < count; k++) {
    const n = rows[k]
    const total = weight + (alphaReserve[n] + sumOf(alphaOutHigh[n], alphaOutLow[n]))
    out[n] = total > 0 ? cut(weight / total) : 0
  }
}

/**
 * Whether root's alpha is paid out at all in this block: the moving prices of the emitting subnets add up to more than 1.
 *
 * Where not: from v3.2.13 on root's part is recycled, in v3.2.12 the validators kept it.
 *
 * Source: pallets/subtensor/src/coinbase/run_coinbase.rs, get_network_root_sell_flag, 14bc6f9f
 */
export function rootSells(movingPrice: Float64Array, emitting: Uint16Array, count: number): boolean {
  let total = 0
  for (let k = 0; k < count; k++) total += movingPrice[emitting[k]]
  return total > 1
}
