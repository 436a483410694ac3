import { REFUSAL } from '../../refusal.js'
import { f64, u32 } from '../../state/columns.js'
import { perSubnet, type World } from '../../state/world.js'
import type { RegistrationRule } from './registration.js'

/** What the rule remembers of a subnet. */
export const intervalMemory = perSubnet('registration/interval', {
  adjustmentInterval: u32('blocks', 'AdjustmentInterval: blocks between adjustments of the burn', 360),
  adjustmentAlpha: f64('fraction', 'AdjustmentAlpha: part of the old price kept, on the 2^-18 grid'),
  target: u32('registrations', 'TargetRegistrationsPerInterval', 2),
  mostPerBlock: u32('registrations', 'MaxRegistrationsPerBlock', 1),
  lastAdjusted: f64('block', 'LastAdjustmentBlock'),
  thisBlock: u32('registrations', 'RegistrationsThisBlock'),
})

/** The chain's I110F18 keeps 18 fractional bits. */
const GRID = 2 ** 18
const GRID_BITS = BigInt(GRID)

/**
 * The burn after an interval, whole RAO, held between min and max.
 *
 *   u = B (n + g) / (2 g)        B' = a B + (1 - a) u
 *
 * B  burn so far, RAO        n  registrations in the interval        g  target, at least 1        a  AdjustmentAlpha, 0..1
 * Every product and quotient is cut to 2^-18, in integers, as the chain's I110F18 does.
 *
 * Source: pallets/subtensor/src/coinbase/block_step.rs, upgraded_burn, v3.3.9-377
 */
export function upgradedBurn(
  burn: number,
  registrations: number,
  target: number,
  alpha: number,
  minBurn: number,
  maxBurn: number,
): number {
  const old = BigInt(burn) * GRID_BITS
  const updated = (old * BigInt(registrations + target)) / BigInt(2 * target)
  const keep = BigInt(Math.floor(alpha * GRID))
  const next = ((keep * old) >> 18n) + (((GRID_BITS - keep) * updated) >> 18n)
  return Math.min(maxBurn, Math.max(minBurn, Number(next >> 18n)))
}

/**
 * Burn price that is set anew every `adjustmentInterval` blocks, by the registrations since the last time.
 *
 * It rises when there were more than the target, and falls when there were none. Between one and the target it stands:
 * the chain then lowers the other kind's price (difficulty), since most registrations were burns.
 * At most `mostPerBlock` in a block and three times the target in an interval.
 *
 * Source: pallets/subtensor/src/coinbase/block_step.rs, adjust_registration_terms_for_networks, v3.3.9-377
 * Differs: there is no proof of work, so every registration is a burn.
 */
export const interval: RegistrationRule = {
  id: 'interval',
  status: 'retired',
  summary: 'Burn price adjusted every interval towards a target of registrations.',
  source: 'pallets/subtensor/src/coinbase/block_step.rs, v2.0.0 to v3.3.13',

  eachBlock(world: World) {
    const { adjustmentInterval, lastAdjusted, thisBlock } = intervalMemory.of(world)
    const { exists } = world.subnets
    for (let n = 1; n < exists.length; n++) {
      thisBlock[n] = 0
      if (exists[n] === 0) continue
      // The first interval of a subnet begins with the first block that this rule sees of it.
      if (lastAdjusted[n] === 0) lastAdjusted[n] = world.block
      if (world.block - lastAdjusted[n] < adjustmentInterval[n]) continue
      adjust(world, n)
      lastAdjusted[n] = world.block
    }
  },

  registered(world, netuid) {
    intervalMemory.of(world).thisBlock[netuid]++
    world.subnets.registrationsThisInterval[netuid]++
  },

  refusal(world, netuid) {
    const { thisBlock, mostPerBlock, target } = intervalMemory.of(world)
    const full = world.subnets.registrationsThisInterval[netuid] >= 3 * target[netuid]
    return full || thisBlock[netuid] >= mostPerBlock[netuid] ? REFUSAL['too-many-registrations'] : 0
  },

  forget(world, netuid) {
    const memory = intervalMemory.of(world)
    memory.lastAdjusted[netuid] = world.block
    memory.thisBlock[netuid] = 0
  },
}

function adjust(world: World, netuid: number): void {
  const { burn, minBurn, maxBurn, registrationsThisInterval: count } = world.subnets
  const { adjustmentAlpha, target } = intervalMemory.of(world)
  if (count[netuid] === 0 || count[netuid] > target[netuid]) {
    burn[netuid] = upgradedBurn(
      burn[netuid],
      count[netuid],
      target[netuid],
      adjustmentAlpha[netuid],
      minBurn[netuid],
      maxBurn[netuid],
    )
  }
  count[netuid] = 0
}
