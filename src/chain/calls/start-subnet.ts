import { REFUSAL } from '../../refusal.js'
import type { World } from '../../state/world.js'
import { openForStake } from '../lifecycle/found.js'
import { logEvent } from '../log.js'
import type { Mempool } from '../mempool.js'
import type { Rules } from '../rules.js'
import { ownsSubnet } from './signer.js'

/**
 * The owner starts his subnet: from the next block on alpha may be staked and is emitted.
 *
 * Source: pallets/subtensor/src/subnets/subnet.rs, do_start_call, v2.0.9 and later, 14bc6f9f
 */
export function startSubnet(world: World, rules: Rules, mempool: Mempool, i: number): number {
  const netuid = mempool.netuid[i]
  const { firstEmissionBlock, registeredAt } = world.subnets
  const refusal = ownsSubnet(world, mempool, i)
  if (refusal !== 0) return refusal
  if (firstEmissionBlock[netuid] > 0) return REFUSAL['already-started']
  if (world.block - registeredAt[netuid] < rules.params.startCallDelay) return REFUSAL['start-too-early']
  openForStake(world, netuid)
  logEvent(rules.log, world.block, 'subnet_start', netuid, 0, mempool.cohort[i], mempool.agent[i])
  return 0
}
