import { CALL } from '../../chain/mempool.js'
import { type Actor, actorOf, holdings, type Stage } from './event.js'

/** Orders that an event places for the one who acts: at any price, as far as it has what it pays with. */

/**
 * Stake TAO with the hotkey that has most stake there.
 * @returns RAO asked for: at most the actor's free TAO
 */
export function orderBuy(stage: Stage, cohort: string, netuid: number, tao: number): number {
  const { world, mempool } = stage
  const actor = actorOf(stage, cohort, netuid)
  const amount = Math.floor(Math.min(tao, world.coldkeys.free[actor.coldkey]))
  const hotkey = largestHotkey(stage, netuid)
  if (!(amount > 0) || hotkey < 0) return 0
  const row = mempool.push(CALL.addStake, actor.coldkey, hotkey, netuid, amount, Number.POSITIVE_INFINITY, 0)
  mempool.cohort[row] = actor.cohort
  mempool.agent[row] = actor.agent
  return amount
}

/** Sell alpha out of the actor's positions, oldest first. @returns RAO of alpha asked for: at most what it holds */
export function orderSell(stage: Stage, cohort: string, netuid: number, alpha: number): number {
  const actor = actorOf(stage, cohort, netuid)
  return sellOf(stage, actor, netuid, alpha)
}

/** The same for any coldkey. */
export function sellOf(
  stage: Stage,
  { coldkey, cohort, agent }: Actor,
  netuid: number,
  alpha: number,
): number {
  const { world, mempool } = stage
  let left = Math.floor(alpha)
  for (const held of holdings(stage, coldkey, netuid)) {
    const amount = Math.min(left, held.alpha)
    if (amount <= 0) break
    const row = mempool.push(
      CALL.removeStake,
      coldkey,
      world.sharePools.hotkey[held.pool],
      netuid,
      amount,
      0,
      0,
    )
    mempool.cohort[row] = cohort
    mempool.agent[row] = agent
    left -= amount
  }
  return Math.floor(alpha) - left
}

/** The hotkey with most stake on a subnet, -1 if nobody has any. */
function largestHotkey({ world }: Stage, netuid: number): number {
  const { sharePools, count } = world
  let best = -1
  let most = 0
  for (let pool = 0; pool < count.sharePools; pool++) {
    if (sharePools.netuid[pool] !== netuid || sharePools.total[pool] <= most) continue
    best = sharePools.hotkey[pool]
    most = sharePools.total[pool]
  }
  return best
}
