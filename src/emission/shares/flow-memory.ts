import { f64, u8 } from '../../state/columns.js'
import { perSubnet, type World } from '../../state/world.js'
import type { EmissionParams, Shares } from '../emission.js'

/** What the flow rules remember of each subnet. One memory for all, as on the chain: a flow era hands it to the next. */
export const flowMemory = perSubnet('emission-flow', {
  userEma: f64('RAO/block', 'SubnetEmaTaoFlow: smoothed net inflow of user TAO'),
  protocolEma: f64('RAO/block', 'smoothed net inflow of protocol TAO'),
  slowEma: f64('RAO/block', 'smoothed userEma; a proposal only'),
  started: u8('flag', 'userEma has its first value'),
})

/** Rules that keep `userEma` going: the next one takes it over. */
const keepsUserEma = new Set([
  'flow-ema',
  'flow-ema-price-seed',
  'flow-ema-rao-seed',
  'net-flow-raw',
  'net-flow',
  'matured-flow',
])
/** Rules that keep `protocolEma` going besides. */
const keepsProtocolEma = new Set(['net-flow-raw', 'net-flow', 'matured-flow'])

/**
 * One step of a flow's average:   S' = (1 - f) S + f F        F  flow since the last step, RAO; f  smoothing per block
 *
 * Written S + f (F - S): the rounding of 1 - f would pull every step the same way.
 */
export const smoothed = (ema: number, flow: number, smoothing: number): number =>
  ema + smoothing * (flow - ema)

/**
 * Smooth the user flow of each emitting subnet and take it out of the accumulator.
 *
 * A subnet that is not eligible keeps accumulating and its average stands still.
 *
 * Source: pallets/subtensor/src/coinbase/subnet_emissions.rs, get_ema_flow, v3.2.15-348
 * Differs: float64 for I64F64; the average drifts by less than 1e-12 of itself in a year.
 */
export function smoothUserFlow(
  world: World,
  emitting: Uint16Array,
  count: number,
  params: EmissionParams,
): Float64Array {
  const { userEma, started } = flowMemory.of(world)
  const { userFlow } = world.subnets
  const f = params.flowSmoothing
  for (let k = 0; k < count; k++) {
    const i = emitting[k]
    userEma[i] = smoothed(userEma[i], userFlow[i], f)
    userFlow[i] = 0
    started[i] = 1
  }
  return userEma
}

/**
 * Smooth the protocol's flow likewise, whether or not the switch for it is on.
 * Source: subnet_emissions.rs, get_shares_flow, v3.4.0-411; test_net_tao_flow_disabled_still_drains_protocol_flow_into_ema
 */
export function smoothProtocolFlow(
  world: World,
  emitting: Uint16Array,
  count: number,
  params: EmissionParams,
): Float64Array {
  const { protocolEma } = flowMemory.of(world)
  const { protocolFlow } = world.subnets
  const f = params.flowSmoothing
  for (let k = 0; k < count; k++) {
    const i = emitting[k]
    protocolEma[i] = smoothed(protocolEma[i], protocolFlow[i], f)
    protocolFlow[i] = 0
  }
  return protocolEma
}

/**
 * Enter an era whose user average goes on from the one before; from a rule that kept none it starts empty, as recording
 * began with the first flow era. At genesis what the scenario has put there stands.
 */
export function enterUserFlow(world: World, previous: Shares | null): void {
  if (previous !== null && !keepsUserEma.has(previous.id)) restartUserFlow(world)
}

/** Start the user average anew. */
export function restartUserFlow(world: World): void {
  const { userEma, started } = flowMemory.of(world)
  userEma.fill(0)
  started.fill(0)
  world.subnets.userFlow.fill(0)
}

/** Enter an era that weighs the protocol's flow: nothing was recorded before v3.4.0, so its average starts at 0. */
export function enterProtocolFlow(world: World, previous: Shares | null): void {
  if (previous === null || keepsProtocolEma.has(previous.id)) return
  flowMemory.of(world).protocolEma.fill(0)
  world.subnets.protocolFlow.fill(0)
}

/** A freed netuid's averages go. */
export function forgetFlow(world: World, netuid: number): void {
  const { userEma, protocolEma, slowEma, started } = flowMemory.of(world)
  userEma[netuid] = 0
  protocolEma[netuid] = 0
  slowEma[netuid] = 0
  started[netuid] = 0
}
