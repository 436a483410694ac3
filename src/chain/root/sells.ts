import { Fill, SELL } from '../../market/market.js'
import { alphaEntersPool, burnAlpha, poolToPendingRoot } from '../../state/ledger.js'
import type { RootRule } from './root.js'

const fill = new Fill()

/**
 * Root's alpha is sold into its pool in every block, without fee; the TAO waits for the subnet's epoch and is then staked on
 * root, by each validator's root part.
 *
 * While a subnet is subsidised its root alpha is not sold and belongs to no one, though it still counts in issuance.
 *
 * Source: pallets/subtensor/src/coinbase/run_coinbase.rs, v2.0.0 to v3.2.9
 * Differs: v3.1.6 and v3.1.7 charged the pool fee on these sales; here they are free in all releases.
 */
export const rootSellsAtOnce: RootRule = {
  id: 'root-sells',
  status: 'retired',
  summary: "Root's alpha is sold in every block; the TAO is staked on root at the epoch.",
  source: 'pallets/subtensor/src/coinbase/run_coinbase.rs, v2.0.0 to v3.2.9',

  enter() {},

  emitted(world, rules, netuid, alpha, subsidised) {
    if (alpha === 0) return
    const { market } = rules
    const { subnets } = world
    if (!subsidised) market.quote(world, netuid, SELL, alpha, 0, 0, fill)
    if (subsidised || fill.refusal !== 0 || fill.paidIn !== alpha) {
      burnAlpha(world, netuid, alpha)
      return
    }
    alphaEntersPool(world, netuid, alpha)
    poolToPendingRoot(world, netuid, fill.paidOut)
    market.settle(world, netuid, SELL, fill)
    subnets.pendingRootSold[netuid] += alpha
    subnets.rootSoldTotal[netuid] += fill.paidOut
    subnets.volume[netuid] += fill.paidOut
  },

  // Nothing but TAO is paid in this era; alpha that a rule before has left pending joins what no one owns.
  pay(world, _rules, netuid, _hotkey, alpha) {
    burnAlpha(world, netuid, alpha)
  },

  eachBlock() {},

  stakeChanges() {},
}
