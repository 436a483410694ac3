/** TAO emission of a block before the first halving, RAO: the interval below is stated for it. */
const FULL_EMISSION = 1e9

/**
 * Blocks in which the price of a subnet falls from twice the last lock to the last lock:
 *
 *   T = floor(interval e / 1 TAO)
 *
 * It halves with each halving of the emission e, so that a subnet's slot costs the same number of days' emission.
 *
 * @param interval       NetworkLockReductionInterval, blocks
 * @param blockEmission  e, RAO of TAO a block
 * Source: pallets/subtensor/src/subnets/subnet.rs, get_lock_reduction_interval, 14bc6f9f
 */
export const lockInterval = (interval: number, blockEmission: number): number =>
  Math.floor(interval * (blockEmission / FULL_EMISSION))

/**
 * TAO to lock for a new subnet, RAO:
 *
 *   cost = max(min, m L - floor(L / T) d)        m = 2, or 1 while no subnet was ever registered
 *
 * L  lock of the last registration, RAO        d  blocks since it        T  `lockInterval`, blocks; 0: nothing decays
 * The price doubles with each registration, is back at L after T blocks and at the floor after two.
 *
 * @param lastBlock  block of the last registration, 0 if there was none
 * @example lockCost(653_019_966_758, 1, 30_269, 57_600, 1e9)  // => 962_887_016_780
 * Source: pallets/subtensor/src/subnets/subnet.rs, get_network_lock_cost, 14bc6f9f
 */
export function lockCost(
  lastLock: number,
  lastBlock: number,
  block: number,
  interval: number,
  minLock: number,
): number {
  const start = lastBlock === 0 ? lastLock : 2 * lastLock
  const slope = interval > 0 ? Math.floor(lastLock / interval) : 0
  return Math.max(minLock, start - slope * (block - lastBlock))
}
