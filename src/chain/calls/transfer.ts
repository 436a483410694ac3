import { REFUSAL } from '../../refusal.js'
import { transferTao } from '../../state/ledger.js'
import type { World } from '../../state/world.js'
import type { Mempool } from '../mempool.js'
import type { Rules } from '../rules.js'

/**
 * TAO from the signer's coldkey to another: `amount` RAO to the coldkey that `toHotkey` holds.
 *
 * Source: transfer_allow_death of the balances pallet (FRAME), in the runtime of every era.
 */
export function transfer(world: World, rules: Rules, mempool: Mempool, i: number): number {
  const from = mempool.coldkey[i]
  const to = mempool.toHotkey[i]
  const amount = mempool.amount[i]
  if (amount <= 0) return REFUSAL['amount-too-low']
  if (!(to >= 0 && to < world.count.coldkeys)) return REFUSAL['parameter-out-of-range']
  if (world.coldkeys.free[from] < amount) return REFUSAL['not-enough-balance']
  transferTao(world, from, to, amount)
  tell(world, rules, 'payment', from, amount)
  tell(world, rules, 'receipt', to, amount)
  return 0
}

function tell({ block }: World, { log }: Rules, kind: string, coldkey: number, value: number): void {
  log.events.push({ block, kind, netuid: -1, cohort: -1, agent: -1, value, coldkey })
}
