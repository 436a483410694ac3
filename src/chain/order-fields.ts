import { choice, flag } from '../fields.js'

/** How calls reach a block, as far as those who trade ahead of others care. Part of the `network:` section. */
export const orderFields = {
  ordering: choice(
    ['random', 'fifo', 'author'] as const,
    'random',
    'order of the calls within a block: at random; as they came; at random but the author of the block puts its own anywhere',
  ),
  shieldedSubmission: flag(
    true,
    'calls may be submitted unseen (v3.3.0 and later); the market says which part of orders is (unshielded)',
  ),
  stakeLimiter: flag(
    false,
    'StakingOperationRateLimiter: what was staked in a block cannot leave in it (from 2025-07 to v3.4.8)',
  ),
}
