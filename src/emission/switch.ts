import type { World } from '../state/world.js'
import type { EmissionParams, Shares } from './emission.js'
import { floor32 } from './grid32.js'
import { scale } from './shares/proportional.js'

const cut = floor32

/**
 * Take the share of subnets that are switched off and give it to the others in proportion.
 *
 * If any eligible subnet is off: off -> 0, on -> share / sum of shares that are on (0 if that sum is 0).
 * If none is off the shares stay untouched, even if they sum to 0. A subnet that is off keeps its alpha_out.
 *
 * Source: pallets/subtensor/src/coinbase/subnet_emissions.rs, get_subnet_block_emissions, v3.4.0-411 on
 */
export function applyEmissionSwitch(
  world: World,
  emitting: Uint16Array,
  count: number,
  out: Float64Array,
): void {
  const { emissionEnabled } = world.subnets
  let on = 0
  for (let k = 0; k < count; k++) on += emissionEnabled[emitting[k]]
  if (on === count) return
  let total = 0
  for (let k = 0; k < count; k++) {
    const i = emitting[k]
    const share = emissionEnabled[i] === 0 ? 0 : out[i]
    out[i] = share
    total += share
  }
  if (total > 0) scale(emitting, count, 1 / total, out)
}

/** The shares of a block as the coinbase uses them: the rule, the emission switch, then the rule's stage after it. */
export function blockShares(
  rule: Shares,
  world: World,
  emitting: Uint16Array,
  count: number,
  params: EmissionParams,
  out: Float64Array,
  spot: Float64Array,
): void {
  out.fill(0)
  rule.shares(world, emitting, count, params, out, spot)
  applyEmissionSwitch(world, emitting, count, out)
  rule.afterSwitch?.(world, emitting, count, out)
}

/** TAO of a subnet in a block, RAO cut to 32 fractional bits: e = floor32(B f). */
export const subnetEmission = (blockEmission: number, share: number): number => cut(blockEmission * share)
