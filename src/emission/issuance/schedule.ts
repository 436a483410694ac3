import { toLimbs } from '../../numeric/limbs.js'
import { emissionOf, halvingIndex, halvingThreshold } from './halving.js'

/** The halving schedule asked from outside the loop, on exact integers. The answers come from the loop's own functions. */

/** RAO minted by a block that starts at this issuance. */
export function emissionAt(issuance: bigint): bigint {
  const [high, low] = toLimbs(issuance)
  return BigInt(emissionOf(high, low))
}

/** Which halving comes next, 1 .. 31, and at what issuance, RAO. */
export function nextHalving(issuance: bigint): { index: number; threshold: bigint } {
  const [high, low] = toLimbs(issuance)
  const index = halvingIndex(high, low) + 1
  return { index, threshold: halvingThreshold(index) }
}

/**
 * Issuance after `rounds` rounds, each minting `blocks` times the emission at its start: the schedule's own limit.
 *
 * @example issuanceAfter(0n, 100, 10_500_000n)  // => 20_999_999_989_500_000n
 * Source: pallets/subtensor/tests/root.rs, test_issuance_bounds, v1.1.9
 */
export function issuanceAfter(start: bigint, rounds: number, blocks: bigint): bigint {
  let issuance = start
  for (let round = 0; round < rounds; round++) issuance += blocks * emissionAt(issuance)
  return issuance
}

/**
 * Blocks until a block would emit less than the first one, if each mints its emission and then recycles `recycled` RAO.
 *
 * @returns Infinity if recycling keeps pace with emission
 */
export function blocksUntilHalving(start: bigint, recycled: bigint): number {
  const emission = emissionAt(start)
  const growth = emission - recycled
  if (growth <= 0n) return Number.POSITIVE_INFINITY
  const missing = nextHalving(start).threshold - start
  return Number((missing + growth - 1n) / growth)
}
