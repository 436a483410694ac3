import type { World } from '../../state/world.js'
import type { EmissionParams } from '../emission.js'

/** RAO per block: U64F64 holds nothing smaller. */
const SMALLEST_FLOW = 2 ** -64

/**
 * Divide the emitting rows of `out` by their sum.
 *
 * @returns the sum; 0 leaves the rows as they are
 */
export function normalise(emitting: Uint16Array, count: number, out: Float64Array): number {
  let total = 0
  for (let k = 0; k < count; k++) total += out[emitting[k]]
  if (total > 0) scale(emitting, count, 1 / total, out)
  return total
}

/** Multiply the emitting rows of `out`. */
export function scale(emitting: Uint16Array, count: number, factor: number, out: Float64Array): void {
  for (let k = 0; k < count; k++) out[emitting[k]] *= factor
}

/**
 * Price shares:   s_i = m_i / sum_j m_j        m  moving price, TAO per alpha, of the block before
 *
 * All zero if no price has risen above zero yet.
 *
 * Source: pallets/subtensor/src/coinbase/subnet_emissions.rs, get_shares_price_ema, 14bc6f9f
 */
export function priceShares(world: World, emitting: Uint16Array, count: number, out: Float64Array): void {
  const { movingPrice } = world.subnets
  for (let k = 0; k < count; k++) out[emitting[k]] = movingPrice[emitting[k]]
  normalise(emitting, count, out)
}

/**
 * Flow shares:   z_i = max(S_i - L, 0),  share = z_i^p / sum_j z_j^p,  L = max(cutoff, min_i min(S_i, 0))
 *
 * S  smoothed flow of a subnet, RAO per block, handed in by netuid        p  FlowNormExponent, >= 1
 * With the cutoff at 0, as on mainnet, L = 0: an outflow earns nothing. All zero if no flow exceeds L.
 *
 * Source: pallets/subtensor/src/coinbase/subnet_emissions.rs, get_lower_limit, inplace_pow_normalize, v3.2.15-348
 * Differs: the chain raises to p by I32F32 ln and exp, good to 1e-3; here the power is taken in float64.
 */
export function flowShares(
  emitting: Uint16Array,
  count: number,
  flow: Float64Array,
  params: EmissionParams,
  out: Float64Array,
): void {
  const limit = lowerLimit(emitting, count, flow, params.flowCutoff)
  let largest = 0
  for (let k = 0; k < count; k++) {
    const i = emitting[k]
    const above = flow[i] - limit
    out[i] = Math.max(above, 0)
    if (above > largest) largest = above
  }
  // less than the chain's fixed point can hold
  if (largest < SMALLEST_FLOW) {
    for (let k = 0; k < count; k++) out[emitting[k]] = 0
    return
  }
  const { flowExponent } = params
  // scaled to 1 first, so that no power overflows
  if (flowExponent !== 1) {
    for (let k = 0; k < count; k++) out[emitting[k]] = power(out[emitting[k]] / largest, flowExponent)
  }
  normalise(emitting, count, out)
}

/** x^p for 0 <= x <= 1. Whole and half exponents by products and a root, which every engine rounds alike. */
function power(x: number, p: number): number {
  if (!Number.isInteger(2 * p) || p > 16) return x ** p
  let result = Number.isInteger(p) ? 1 : Math.sqrt(x)
  for (let n = 1; n <= p; n++) result *= x
  return result
}

/** L of `flowShares`: the flow below which a subnet gets nothing, RAO per block. */
export function lowerLimit(emitting: Uint16Array, count: number, flow: Float64Array, cutoff: number): number {
  let least = 0
  for (let k = 0; k < count; k++) {
    const value = flow[emitting[k]]
    if (value < least) least = value
  }
  return Math.max(cutoff, least)
}
