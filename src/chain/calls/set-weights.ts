import { REFUSAL } from '../../refusal.js'
import type { World } from '../../state/world.js'
import type { Mempool } from '../mempool.js'
import type { Rules } from '../rules.js'
import { uidOf } from '../uid.js'
import { setWeights } from '../weights.js'

/** A validator's row of weights; the payload holds targets and values. See weights.ts. */
export function callSetWeights(world: World, rules: Rules, mempool: Mempool, i: number): number {
  const netuid = mempool.netuid[i]
  const { exists } = world.subnets
  if (netuid >= exists.length || exists[netuid] === 0) return REFUSAL['subnet-does-not-exist']
  const uid = uidOf(world, netuid, mempool.hotkey[i])
  if (uid < 0) return REFUSAL['not-registered']
  const { payloadUids, payloadValues } = mempool
  return setWeights(
    world,
    rules,
    netuid,
    uid,
    payloadUids,
    payloadValues,
    mempool.payloadStart[i],
    mempool.payloadCount[i],
  )
}
