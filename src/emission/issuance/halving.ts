import { LIMB, limbsAtLeast, toLimbs } from '../../numeric/limbs.js'
import type { World } from '../../state/world.js'
import type { Issuance } from '../emission.js'

/** Supply cap of TAO, and of each alpha, RAO. Source: pallets/subtensor/src/lib.rs, TotalSupply, 14bc6f9f */
export const SUPPLY = 21_000_000_000_000_000n
/** Emission per block before the first halving, RAO. Source: lib.rs, DefaultBlockEmission, 14bc6f9f */
export const BASE_EMISSION = 1_000_000_000n
/** From so many halvings on the emission floors to 0: 10^9 / 2^30 < 1. */
const LAST_HALVING = 30

/**
 * The issuance, RAO, from which on k halvings have happened: the least integer I >= S - S / 2^k.
 *
 * @param k  0 .. 30
 * @example  halvingThreshold(1)  // => 10_500_000_000_000_000n
 * Source: pallets/subtensor/src/coinbase/block_emission.rs, get_block_emission_for_issuance, 14bc6f9f
 */
export function halvingThreshold(k: number): bigint {
  return SUPPLY - (SUPPLY >> BigInt(k))
}

const UNIT = LIMB
const thresholds = Array.from({ length: LAST_HALVING + 1 }, (_, k) => toLimbs(halvingThreshold(k)))
const thresholdHigh = Float64Array.from(thresholds, ([high]) => high)
const thresholdLow = Float64Array.from(thresholds, ([, low]) => low)
const emissionAfter = Float64Array.from(thresholds, (_, k) => Number(BASE_EMISSION >> BigInt(k)))

/** A sum of upper limb and reserve below this lies below the first threshold, lower limb and rounding included. */
const SURELY_FIRST = Number(halvingThreshold(1)) - 4 * LIMB

/** How many halvings lie behind an issuance of high * 2^40 + low RAO, 0 .. 30. Compared exactly: no RAO is lost. */
export function halvingIndex(high: number, low: number): number {
  let k = 0
  while (k < LAST_HALVING && limbsAtLeast(high, low, thresholdHigh[k + 1], thresholdLow[k + 1])) k++
  return k
}

/**
 * RAO minted in one block, given what has been issued so far.
 *
 *   e(I) = floor(10^9 / 2^k),  k = the largest integer with I >= S - S / 2^k        S = 21e15 RAO
 *
 * The halving follows issuance, not time: what is recycled, or not spent, delays it. The chain takes the logarithm of
 * 1 / (1 - I / S) in fixed point; comparing with the thresholds gives the same integer for every I that was tried.
 *
 * Source: pallets/subtensor/src/coinbase/block_emission.rs, get_block_emission_for_issuance, 14bc6f9f
 */
export const emissionOf = (high: number, low: number): number => emissionAfter[halvingIndex(high, low)]

/** The chain's schedule: TAO and every alpha halve when half, three quarters, ... of 21 M have been issued. */
export const halving: Issuance = {
  id: 'halving',
  summary: 'Emission halves each time the remaining supply has halved; each alpha on its own issuance',
  source: 'pallets/subtensor/src/coinbase/block_emission.rs, get_block_emission, 14bc6f9f',
  status: 'mainnet',
  blockEmission(world) {
    return emissionOf(world.issuance.high[0], world.issuance.low[0])
  },
  alphaEmission,
  alphaEmissions,
}

/** RAO of alpha a subnet emits in one block: `emissionOf` its pool's alpha and the alpha outside it. */
export function alphaEmission(world: World, netuid: number): number {
  const { alphaReserve, alphaOutHigh, alphaOutLow } = world.subnets
  const reserve = alphaReserve[netuid]
  // most subnets are far below their first halving: a rounded sum settles those
  if (alphaOutHigh[netuid] * LIMB + reserve < SURELY_FIRST) return emissionAfter[0]
  const carried = Math.floor(reserve / LIMB)
  const low = alphaOutLow[netuid] + (reserve - carried * LIMB)
  const high = alphaOutHigh[netuid] + carried
  return low < LIMB ? emissionOf(high, low) : emissionOf(high + 1, low - LIMB)
}

/** The same for many subnets at once, into `out` by netuid. */
export function alphaEmissions(world: World, rows: Uint16Array, count: number, out: Float64Array): void {
  const { alphaReserve, alphaOutHigh } = world.subnets
  const before = emissionAfter[0]
  for (let k = 0; k < count; k++) {
    const n = rows[k]
    const first = alphaOutHigh[n] * UNIT + alphaReserve[n] < SURELY_FIRST
    out[n] = first ? before : alphaEmission(world, n)
  }
}
