import type { Shares } from '../emission.js'
import { forgetFlow, smoothProtocolFlow, smoothUserFlow } from './flow-memory.js'
import { enterNetFlow, scratchNet } from './net-flow.js'
import { flowShares } from './proportional.js'

/**
 * Shares by user flow minus the protocol's in full:   net_i = S_i - P_i        letters as in net-flow.ts
 *
 * The step before `net-flow`: without its scaling almost every subnet that receives emission has a negative net flow.
 *
 * Source: pallets/subtensor/src/coinbase/subnet_emissions.rs, ea465d011 (pull request 2634, 2026-05-04)
 */
export const netFlowRaw: Shares = {
  id: 'net-flow-raw',
  byFlow: true,
  summary: "Share by average user flow less the protocol's own in full",
  source: 'pallets/subtensor/src/coinbase/subnet_emissions.rs, ea465d011',
  status: 'proposal',
  shares(world, emitting, count, params, out) {
    const user = smoothUserFlow(world, emitting, count, params)
    const protocol = smoothProtocolFlow(world, emitting, count, params)
    for (let k = 0; k < count; k++) scratchNet[emitting[k]] = user[emitting[k]] - protocol[emitting[k]]
    flowShares(emitting, count, scratchNet, params, out)
  },
  enter: enterNetFlow,
  forget: forgetFlow,
}
