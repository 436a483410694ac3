import { REFUSAL } from '../../refusal.js'
import type { World } from '../../state/world.js'
import type { Mempool } from '../mempool.js'
import type { Rules } from '../rules.js'
import { uidOf } from '../uid.js'

/**
 * A miner publishes a commitment, such as the address of a new model. Nothing of it is kept; but where the subnet has
 * BondsResetOn, all bonds in the miner are cleared, so that those who find it again first are paid for it.
 *
 * Research rules with a reset of their own clear them too.
 * Source: pallets/subtensor/src/epoch/run_epoch.rs, do_reset_bonds, called for pallets/commitments, 14bc6f9f
 */
export function commitMetadata(world: World, rules: Rules, mempool: Mempool, i: number): number {
  const netuid = mempool.netuid[i]
  const hotkey = mempool.hotkey[i]
  const { exists, bondsReset } = world.subnets
  if (netuid >= exists.length || exists[netuid] === 0) return REFUSAL['subnet-does-not-exist']
  if (hotkey < 0 || world.hotkeys.owner[hotkey] !== mempool.coldkey[i]) return REFUSAL['incorrect-owner']
  const uid = uidOf(world, netuid, hotkey)
  if (uid < 0) return REFUSAL['not-registered']
  const { resetsBonds } = rules.consensus
  const unnoticed = world.neurons.consensus[netuid * world.stride + uid] === 0
  if (bondsReset[netuid] === 1 || resetsBonds === 'always' || (resetsBonds === 'unnoticed' && unnoticed)) {
    rules.matrices[netuid]?.resetBonds(uid)
    rules.seconds[netuid]?.resetBonds(uid)
  }
  return 0
}
