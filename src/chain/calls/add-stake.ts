import { BUY, Fill } from '../../market/market.js'
import { REFUSAL } from '../../refusal.js'
import { payPool } from '../../state/ledger.js'
import { addToPosition } from '../../state/share-pools.js'
import type { World } from '../../state/world.js'
import { ROOT, U16_MAX } from '../../units.js'
import type { Mempool } from '../mempool.js'
import type { Rules } from '../rules.js'
import { noteStaked } from '../stake-limiter.js'
import { buyAlpha } from '../trade.js'
import { signerOf } from './signer.js'

const trial = new Fill()

/**
 * TAO into stake: amount in RAO of TAO, limit in TAO per alpha.
 *
 * Checks, in the pallet's order: the subnet exists and is started; the hotkey exists; the amount reaches the minimum
 * plus its fee; the coldkey holds it; the pool can take it. Root is one to one, without fee.
 * Source: pallets/subtensor/src/staking/add_stake.rs, do_add_stake, do_add_stake_limit; stake_utils.rs,
 * validate_add_stake, 14bc6f9f.
 */
export function addStake(world: World, rules: Rules, mempool: Mempool, i: number): number {
  const netuid = mempool.netuid[i]
  const hotkey = mempool.hotkey[i]
  const coldkey = mempool.coldkey[i]
  const amount = mempool.amount[i]
  const refusal = checkAddStake(world, rules, netuid, hotkey, amount)
  if (refusal !== 0) return refusal
  if (world.coldkeys.free[coldkey] < amount) return REFUSAL['not-enough-balance']
  if (netuid === ROOT) {
    stakeRoot(world, rules, hotkey, coldkey, amount)
    noteStaked(world, rules, hotkey, coldkey, netuid)
    return 0
  }
  const limit = mempool.limit[i]
  const { feeRate } = rules.params
  if (mempool.partial[i] === 0 && limit !== Number.POSITIVE_INFINITY) {
    rules.market.quote(world, netuid, BUY, amount, limit, feeRate, trial)
    if (trial.refusal !== 0) return trial.refusal
    if (trial.stopped === 1) return REFUSAL['slippage-too-high']
  }
  const code = buyAlpha(world, rules, signerOf(mempool, i), hotkey, netuid, amount, limit, feeRate)
  if (code === 0) noteStaked(world, rules, hotkey, coldkey, netuid)
  return code
}

/** What a stake must satisfy whoever pays for it. */
export function checkAddStake(
  world: World,
  rules: Rules,
  netuid: number,
  hotkey: number,
  amount: number,
): number {
  const { exists, subtokenEnabled } = world.subnets
  if (netuid >= exists.length || exists[netuid] === 0) return REFUSAL['subnet-does-not-exist']
  if (netuid !== ROOT && subtokenEnabled[netuid] === 0) return REFUSAL['subtoken-disabled']
  if (hotkey < 0 || hotkey >= world.count.hotkeys) return REFUSAL['hotkey-does-not-exist']
  const { minStake, feeRate } = rules.params
  const fee = netuid === ROOT ? 0 : Math.floor((minStake * feeRate) / U16_MAX)
  return amount < minStake + fee ? REFUSAL['amount-too-low'] : 0
}

/** Root stake: one to one, no fee, no price. */
export function stakeRoot(world: World, rules: Rules, hotkey: number, coldkey: number, amount: number): void {
  payPool(world, coldkey, ROOT, amount)
  addToPosition(world, hotkey, coldkey, ROOT, 0)
  rules.root.stakeChanges(world, hotkey, coldkey, amount)
  addToPosition(world, hotkey, coldkey, ROOT, amount)
}
