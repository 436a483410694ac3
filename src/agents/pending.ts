import { f64 } from '../state/columns.js'
import { type SlotMemory, slots } from './strategy.js'
import type { Purse } from './trading.js'

/**
 * Orders that an agent has yet to place: a round trip to undo later, an order spread over days. A few slots in its
 * memory; where all are taken a new plan is dropped.
 */
const ROOM = 32
export const pendingMemory = {
  planDue: slots(ROOM, f64('block', 'block of the next piece of a planned order, 0 for an empty slot')),
  planAmount: slots(ROOM, f64('RAO', 'size of a piece: TAO to spend if positive, alpha to sell if negative')),
  planPieces: slots(ROOM, f64('count', 'pieces still to place')),
}
interface Plans {
  planDue: SlotMemory
  planAmount: SlotMemory
  planPieces: SlotMemory
}

/**
 * @param due    block of the first piece
 * @param amount of one piece: TAO to spend if positive, alpha to sell if negative, RAO
 * @returns whether there was room
 */
export function plan(
  { planDue, planAmount, planPieces }: Plans,
  due: number,
  amount: number,
  pieces = 1,
): boolean {
  for (let k = 0; k < ROOM; k++) {
    if (planDue.get(k) !== 0) continue
    planDue.set(k, due)
    planAmount.set(k, amount)
    planPieces.set(k, pieces)
    return true
  }
  return false
}

/** Place every piece that is due. @param every blocks between the pieces of one order */
export function placeDue(plans: Plans, purse: Purse, block: number, every: number): void {
  const { planDue, planAmount, planPieces } = plans
  for (let k = 0; k < ROOM; k++) {
    const due = planDue.get(k)
    if (due === 0 || due > block) continue
    const amount = planAmount.get(k)
    if (amount > 0) purse.buy(amount)
    else purse.sell(-amount)
    const left = planPieces.get(k) - 1
    planPieces.set(k, left)
    planDue.set(k, left > 0 ? block + every : 0)
  }
}

/** Block of the earliest piece; Infinity if nothing is planned. */
export function nextDue({ planDue }: Plans): number {
  let first = Number.POSITIVE_INFINITY
  for (let k = 0; k < ROOM; k++) {
    const due = planDue.get(k)
    if (due !== 0 && due < first) first = due
  }
  return first
}
