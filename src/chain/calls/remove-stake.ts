import { Fill, SELL } from '../../market/market.js'
import { REFUSAL } from '../../refusal.js'
import { poolPays } from '../../state/ledger.js'
import { debitPosition, findPosition, positionValue } from '../../state/share-pools.js'
import type { World } from '../../state/world.js'
import { ROOT } from '../../units.js'
import { availableAlpha } from '../conviction/locks.js'
import type { Mempool } from '../mempool.js'
import type { Rules } from '../rules.js'
import { heldThisBlock } from '../stake-limiter.js'
import { sellAlpha } from '../trade.js'
import { signerOf } from './signer.js'

const trial = new Fill()

/**
 * Stake into TAO: amount in RAO of alpha (of TAO on root), limit in TAO per alpha.
 *
 * A part of a position must fetch the minimum stake; the whole of it may fetch less. Alpha that the limit leaves over
 * stays. An amount of Infinity is the whole position, whatever it is by then (remove_stake_full_limit). Source: pallets/subtensor/src/staking/remove_stake.rs, do_remove_stake; stake_utils.rs, validate_remove_stake,
 * 14bc6f9f.
 */
export function removeStake(world: World, rules: Rules, mempool: Mempool, i: number): number {
  const netuid = mempool.netuid[i]
  const hotkey = mempool.hotkey[i]
  const coldkey = mempool.coldkey[i]
  const { exists, subtokenEnabled } = world.subnets
  if (netuid >= exists.length || exists[netuid] === 0) return REFUSAL['subnet-does-not-exist']
  if (netuid !== ROOT && subtokenEnabled[netuid] === 0) return REFUSAL['subtoken-disabled']
  const position = findPosition(world, world.poolIndex.get(hotkey, netuid), coldkey)
  const held = positionValue(world, position)
  const asked = mempool.amount[i]
  const amount = asked === Number.POSITIVE_INFINITY ? held : asked
  if (amount <= 0) return REFUSAL['amount-too-low']
  if (held < amount) return REFUSAL['not-enough-stake']
  if (heldThisBlock(world, rules, position)) return REFUSAL['rate-limited']
  if (netuid === ROOT) return unstakeRoot(world, rules, hotkey, coldkey, position, amount, amount === held)
  if (amount > availableAlpha(world, rules, netuid, coldkey)) return REFUSAL['stake-locked']
  const limit = mempool.limit[i]
  const { feeRate, minStake } = rules.params
  rules.market.quote(world, netuid, SELL, amount, limit, feeRate, trial)
  if (trial.refusal !== 0) return trial.refusal
  if (trial.stopped === 1 && mempool.partial[i] === 0) return REFUSAL['slippage-too-high']
  if (trial.paidOut < minStake && amount < held) return REFUSAL['amount-too-low']
  return sellAlpha(world, rules, signerOf(mempool, i), position, netuid, amount, limit, feeRate)
}

function unstakeRoot(
  world: World,
  rules: Rules,
  hotkey: number,
  coldkey: number,
  position: number,
  amount: number,
  whole: boolean,
): number {
  if (!whole && amount < rules.params.minStake) return REFUSAL['amount-too-low']
  rules.root.stakeChanges(world, hotkey, coldkey, -amount)
  debitPosition(world, position, amount)
  poolPays(world, ROOT, coldkey, amount)
  return 0
}
