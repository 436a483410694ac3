import { REFUSAL } from '../../refusal.js'
import type { World } from '../../state/world.js'
import { ROOT } from '../../units.js'
import { dissolveSubnet } from '../lifecycle/dissolve.js'
import { logEvent } from '../log.js'
import type { Mempool } from '../mempool.js'
import type { Rules } from '../rules.js'
import { isRoot } from './signer.js'

/**
 * Root switches a subnet's TAO emission on (`amount` 1) or off (0). It mints alpha either way.
 *
 * Source: pallets/admin-utils/src/lib.rs, sudo_set_subnet_emission_enabled, v3.4.0 and later, 14bc6f9f
 */
export function switchEmission(world: World, rules: Rules, mempool: Mempool, i: number): number {
  const netuid = mempool.netuid[i]
  const refusal = checkRoot(world, mempool, i)
  if (refusal !== 0) return refusal
  if (mempool.amount[i] !== 0 && mempool.amount[i] !== 1) return REFUSAL['parameter-out-of-range']
  world.subnets.emissionEnabled[netuid] = mempool.amount[i]
  logEvent(rules.log, world.block, 'emission_switch', netuid, mempool.amount[i])
  return 0
}

/** Root dissolves a subnet. Source: pallets/subtensor/src/coinbase/root.rs, root_dissolve_network, 14bc6f9f. */
export function dissolveByRoot(world: World, rules: Rules, mempool: Mempool, i: number): number {
  const refusal = checkRoot(world, mempool, i)
  if (refusal !== 0) return refusal
  dissolveSubnet(world, rules, mempool.netuid[i])
  return 0
}

function checkRoot(world: World, mempool: Mempool, i: number): number {
  const netuid = mempool.netuid[i]
  if (!isRoot(mempool, i)) return REFUSAL['not-root']
  return netuid === ROOT || netuid >= world.subnets.exists.length || world.subnets.exists[netuid] === 0
    ? REFUSAL['subnet-does-not-exist']
    : 0
}
