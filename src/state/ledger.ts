import * as limbs from '../numeric/limbs.js'
import { ROOT } from '../units.js'
import type { World } from './world.js'

/**
 * The only place where value moves. Every verb changes two sides by the same whole number of RAO, or mints or recycles
 * by changing the issuance with it. Amounts are whole RAO, never negative; the caller has checked that they are there.
 *
 * Source of the verbs: pallets/subtensor/src/coinbase/tao.rs and alpha.rs (mint, burn, recycle, transfer), 14bc6f9f.
 */

const { addLimbs } = limbs

/** Coldkey row of the block authors together: they receive the pool fees. */
export const BLOCK_AUTHORS = 0
/** Coldkey row of everyone the scenario does not model: the rest of the TAO in existence. */
export const REST = 1

// --- TAO -------------------------------------------------------------------------------------------------------

/** New TAO, straight into a pool. */
export function mintToPool(world: World, netuid: number, tao: number): void {
  addLimbs(world.issuance.high, world.issuance.low, 0, tao)
  world.totals.minted += tao
  world.subnets.taoReserve[netuid] += tao
}

/** The same for many pools at once. @param tao  by netuid */
export function mintToPools(world: World, rows: Uint16Array, count: number, tao: Float64Array): void {
  mintTo(world, world.subnets.taoReserve, rows, count, tao)
}

/** New TAO into a column of amounts. */
function mintTo(
  world: World,
  column: Float64Array,
  rows: Uint16Array,
  count: number,
  tao: Float64Array,
): void {
  let minted = 0
  for (let k = 0; k < count; k++) {
    const amount = tao[rows[k]]
    column[rows[k]] += amount
    minted += amount
  }
  addLimbs(world.issuance.high, world.issuance.low, 0, minted)
  world.totals.minted += minted
}

/**
 * TAO straight into a pool that nobody counts as issued, until the next runtime upgrade recounts all there is.
 *
 * So the subsidy's chain buys did. Source: pallets/subtensor/src/coinbase/run_coinbase.rs, v3.2.4 to v3.2.11-338
 */
export function putUncounted(world: World, netuid: number, tao: number): void {
  world.issuance.uncounted[0] += tao
  world.totals.minted += tao
  world.subnets.taoReserve[netuid] += tao
}

/**
 * A runtime upgrade: what is in pools and not counted as issued is counted from now on.
 *
 * Source: pallets/subtensor/src/migrations/migrate_init_total_issuance.rs, initialise_total_issuance (balances plus
 * TotalStake), which runs at every upgrade (runtime/src/lib.rs, Migrations, 14bc6f9f)
 */
export function countIssuance(world: World): void {
  const { high, low, uncounted } = world.issuance
  addLimbs(high, low, 0, uncounted[0])
  uncounted[0] = 0
}

/** New TAO that the pool refused: it waits beside it. */
export function mintToReservoir(world: World, netuid: number, tao: number): void {
  addLimbs(world.issuance.high, world.issuance.low, 0, tao)
  world.totals.minted += tao
  world.subnets.taoReservoir[netuid] += tao
}

/** The same for many pools at once. @param tao  by netuid */
export function mintToReservoirs(world: World, rows: Uint16Array, count: number, tao: Float64Array): void {
  mintTo(world, world.subnets.taoReservoir, rows, count, tao)
}

/** TAO waiting beside a pool enters it. */
export function reservoirToPool(world: World, netuid: number, tao: number, alpha: number): void {
  const { taoReserve, taoReservoir, alphaReserve, alphaReservoir } = world.subnets
  taoReservoir[netuid] -= tao
  taoReserve[netuid] += tao
  alphaReservoir[netuid] -= alpha
  alphaReserve[netuid] += alpha
}

/** A coldkey pays a pool: stake bought, or root staked. */
export function payPool(world: World, coldkey: number, netuid: number, tao: number): void {
  world.coldkeys.free[coldkey] -= tao
  world.subnets.taoReserve[netuid] += tao
}

/** A pool pays a coldkey. */
export function poolPays(world: World, netuid: number, coldkey: number, tao: number): void {
  world.subnets.taoReserve[netuid] -= tao
  world.coldkeys.free[coldkey] += tao
}

/** TAO of a pool becomes root stake: root alpha sold. */
export function poolToRoot(world: World, netuid: number, tao: number): void {
  world.subnets.taoReserve[netuid] -= tao
  world.subnets.taoReserve[ROOT] += tao
}

/** TAO of a pool for root's alpha, which waits for the epoch. */
export function poolToPendingRoot(world: World, netuid: number, tao: number): void {
  world.subnets.taoReserve[netuid] -= tao
  world.subnets.pendingRootTao[netuid] += tao
}

/** TAO that waited becomes root stake, which the caller books. */
export function pendingToRoot(world: World, netuid: number, tao: number): void {
  world.subnets.pendingRootTao[netuid] -= tao
  world.subnets.taoReserve[ROOT] += tao
}

/** From one coldkey to another. */
export function transferTao(world: World, from: number, to: number, tao: number): void {
  world.coldkeys.free[from] -= tao
  world.coldkeys.free[to] += tao
}

/** A pool fee, paid in TAO by a coldkey to the block authors. */
export function payFee(world: World, coldkey: number, tao: number): void {
  transferTao(world, coldkey, BLOCK_AUTHORS, tao)
  world.totals.fees += tao
}

/** TAO of a coldkey leaves issuance: every later halving comes later. */
export function recycleTao(world: World, coldkey: number, tao: number): void {
  world.coldkeys.free[coldkey] -= tao
  world.totals.recycled += tao
  addLimbs(world.issuance.high, world.issuance.low, 0, -tao)
}

/** TAO of a pool leaves issuance: a dissolved subnet's rest. */
export function recycleReserve(world: World, netuid: number, tao: number): void {
  world.subnets.taoReserve[netuid] -= tao
  world.totals.recycled += tao
  addLimbs(world.issuance.high, world.issuance.low, 0, -tao)
}

/** TAO that waits beside a pool, or for root's stakers, leaves issuance. */
export function recycleReservoir(world: World, netuid: number, waiting: number, pendingRoot: number): void {
  world.subnets.taoReservoir[netuid] -= waiting
  world.subnets.pendingRootTao[netuid] -= pendingRoot
  world.totals.recycled += waiting + pendingRoot
  addLimbs(world.issuance.high, world.issuance.low, 0, -(waiting + pendingRoot))
}

// --- alpha -----------------------------------------------------------------------------------------------------

/** New alpha, into the pool. */
export function mintAlphaToPool(world: World, netuid: number, alpha: number): void {
  world.subnets.alphaReserve[netuid] += alpha
}

/** The same for many pools at once. @param alpha  by netuid */
export function mintAlphaToPools(world: World, rows: Uint16Array, count: number, alpha: Float64Array): void {
  const { alphaReserve } = world.subnets
  for (let k = 0; k < count; k++) alphaReserve[rows[k]] += alpha[rows[k]]
}

/** New alpha for participants (alpha_out). The caller books it to the pending accumulators. */
export function mintAlphaOut(world: World, netuid: number, alpha: number): void {
  addLimbs(world.subnets.alphaOutHigh, world.subnets.alphaOutLow, netuid, alpha)
}

/** The same for many subnets at once. @param alpha  by netuid */
export function mintAlphaOuts(world: World, rows: Uint16Array, count: number, alpha: Float64Array): void {
  const { alphaOutHigh, alphaOutLow } = world.subnets
  for (let k = 0; k < count; k++) addLimbs(alphaOutHigh, alphaOutLow, rows[k], alpha[rows[k]])
}

/** Alpha bought: from the pool to the outside. The caller books it to a position or to the protocol. */
export function alphaLeavesPool(world: World, netuid: number, alpha: number): void {
  world.subnets.alphaReserve[netuid] -= alpha
  addLimbs(world.subnets.alphaOutHigh, world.subnets.alphaOutLow, netuid, alpha)
}

/** The same for many pools at once. @param alpha  by netuid */
export function alphaLeavesPools(world: World, rows: Uint16Array, count: number, alpha: Float64Array): void {
  const { alphaReserve, alphaOutHigh, alphaOutLow } = world.subnets
  for (let k = 0; k < count; k++) {
    const n = rows[k]
    alphaReserve[n] -= alpha[n]
    addLimbs(alphaOutHigh, alphaOutLow, n, alpha[n])
  }
}

/** Alpha sold: from outside into the pool. The caller has taken it from its holder. */
export function alphaEntersPool(world: World, netuid: number, alpha: number): void {
  world.subnets.alphaReserve[netuid] += alpha
  addLimbs(world.subnets.alphaOutHigh, world.subnets.alphaOutLow, netuid, -alpha)
}

/** Alpha outside the pool ceases to exist: alpha issuance falls. The caller has taken it from its holder. */
export function recycleAlpha(world: World, netuid: number, alpha: number): void {
  addLimbs(world.subnets.alphaOutHigh, world.subnets.alphaOutLow, netuid, -alpha)
}

/** Alpha bought out of the pool and recycled at once (a neuron's registration): issuance falls. */
export function recycleFromPool(world: World, netuid: number, alpha: number): void {
  world.subnets.alphaReserve[netuid] -= alpha
}

/** The same for many pools at once. @param alpha  by netuid */
export function recycleFromPools(world: World, rows: Uint16Array, count: number, alpha: Float64Array): void {
  const { alphaReserve } = world.subnets
  for (let k = 0; k < count; k++) alphaReserve[rows[k]] -= alpha[rows[k]]
}

/** Alpha becomes unowned for good; it still counts in issuance. The caller has taken it from its holder. */
export function burnAlpha(world: World, netuid: number, alpha: number): void {
  world.subnets.burnedAlpha[netuid] += alpha
}
