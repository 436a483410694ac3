import { rootProportions } from '../emission/root-proportion.js'
import type { World } from '../state/world.js'
import { ROOT } from '../units.js'
import { spotPrices } from './coinbase.js'
import { scratchOf } from './coinbase-scratch.js'
import type { Rules } from './rules.js'

/** Moving prices of the emitting subnets follow the spot price as it stands after injections and buys. */
export function updateMovingPrices(world: World, rules: Rules): void {
  const { live, liveCount, split } = scratchOf(world)
  spotPrices(world, rules, live, liveCount, split.price)
  rules.movingPrice.update(world, live, liveCount, split.price, rules.emission)
}

/** rho of every subnet, stored for the share rules that read it. Source: block_step.rs, update_root_prop, v3.3.2 on. */
export function updateRootProportions(world: World, rules: Rules): void {
  const { netuids, subnets } = world
  const rootTao = subnets.taoReserve[ROOT]
  rootProportions(world, rootTao, rules.params.taoWeight, netuids, netuids.length, subnets.rootProportion)
}
