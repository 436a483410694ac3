import type { World } from '../../state/world.js'
import type { EmissionParams, Shares } from '../emission.js'
import {
  enterProtocolFlow,
  enterUserFlow,
  forgetFlow,
  smoothProtocolFlow,
  smoothUserFlow,
} from './flow-memory.js'
import { flowShares } from './proportional.js'

/** Net flow by netuid, for every netuid there can be; shared by the rules that net. */
export const scratchNet = new Float64Array(65_536)

/**
 * How much of the protocol's flow counts:   n = min(1, sum_j max(S_j, 0) / sum_j max(P_j, 0)),  0 for a divisor of 0
 *
 * So that what is held against subnets never exceeds what users brought.
 * Source: pallets/subtensor/src/coinbase/subnet_emissions.rs, get_shares_flow, v3.4.0-411
 */
export function normFactor(
  emitting: Uint16Array,
  count: number,
  user: Float64Array,
  protocol: Float64Array,
): number {
  let inflow = 0
  let cost = 0
  for (let k = 0; k < count; k++) {
    const i = emitting[k]
    if (user[i] > 0) inflow += user[i]
    if (protocol[i] > 0) cost += protocol[i]
  }
  return cost > 0 ? Math.min(1, inflow / cost) : 0
}

/** Net flow:   net_i = S_i - n P_i where P_i > 0, else S_i - P_i; S_i alone with the switch off. */
export function netFlows(
  emitting: Uint16Array,
  count: number,
  user: Float64Array,
  protocol: Float64Array,
  enabled: boolean,
  net: Float64Array,
): void {
  const n = enabled ? normFactor(emitting, count, user, protocol) : 0
  for (let k = 0; k < count; k++) {
    const i = emitting[k]
    const cost = protocol[i]
    net[i] = enabled ? user[i] - (cost > 0 ? n * cost : cost) : user[i]
  }
}

/**
 * Shares by user flow minus what the protocol spent on the subnet; in force from v3.4.0 to v3.4.5 (E7).
 *
 * S  average of user flow        P  average of TAO injected and spent on chain buys, less what root claims took out
 * Both averages move in every block; `netFlowEnabled` says whether P counts. Shares from `netFlows` as `flowShares`.
 *
 * Source: pallets/subtensor/src/coinbase/subnet_emissions.rs, get_shares_flow, v3.4.0-411
 */
export const netFlow: Shares = {
  id: 'net-flow',
  byFlow: true,
  summary: "Share by average user flow less the protocol's own, the latter scaled down to what users brought",
  source: 'pallets/subtensor/src/coinbase/subnet_emissions.rs, get_shares_flow, v3.4.0-411',
  status: 'retired',
  shares(world, emitting, count, params, out) {
    const user = smoothUserFlow(world, emitting, count, params)
    const protocol = smoothProtocolFlow(world, emitting, count, params)
    netFlows(emitting, count, user, protocol, params.netFlowEnabled, scratchNet)
    flowShares(emitting, count, scratchNet, params, out)
  },
  enter: enterNetFlow,
  forget: forgetFlow,
}

/** The user's average goes on where there was one; the protocol's starts at 0. */
export function enterNetFlow(world: World, previous: Shares | null, _params: EmissionParams): void {
  enterUserFlow(world, previous)
  enterProtocolFlow(world, previous)
}
