/**
 * The factor by which a burn price decays in a block, and its product, exactly as the chain computes both.
 *
 *   burn := floor(burn f / 2^32),  f = largest whole number whose half_life-th power is at most 1/2
 *
 * Source: pallets/subtensor/src/subnets/registration.rs, burn decay (v3.3.14-401), 14bc6f9f.
 */

const ONE = 1n << 32n
const known = new Map<number, number>()

/** f in Q32: 0 .. 2^32; 2^32 (no decay) for a half-life of 0. */
export function decayFactor(halfLifeBlocks: number): number {
  let factor = known.get(halfLifeBlocks)
  if (factor === undefined) {
    factor = halfLifeBlocks === 0 ? Number(ONE) : Number(search(halfLifeBlocks))
    known.set(halfLifeBlocks, factor)
  }
  return factor
}

function search(halfLifeBlocks: number): bigint {
  let low = 0n
  let high = ONE - 1n
  while (low < high) {
    const middle = (low + high + 1n) / 2n
    if (power(middle, halfLifeBlocks) <= ONE / 2n) low = middle
    else high = middle - 1n
  }
  return low
}

/** Square and multiply in Q32, every product truncated. */
function power(base: bigint, exponent: number): bigint {
  let result = ONE
  let square = base
  for (let e = exponent; e > 0; e = Math.floor(e / 2)) {
    if (e % 2 === 1) result = (result * square) >> 32n
    square = (square * square) >> 32n
  }
  return result
}

/** floor(burn f / 2^32) without leaving doubles: burn below 2^37 RAO, f below 2^32, split in halves of 16 bits. */
export function decay(burn: number, factor: number): number {
  const upper = Math.floor(factor / 65_536)
  const lower = factor - upper * 65_536
  return Math.floor((burn * upper + Math.floor((burn * lower) / 65_536)) / 65_536)
}
