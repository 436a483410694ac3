import { REFUSAL } from '../../refusal.js'
import type { World } from '../../state/world.js'
import type { Mempool } from '../mempool.js'
import { KEEP, KEEP_SUBNETS, SWAP } from '../root/claim-choice.js'
import type { Rules } from '../rules.js'

/** Highest delegate take, 18 %. Source: runtime/src/lib.rs, SubtensorInitialDefaultDelegateTake, 14bc6f9f. */
export const MAX_TAKE = 11_796

/** Delegate take of a hotkey; `amount` in parts of 65535. Lowering is free; raising waits 216,000 blocks on chain. */
export function setTake(world: World, _rules: Rules, mempool: Mempool, i: number): number {
  const hotkey = mempool.hotkey[i]
  const take = mempool.amount[i]
  const { owner, take: takes, takeRaisedAt } = world.hotkeys
  if (owner[hotkey] !== mempool.coldkey[i]) return REFUSAL['incorrect-owner']
  if (!(take >= 0 && take <= MAX_TAKE)) return REFUSAL['parameter-out-of-range']
  if (take > takes[hotkey]) {
    if (takeRaisedAt[hotkey] > 0 && world.block - takeRaisedAt[hotkey] < TAKE_RATE_LIMIT)
      return REFUSAL['rate-limited']
    takeRaisedAt[hotkey] = world.block
  }
  takes[hotkey] = take
  return 0
}

/** Blocks between two rises of a take. Source: runtime/src/lib.rs, InitialTxDelegateTakeRateLimit, 14bc6f9f. */
export const TAKE_RATE_LIMIT = 216_000

/** What becomes of a coldkey's root dividends: `amount` 0 swap, 1 keep, 2 keep on the subnets named. Source: staking/claim_root.rs, 14bc6f9f. */
export function setClaimMode(world: World, _rules: Rules, mempool: Mempool, i: number): number {
  const mode = mempool.amount[i]
  if (mode !== SWAP && mode !== KEEP && mode !== KEEP_SUBNETS) return REFUSAL['parameter-out-of-range']
  world.coldkeys.claimMode[mempool.coldkey[i]] = mode
  return 0
}
