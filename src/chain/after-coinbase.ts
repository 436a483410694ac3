import { rootProportion } from '../emission/root-proportion.js'
import { alphaIssuance, type World } from '../state/world.js'
import { ROOT } from '../units.js'
import { scratchOf } from './coinbase.js'
import type { Rules } from './rules.js'

/** Moving prices of the emitting subnets follow the spot price as it stands after injections and buys. */
export function updateMovingPrices(world: World, rules: Rules): void {
  const { live, liveCount, split } = scratchOf(world)
  const { market } = rules
  const spot = split.price
  for (let k = 0; k < liveCount; k++) {
    const n = live[k]
    spot[n] = market.price(world, n)
  }
  rules.movingPrice.update(world, live, liveCount, spot, rules.emission)
}

/** rho of every subnet, stored for the share rules that read it. Source: block_step.rs, update_root_prop, v3.3.2 on. */
export function updateRootProportions(world: World, rules: Rules): void {
  const { netuids, subnets } = world
  const rootTao = subnets.taoReserve[ROOT]
  const { taoWeight } = rules.params
  for (let k = 0; k < netuids.length; k++) {
    const n = netuids[k]
    subnets.rootProportion[n] = rootProportion(rootTao, taoWeight, alphaIssuance(world, n))
  }
}
