import { f64 } from '../../state/columns.js'
import { perRow, type World } from '../../state/world.js'
import type { EmissionParams, Shares } from '../emission.js'
import { priceBurnWeights } from './burn-weights.js'

/** Blocks between two settings of the bar. Source: coinbase/subnet_emissions.rs, EMISSION_BAR_REFRESH, f8ff769a */
export const BAR_REFRESH = 360
/** The chain holds shares and the bar in 64 fractional bits: what is smaller is 0. */
const SMALLEST = 2 ** -64
/** The power (theta / b)^h saturates at 2^31 in I32F32, so a gated share keeps at least this part of itself. */
const LEAST_FACTOR = 1 / (1 + 2 ** 31)

/** The stored bar, and the settings it was made with: changing one of them deletes it, as on the chain. */
export const gateMemory = perRow('emission-gate', 1, {
  bar: f64('fraction', 'EmissionBar: share at which the gate halves; 0 = none stored'),
  rank: f64('count', 'rank the bar was made with'),
  quantile: f64('fraction', 'quantile the bar was made with'),
})

/** One entry for every netuid there can be. */
const scratchWeight = new Float64Array(65_536)
const scratchSorted = new Float64Array(65_536)

/**
 * The gate's bar theta from weights: the share of rank N, or the one at which the largest shares reach a mass q.
 *
 * N > 0: the N-th largest of the positive shares; the smallest positive one if there are fewer; 0 if there is none.
 * N = 0: shares added up in descending order, the one with which the sum first reaches q; the last if it never does.
 *
 * @param weight  `count` weights, in any order        @param total  their sum, above 0
 * @returns       a share, 0..1
 * Source: pallets/subtensor/src/coinbase/subnet_emissions.rs, f8ff769a
 */
export function barOf(
  weight: Float64Array,
  count: number,
  total: number,
  rank: number,
  quantile: number,
): number {
  if (count === 0) return 0
  for (let k = 0; k < count; k++) scratchSorted[k] = weight[k]
  const ascending = scratchSorted.subarray(0, count).sort()
  if (rank > 0) {
    let at = Math.max(0, count - rank)
    while (at < count - 1 && ascending[at] === 0) at++
    return ascending[at] / total
  }
  let mass = 0
  for (let at = count - 1; at > 0; at--) {
    mass += ascending[at] / total
    if (mass >= quantile) return ascending[at] / total
  }
  return ascending[0] / total
}

/** The bar in force in this block: the stored one, or, every 360 blocks and where none is stored, a new one. */
function barInForce(world: World, count: number, total: number, rank: number, quantile: number): number {
  const memory = gateMemory.of(world)
  const stored = memory.bar[0]
  const kept = memory.rank[0] === rank && memory.quantile[0] === quantile
  if (stored > 0 && kept && world.block % BAR_REFRESH !== 0) return stored
  const bar = barOf(scratchWeight, count, total, rank, quantile)
  if (bar > 0) {
    memory.bar[0] = bar
    memory.rank[0] = rank
    memory.quantile[0] = quantile
  }
  return bar
}

/**
 * Enter a gate's era: the stored bar goes, the next block sets a new one. A bar given at genesis stands.
 * Source: the migration of spec 441, which does this once.
 */
export function enterGate(world: World, previous: Shares | null): void {
  if (previous !== null) gateMemory.of(world).bar[0] = 0
}

/**
 * Price-burn shares behind the gate:   g_i = b_i / (1 + (theta / b_i)^h),  share = g_i / sum_j g_j
 *
 * b  price-burn share, 0..1        theta  bar        h  exponent, 1..8
 * A share at the bar keeps half its weight. Without a bar the shares stay as they are.
 *
 * The same as: priceBurnShares, then the formula subnet by subnet, then a division by the sum (kept as a twin in
 * exact/gate.ts). Here weights are normalised once, at the end, and u = b / theta saves a quotient:
 * 1 / (1 + u^-h) = u^h / (1 + u^h).
 *
 * @param rank  N of the bar; 0 sets it by mass
 * Source: pallets/subtensor/src/coinbase/subnet_emissions.rs, get_shares, f8ff769a
 * Differs: the chain takes the power as exp(h ln r) in I32F32; here it is exact, which agrees with mainnet to the RAO.
 */
export function gatedShares(
  world: World,
  emitting: Uint16Array,
  count: number,
  rank: number,
  params: EmissionParams,
  out: Float64Array,
): void {
  let total = priceBurnWeights(world, emitting, count, scratchWeight)
  if (total > 0) {
    const bar = barInForce(world, count, total, rank, params.barQuantile)
    if (bar >= SMALLEST) {
      const perBar = 1 / (total * bar)
      total =
        params.gateExponent === 3 ? gateCubed(count, perBar) : gateBy(params.gateExponent, count, perBar)
    }
  }
  const factor = total > 0 ? 1 / total : 0
  for (let k = 0; k < count; k++) out[emitting[k]] = scratchWeight[k] * factor
}

/** The gate with h = 3 on `scratchWeight`; their new sum. */
function gateCubed(count: number, perBar: number): number {
  let total = 0
  for (let k = 0; k < count; k++) {
    const w = scratchWeight[k]
    const u = w * perBar
    const power = u * u * u
    const gated = w * Math.max(power / (1 + power), LEAST_FACTOR)
    scratchWeight[k] = gated
    total += gated
  }
  return total
}

/** The gate with any h, multiplied out: the same in every engine. */
function gateBy(exponent: number, count: number, perBar: number): number {
  let total = 0
  for (let k = 0; k < count; k++) {
    const w = scratchWeight[k]
    const u = w * perBar
    let power = u
    for (let n = 1; n < exponent; n++) power *= u
    const gated = w * Math.max(power / (1 + power), LEAST_FACTOR)
    scratchWeight[k] = gated
    total += gated
  }
  return total
}
