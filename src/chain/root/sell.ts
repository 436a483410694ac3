import { Fill, SELL } from '../../market/market.js'
import { alphaEntersPool, poolToRoot } from '../../state/ledger.js'
import type { World } from '../../state/world.js'
import type { Rules } from '../rules.js'

const fill = new Fill()

/**
 * Sell root's alpha into its pool without fee and without limit; the TAO becomes root stake, which the caller books.
 * It is protocol outflow, not user flow.
 *
 * @returns RAO of TAO received; 0 if the pool refused (nothing has moved then)
 * Source: pallets/subtensor/src/staking/claim_root.rs, root_claim_on_subnet, 14bc6f9f.
 */
export function sellRootAlpha(world: World, rules: Rules, netuid: number, alpha: number): number {
  rules.market.quote(world, netuid, SELL, alpha, 0, 0, fill)
  if (fill.refusal !== 0 || fill.paidIn !== alpha || fill.paidOut === 0) return 0
  const { subnets } = world
  subnets.rootAlpha[netuid] -= alpha
  alphaEntersPool(world, netuid, alpha)
  poolToRoot(world, netuid, fill.paidOut)
  rules.market.settle(world, netuid, SELL, fill)
  subnets.protocolFlow[netuid] -= fill.paidOut
  subnets.rootSoldTotal[netuid] += fill.paidOut
  subnets.volume[netuid] += fill.paidOut
  return fill.paidOut
}
