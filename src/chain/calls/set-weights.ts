import type { World } from '../../state/world.js'
import type { Mempool } from '../mempool.js'
import type { Rules } from '../rules.js'
import type { SentRow } from '../weight-checks.js'
import { setWeights } from '../weights.js'

const none = new Uint16Array(0)
const sent: SentRow = { uids: none, values: none, start: 0, count: 0, version: 0, mechanism: 0 }

/** A validator's row of weights: the payload holds targets and values, `amount` the client's version, `partial` the mechanism. */
export function callSetWeights(world: World, rules: Rules, mempool: Mempool, i: number): number {
  sent.uids = mempool.payloadUids
  sent.values = mempool.payloadValues
  sent.start = mempool.payloadStart[i]
  sent.count = mempool.payloadCount[i]
  sent.version = mempool.amount[i]
  sent.mechanism = mempool.partial[i]
  return setWeights(world, rules, mempool.netuid[i], mempool.hotkey[i], sent)
}
