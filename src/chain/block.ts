import type { World } from '../state/world.js'
import { updateMovingPrices, updateRootProportions } from './after-coinbase.js'
import { applyCalls } from './calls/index.js'
import { runCoinbase } from './coinbase.js'
import { runDueEpochs } from './epoch.js'
import type { Mempool } from './mempool.js'
import type { Rules } from './rules.js'
import { enterEraIfDue } from './rules.js'

/**
 * One block, in the order in which the runtime runs its steps. Reading this list is reading the protocol.
 *
 * Source: pallets/subtensor/src/coinbase/block_step.rs, block_step, called from macros/hooks.rs, on_initialize; FRAME
 * applies the calls after it, 14bc6f9f.
 */
export function runBlock(world: World, rules: Rules, mempool: Mempool): void {
  enterEraIfDue(world, rules) //               runtime upgrades come before anything else in a block
  rules.registration.eachBlock(world) //       burn prices decay
  const emission = rules.issuance.blockEmission(world)
  runCoinbase(world, rules, emission) //       shares -> injection and chain buys -> pending alpha
  runDueEpochs(world, rules) //                tempo, cap and deferral; pending alpha is paid out
  updateMovingPrices(world, rules) //          after the coinbase: this block's emission used the price of the last
  updateRootProportions(world, rules)
  rules.root.eachBlock(world, rules) //        automatic claims
  applyCalls(world, rules, mempool) //         what agents decided after the last block, in the mempool's order
}
