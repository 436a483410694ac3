import type { ChainView } from '../chain/view.js'
import { blocks, flag, fraction } from '../fields.js'
import type { Desk } from './desk.js'
import type { Outside } from './outside/outside.js'
import { sellerMemory, sellReceipts } from './selling.js'
import type { Me } from './strategy.js'
import type { WeightRow } from './weight-row.js'

/**
 * What every validator does besides weighing: sells a part of what it earns, and takes its UID back if it was pruned.
 *
 * Choices: agents.md sells once a week; here once a day, because the depth of a pool is calibrated for sellers who go to
 * it all the time. Its costs (50 USD a day and more) decide nothing and are left out.
 *
 * Source: own model, agents.md A4; calibration.md 7.
 */
export const validatingFields = {
  sold: fraction('30%', 's_v: part of take and dividends put up for sale, an assumption (calibration.md 7)'),
  sellPeriod: blocks('1 day', 'time between two sales'),
  rejoin: flag(true, 'registers again when its UID was pruned while it has stake'),
}

export const validatingMemory = { ...sellerMemory }

export type Validator = Me<typeof validatingFields, typeof validatingMemory>

export function startValidating(me: Validator, chain: ChainView): void {
  me.memory.held = me.stake(me.netuid)
  me.memory.soldAt = chain.block
}

/** @returns whether there is a UID to set weights with, on a subnet that takes weights */
export function tendStake(me: Validator, chain: ChainView, desk: Desk, outside: Outside): boolean {
  const { memory, params, netuid } = me
  if (chain.block - memory.soldAt >= params.sellPeriod)
    sellReceipts(me, chain, desk, outside, netuid, params.sold)
  if (me.uid >= 0) return chain.inFull(netuid)
  if (params.rejoin && me.free >= chain.burn(netuid) && me.stake(netuid) > 0)
    desk.register(netuid, me.hotkey, me.free)
  return false
}

/** Blocks until the next look; where weights are refused there is only stake to tend. @param untilRow until the next row */
export const validatorWake = (me: Validator, chain: ChainView, untilRow: number): number =>
  chain.inFull(me.netuid) ? untilRow : Math.max(1, me.params.sellPeriod)

/**
 * Send the row, unless the chain would refuse it: for want of a permit, or too soon after the last one. Where a subnet has
 * two mechanisms it judges both alike.
 */
export function submit(me: Validator, chain: ChainView, desk: Desk, row: WeightRow): void {
  const { netuid, uid } = me
  if (!chain.permit(netuid, uid) && uid !== chain.ownerUid(netuid)) return
  for (let m = 0; m < chain.mechanisms(netuid); m++) {
    if (chain.block + 1 - chain.lastUpdate(netuid, uid, m) < chain.weightsRateLimit(netuid)) continue
    desk.setWeights(netuid, me.hotkey, row.uids, row.values, row.count, Number.POSITIVE_INFINITY, m)
  }
}

/** UID that gets the part of the incentive for which the owner asks: its own, or one that it names. */
export const payee = (chain: ChainView, outside: Outside, netuid: number): number =>
  outside.announcements.payee(netuid, chain.ownerUid(netuid))
