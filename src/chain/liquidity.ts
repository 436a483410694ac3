import {
  collectFees,
  poolColumns,
  positionColumns,
  ROWS,
  removePosition,
} from '../market/concentrated-positions.js'
import { Injection } from '../market/market.js'
import { alphaEntersPool, alphaLeavesPool, burnAlpha, payPool, poolPays } from '../state/ledger.js'
import { addToPosition, debitPosition, findPosition } from '../state/share-pools.js'
import type { World } from '../state/world.js'

/**
 * What users' ranges move: their tokens lie in the pool's reserves, TAO comes from and goes to the coldkey, alpha the
 * stake on a hotkey. None of it is a trade: no fee, no flow, no volume.
 *
 * Source: pallets/swap/src/pallet/mod.rs, add_liquidity, remove_liquidity, modify_position, v3.1.6 to v3.4.7-422
 */

/** A range's tokens enter the pool. The caller has checked that they are there. */
export function bringLiquidity(
  world: World,
  netuid: number,
  coldkey: number,
  hotkey: number,
  { tao, alpha }: Injection,
): void {
  if (tao > 0) payPool(world, coldkey, netuid, tao)
  if (alpha === 0) return
  debitPosition(world, findPosition(world, world.poolIndex.get(hotkey, netuid), coldkey), alpha)
  alphaEntersPool(world, netuid, alpha)
}

/** Tokens of a range, or its fees, leave the pool. */
export function takeLiquidity(
  world: World,
  netuid: number,
  coldkey: number,
  hotkey: number,
  { tao, alpha }: Injection,
): void {
  if (tao > 0) poolPays(world, netuid, coldkey, tao)
  if (alpha === 0) return
  alphaLeavesPool(world, netuid, alpha)
  if (hotkey < 0) burnAlpha(world, netuid, alpha)
  else addToPosition(world, hotkey, coldkey, netuid, alpha)
}

const tokens = new Injection()
const fees = new Injection()

/**
 * Close all users' ranges of a pool: TAO and its fees to their owners, alpha staked for them to the validator with most
 * trust among those with a permit; without one it is burned. So it goes when a subnet ends, and when pools change to a
 * curve that knows no ranges.
 *
 * Source: pallets/swap/src/pallet/impls.rs, do_dissolve_all_liquidity_providers, v3.3.2 to v3.4.7-422
 */
export function returnLiquidity(world: World, netuid: number): void {
  if (poolColumns.of(world).positions[netuid] === 0) return
  const rows = positionColumns.of(world)
  const hotkey = mostTrusted(world, netuid)
  for (let row = 0; row < ROWS; row++) {
    if (rows.netuid[row] !== netuid) continue
    const coldkey = rows.coldkey[row]
    collectFees(world, row, fees)
    removePosition(world, row, tokens)
    const { taoReserve, alphaReserve } = world.subnets
    tokens.tao = Math.min(tokens.tao + fees.tao, taoReserve[netuid])
    tokens.alpha = Math.min(tokens.alpha + fees.alpha, alphaReserve[netuid])
    takeLiquidity(world, netuid, coldkey, hotkey, tokens)
  }
}

/** The same in every pool. */
export function returnAllLiquidity(world: World): void {
  for (const netuid of world.allNetuids) returnLiquidity(world, netuid)
}

/** Hotkey of the validator with a permit whom consensus trusts most, the first of equals; -1 if there is none. */
function mostTrusted({ neurons, subnets, stride }: World, netuid: number): number {
  const { permit, validatorTrust, hotkey } = neurons
  const base = netuid * stride
  let best = -1
  for (let slot = base; slot < base + subnets.neuronCount[netuid]; slot++) {
    if (permit[slot] === 1 && (best < 0 || validatorTrust[slot] > validatorTrust[best])) best = slot
  }
  return best < 0 ? -1 : hotkey[best]
}
