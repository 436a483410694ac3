import { isConcentrated } from '../../market/concentrated.js'
import {
  addPosition,
  collectFees,
  countPositions,
  isRange,
  MINIMUM_LIQUIDITY,
  poolColumns,
  positionColumns,
  ROWS,
  rangeTokens,
  removePosition,
  tokensOf,
} from '../../market/concentrated-positions.js'
import { Injection } from '../../market/market.js'
import { REFUSAL } from '../../refusal.js'
import { stakeOf } from '../../state/share-pools.js'
import type { World } from '../../state/world.js'
import { ROOT } from '../../units.js'
import { availableAlpha } from '../conviction/locks.js'
import { bringLiquidity, takeLiquidity } from '../liquidity.js'
import type { Mempool } from '../mempool.js'
import type { Rules } from '../rules.js'

/** Ranges of one account in one pool: no more are opened once there are more than so many. Source: swap, MaxPositions */
const MOST_POSITIONS = 100
const tokens = new Injection()
const fees = new Injection()

/**
 * Open a range: `amount` liquidity between the ticks `low` and `high`. TAO comes from the coldkey, alpha from its stake
 * on the hotkey.
 *
 * Source: pallets/swap/src/pallet/impls.rs, do_add_liquidity; mod.rs, add_liquidity, v3.1.6 to v3.4.7-422
 * Differs: the owner's switch for users' liquidity, inert from v3.3.2 on, is a parameter of the scenario in all eras of
 * concentrated pools; a run holds 1,024 ranges in all.
 */
export function addLiquidity(world: World, rules: Rules, mempool: Mempool, i: number): number {
  const netuid = mempool.netuid[i]
  const coldkey = mempool.coldkey[i]
  const hotkey = mempool.hotkey[i]
  const low = mempool.low[i]
  const high = mempool.high[i]
  const liquidity = mempool.amount[i]
  const refusal = checkPool(world, rules, netuid, true) || checkHotkey(world, hotkey)
  if (refusal !== 0) return refusal
  if (countPositions(world, netuid, coldkey) > MOST_POSITIONS) return REFUSAL['too-many-ranges']
  if (!isRange(low, high)) return REFUSAL['invalid-tick-range']
  if (!(liquidity >= MINIMUM_LIQUIDITY)) return REFUSAL['invalid-liquidity']
  rangeTokens(world, netuid, low, high, liquidity, tokens)
  const lacks = checkTokens(world, rules, netuid, coldkey, hotkey)
  if (lacks !== 0) return lacks
  if (addPosition(world, netuid, coldkey, low, high, liquidity, tokens) < 0) return REFUSAL['too-many-ranges']
  bringLiquidity(world, netuid, coldkey, hotkey, tokens)
  return 0
}

/**
 * Change the liquidity of a range by `amount`, more or less; fees are paid out. What would leave less than the minimum
 * closes it. Source: as above, do_modify_position
 */
export function modifyLiquidity(world: World, rules: Rules, mempool: Mempool, i: number): number {
  const netuid = mempool.netuid[i]
  const coldkey = mempool.coldkey[i]
  const hotkey = mempool.hotkey[i]
  const row = mempool.row[i]
  const change = mempool.amount[i]
  const refusal =
    checkPool(world, rules, netuid, true) ||
    checkHotkey(world, hotkey) ||
    checkRange(world, netuid, coldkey, row)
  if (refusal !== 0) return refusal
  if (!(Math.abs(change) >= MINIMUM_LIQUIDITY)) return REFUSAL['invalid-liquidity']
  const rows = positionColumns.of(world)
  if (change < 0) {
    if (rows.liquidity[row] < -change) return REFUSAL['insufficient-liquidity']
    if (rows.liquidity[row] + change < MINIMUM_LIQUIDITY) return close(world, netuid, coldkey, hotkey, row)
  }
  tokensOf(world, row, Math.abs(change), tokens)
  const lacks = change > 0 ? checkTokens(world, rules, netuid, coldkey, hotkey) : checkReserves(world, netuid)
  if (lacks !== 0) return lacks
  if (change > 0) bringLiquidity(world, netuid, coldkey, hotkey, tokens)
  else takeLiquidity(world, netuid, coldkey, hotkey, tokens)
  rows.liquidity[row] += change
  payFees(world, netuid, coldkey, hotkey, row)
  return 0
}

/** Close a range: its tokens and fees come back. Possible where opening is not. Source: as above, do_remove_liquidity */
export function removeLiquidity(world: World, rules: Rules, mempool: Mempool, i: number): number {
  const netuid = mempool.netuid[i]
  const coldkey = mempool.coldkey[i]
  const refusal =
    checkPool(world, rules, netuid, false) ||
    checkHotkey(world, mempool.hotkey[i]) ||
    checkRange(world, netuid, coldkey, mempool.row[i])
  return refusal !== 0 ? refusal : close(world, netuid, coldkey, mempool.hotkey[i], mempool.row[i])
}

function close(world: World, netuid: number, coldkey: number, hotkey: number, row: number): number {
  tokensOf(world, row, positionColumns.of(world).liquidity[row], tokens)
  const lacks = checkReserves(world, netuid)
  if (lacks !== 0) return lacks
  takeLiquidity(world, netuid, coldkey, hotkey, tokens)
  payFees(world, netuid, coldkey, hotkey, row)
  removePosition(world, row, tokens)
  return 0
}

/** Fees lie in the reserves; what rounding kept from there is not paid. */
function payFees(world: World, netuid: number, coldkey: number, hotkey: number, row: number): void {
  collectFees(world, row, fees)
  fees.tao = Math.min(fees.tao, world.subnets.taoReserve[netuid])
  fees.alpha = Math.min(fees.alpha, world.subnets.alphaReserve[netuid])
  takeLiquidity(world, netuid, coldkey, hotkey, fees)
}

function checkPool(world: World, rules: Rules, netuid: number, opening: boolean): number {
  const { exists, subtokenEnabled, userLiquidity } = world.subnets
  if (netuid === ROOT) return REFUSAL['root-only']
  if (netuid >= exists.length || exists[netuid] === 0) return REFUSAL['subnet-does-not-exist']
  if (subtokenEnabled[netuid] === 0) return REFUSAL['subtoken-disabled']
  if (!isConcentrated(rules.market)) return REFUSAL['not-in-this-era']
  if (opening && userLiquidity[netuid] === 0) return REFUSAL['user-liquidity-disabled']
  return poolColumns.of(world).sqrtPrice[netuid] > 0 ? 0 : REFUSAL['insufficient-liquidity']
}

const checkHotkey = (world: World, hotkey: number): number =>
  hotkey < 0 || hotkey >= world.count.hotkeys ? REFUSAL['hotkey-does-not-exist'] : 0

function checkRange(world: World, netuid: number, coldkey: number, row: number): number {
  const rows = positionColumns.of(world)
  const mine = row >= 0 && row < ROWS && rows.netuid[row] === netuid && rows.coldkey[row] === coldkey
  return mine ? 0 : REFUSAL['liquidity-not-found']
}

/** Whether the account holds `tokens`. */
function checkTokens(world: World, rules: Rules, netuid: number, coldkey: number, hotkey: number): number {
  const { tao, alpha } = tokens
  if (world.coldkeys.free[coldkey] < tao) return REFUSAL['not-enough-balance']
  if (stakeOf(world, hotkey, coldkey, netuid) < alpha) return REFUSAL['not-enough-stake']
  return alpha > availableAlpha(world, rules, netuid, coldkey) ? REFUSAL['stake-locked'] : 0
}

/** Whether the pool holds `tokens`: in the last resort rounding may keep a RAO. */
function checkReserves({ subnets }: World, netuid: number): number {
  const { tao, alpha } = tokens
  return tao > subnets.taoReserve[netuid] || alpha > subnets.alphaReserve[netuid]
    ? REFUSAL['insufficient-liquidity']
    : 0
}
