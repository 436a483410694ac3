import { REFUSAL } from '../../refusal.js'
import type { World } from '../../state/world.js'
import { ROOT } from '../../units.js'
import type { Mempool } from '../mempool.js'
import { choose } from '../root/claim-choice.js'
import type { Rules } from '../rules.js'

/**
 * Claim one's root dividends of a subnet by hand.
 *
 * Source: pallets/subtensor/src/staking/claim_root.rs, do_root_claim, v3.2.10-334 and later, 14bc6f9f
 * Differs: the chain's call names up to five subnets; here it is one call a subnet.
 */
export function claimRoot(world: World, rules: Rules, mempool: Mempool, i: number): number {
  const netuid = mempool.netuid[i]
  const refusal = checkSubnet(world, netuid)
  if (refusal !== 0) return refusal
  if (rules.root.claim === undefined) return REFUSAL['not-in-this-era']
  rules.root.claim(world, rules, mempool.coldkey[i], netuid)
  return 0
}

/** Keep (`amount` 1) or sell (0) a subnet's dividends, for those whose claim mode is by subnet. Source: as above. */
export function keepRootAlpha(world: World, _rules: Rules, mempool: Mempool, i: number): number {
  const netuid = mempool.netuid[i]
  const flag = mempool.amount[i]
  const refusal = checkSubnet(world, netuid)
  if (refusal !== 0) return refusal
  if (flag !== 0 && flag !== 1) return REFUSAL['parameter-out-of-range']
  choose(world, mempool.coldkey[i], netuid, flag === 1)
  return 0
}

function checkSubnet(world: World, netuid: number): number {
  const { exists } = world.subnets
  return netuid === ROOT || netuid >= exists.length || exists[netuid] === 0
    ? REFUSAL['subnet-does-not-exist']
    : 0
}
