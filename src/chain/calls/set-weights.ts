import type { World } from '../../state/world.js'
import type { Mempool } from '../mempool.js'
import type { Rules } from '../rules.js'
import type { SentRow } from '../weight-checks.js'
import { setWeights } from '../weights.js'

const sent: SentRow = { uids: new Uint16Array(0), values: new Uint16Array(0), start: 0, count: 0, version: 0 }

/** A validator's row of weights: the payload holds targets and values, `amount` the client's version. See weights.ts. */
export function callSetWeights(world: World, rules: Rules, mempool: Mempool, i: number): number {
  sent.uids = mempool.payloadUids
  sent.values = mempool.payloadValues
  sent.start = mempool.payloadStart[i]
  sent.count = mempool.payloadCount[i]
  sent.version = mempool.amount[i]
  return setWeights(world, rules, mempool.netuid[i], mempool.hotkey[i], sent)
}
