import { REFUSAL } from '../../refusal.js'
import type { World } from '../../state/world.js'
import { dissolveSubnet } from '../lifecycle/dissolve.js'
import { foundSubnet } from '../lifecycle/found.js'
import { lastRegistration } from '../lifecycle/memory.js'
import { findSlot, subnetPrice } from '../lifecycle/slots.js'
import { logEvent } from '../log.js'
import type { Mempool } from '../mempool.js'
import type { Rules } from '../rules.js'

/**
 * A subnet of one's own: pays the lock, takes a free netuid or that of the subnet with the lowest moving price.
 *
 * `limit` is the most the signer will pay, RAO (Infinity for any price).
 * Source: pallets/subtensor/src/subnets/subnet.rs, do_register_network, 14bc6f9f
 */
export function registerSubnet(world: World, rules: Rules, mempool: Mempool, i: number): number {
  const hotkey = mempool.hotkey[i]
  const coldkey = mempool.coldkey[i]
  if (hotkey < 0 || hotkey >= world.count.hotkeys) return REFUSAL['hotkey-does-not-exist']
  if (world.hotkeys.owner[hotkey] !== coldkey) return REFUSAL['incorrect-owner']
  const { block } = lastRegistration.of(world)
  if (block[0] > 0 && world.block - block[0] < rules.params.networkRateLimit) return REFUSAL['rate-limited']
  const slot = findSlot(world, rules)
  if (slot.netuid < 0) return REFUSAL['subnet-limit-reached']
  const lock = subnetPrice(world, rules)
  if (lock > mempool.limit[i]) return REFUSAL['registration-price-limit']
  if (world.coldkeys.free[coldkey] < lock) return REFUSAL['cannot-afford-lock']
  if (slot.taken) dissolveSubnet(world, rules, slot.netuid)
  foundSubnet(world, rules, slot.netuid, coldkey, hotkey, lock)
  logEvent(
    rules.log,
    world.block,
    'subnet_registration',
    slot.netuid,
    lock,
    mempool.cohort[i],
    mempool.agent[i],
  )
  return 0
}
