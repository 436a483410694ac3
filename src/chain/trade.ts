import { BUY, Fill, SELL } from '../market/market.js'
import { REFUSAL } from '../refusal.js'
import {
  alphaEntersPool,
  alphaLeavesPool,
  BLOCK_AUTHORS,
  burnAlpha,
  payFee,
  payPool,
  poolPays,
} from '../state/ledger.js'
import { addToPosition, debitPosition } from '../state/share-pools.js'
import type { World } from '../state/world.js'
import { logTrade } from './log.js'
import type { Rules } from './rules.js'

/**
 * The only ways in which user value crosses a pool: TAO in for alpha, alpha in for TAO. Each quotes, moves both sides
 * by the same whole numbers, and records the flow. Fees, in the input token, go to the block authors or stay in the pool.
 *
 * Source: pallets/subtensor/src/staking/stake_utils.rs, stake_into_subnet, unstake_from_subnet, 14bc6f9f.
 */

/** Who signs: a coldkey, and which agent it belongs to (for records). */
export interface Signer {
  coldkey: number
  cohort: number
  agent: number
}

/** The last trade's figures, reused. */
export const scratchFill = new Fill()
const scratchFee = new Fill()

/**
 * Buy alpha with at most `tao` RAO of the coldkey and stake it to `hotkey`.
 * @returns 0, or the refusal; the fill says what was paid and received
 */
export function buyAlpha(
  world: World,
  rules: Rules,
  signer: Signer,
  hotkey: number,
  netuid: number,
  tao: number,
  limit: number,
  feeRate: number,
): number {
  const fill = scratchFill
  rules.market.quote(world, netuid, BUY, tao, limit, feeRate, fill)
  if (fill.refusal !== 0) return fill.refusal
  const { paidIn, paidOut, fee } = fill
  if (paidIn === 0) return REFUSAL['price-limit-exceeded']
  payPool(world, signer.coldkey, netuid, paidIn)
  if (fee > 0) payTradeFee(world, rules, signer.coldkey, netuid, fee)
  alphaLeavesPool(world, netuid, paidOut)
  addToPosition(world, hotkey, signer.coldkey, netuid, paidOut)
  rules.market.settle(world, netuid, BUY, fill)
  recordInflow(world, netuid, paidIn, paidIn + fee)
  logTrade(rules.log, netuid, BUY, signer, paidIn, paidOut, fee, world.subnets)
  return 0
}

/** The fee of a purchase goes to the block authors, or into the pool where the era's pools kept it. */
export function payTradeFee(world: World, rules: Rules, coldkey: number, netuid: number, fee: number): void {
  if (rules.market.feesTo === 'pool') payPool(world, coldkey, netuid, fee)
  else payFee(world, coldkey, fee)
}

/**
 * Sell `alpha` RAO of a position; the TAO goes to the coldkey. Alpha that a limit leaves over stays in the position.
 * The authors' fee is alpha, sold at once without fee; what that sale cannot fetch is burned.
 */
export function sellAlpha(
  world: World,
  rules: Rules,
  signer: Signer,
  position: number,
  netuid: number,
  alpha: number,
  limit: number,
  feeRate: number,
): number {
  const fill = scratchFill
  rules.market.quote(world, netuid, SELL, alpha, limit, feeRate, fill)
  if (fill.refusal !== 0) return fill.refusal
  const { paidIn, paidOut, fee } = fill
  if (paidIn === 0) return REFUSAL['price-limit-exceeded']
  debitPosition(world, position, paidIn + fee)
  alphaEntersPool(world, netuid, paidIn)
  poolPays(world, netuid, signer.coldkey, paidOut)
  rules.market.settle(world, netuid, SELL, fill)
  let feeTao = 0
  if (fee > 0) {
    if (rules.market.feesTo === 'pool') alphaEntersPool(world, netuid, fee)
    else feeTao = sellFee(world, rules, netuid, fee)
  }
  recordOutflow(world, netuid, paidOut + feeTao)
  logTrade(rules.log, netuid, SELL, signer, paidOut, paidIn, fee, world.subnets)
  return 0
}

/** The block authors' alpha becomes TAO for them. @returns RAO paid */
export function sellFee(world: World, rules: Rules, netuid: number, alpha: number): number {
  rules.market.quote(world, netuid, SELL, alpha, 0, 0, scratchFee)
  if (scratchFee.refusal !== 0 || scratchFee.paidIn !== alpha) {
    burnAlpha(world, netuid, alpha)
    return 0
  }
  alphaEntersPool(world, netuid, alpha)
  poolPays(world, netuid, BLOCK_AUTHORS, scratchFee.paidOut)
  world.totals.fees += scratchFee.paidOut
  rules.market.settle(world, netuid, SELL, scratchFee)
  return scratchFee.paidOut
}

/** User TAO entered a pool. @param volume the TAO handed in, fee included */
export function recordInflow(world: World, netuid: number, tao: number, volume: number): void {
  const { userFlow, userInTotal, volume: traded } = world.subnets
  userFlow[netuid] += tao
  userInTotal[netuid] += tao
  traded[netuid] += volume
}

/** User TAO left a pool, the authors' part included. */
export function recordOutflow(world: World, netuid: number, tao: number): void {
  const { userFlow, userOutTotal, volume } = world.subnets
  userFlow[netuid] -= tao
  userOutTotal[netuid] += tao
  volume[netuid] += tao
}
