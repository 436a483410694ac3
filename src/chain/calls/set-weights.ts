import { REFUSAL } from '../../refusal.js'
import type { World } from '../../state/world.js'
import type { Mempool } from '../mempool.js'
import type { Rules } from '../rules.js'
import type { SentRow } from '../weight-checks.js'
import { setWeights } from '../weights.js'

const none = new Uint16Array(0)
const sent: SentRow = { uids: none, values: none, start: 0, count: 0, version: 0, mechanism: 0 }

/**
 * A validator's row of weights. Its hotkey signs, which only its owner has. The payload holds targets and values,
 * `amount` the client's version, `partial` the mechanism.
 *
 * Source: pallets/subtensor/src/subnets/weights.rs, do_set_weights (ensure_signed: the hotkey), 14bc6f9f
 */
export function callSetWeights(world: World, rules: Rules, mempool: Mempool, i: number): number {
  const hotkey = mempool.hotkey[i]
  const exists = hotkey >= 0 && hotkey < world.count.hotkeys
  if (exists && world.hotkeys.owner[hotkey] !== mempool.coldkey[i]) return REFUSAL['incorrect-owner']
  sent.uids = mempool.payloadUids
  sent.values = mempool.payloadValues
  sent.start = mempool.payloadStart[i]
  sent.count = mempool.payloadCount[i]
  sent.version = mempool.amount[i]
  sent.mechanism = mempool.partial[i]
  return setWeights(world, rules, mempool.netuid[i], hotkey, sent)
}
