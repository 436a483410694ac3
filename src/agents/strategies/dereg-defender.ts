import type { ChainView } from '../../chain/view.js'
import { blocks, fraction, integer, tao } from '../../fields.js'
import { f64 } from '../../state/columns.js'
import { defineStrategy, type Me } from '../strategy.js'
import { Purse, taoToReach } from '../trading.js'

const purse = new Purse()

const params = {
  budget: tao('500 TAO', 'V_def: most that it ever has in the defence, an assumption'),
  lead: blocks('7 days', 'h: time in which the moving price shall pass that of the rival', { min: 1 }),
  ranks: integer(1, 'subnets', 'defends while it is among so many next to go', { min: 1, max: 4096 }),
  margin: fraction('1%', 'aims so much above the rival', { max: 10 }),
  period: blocks('360 blocks', 'time between two looks', { min: 1 }),
}
const memory = {
  spent: f64('RAO', 'TAO put into the defence and not taken out'),
  alpha: f64('RAO of alpha', 'alpha bought for it'),
  until: f64('block', 'block to which the defence is held; 0 while there is none'),
}
type Defender = Me<typeof params, typeof memory>

/**
 * A25: buys the alpha of its home subnet when that is next to go, so that the moving price passes that of a rival, and
 * sells it once that has come about.
 *
 *   target   p_m g,   g = 1 + (p_r (1 + margin) / p_m - 1) / (1 - (1 - a)^h)
 *   cost     y ((p_m g / p)^(1 - w) - 1) / (1 - f);     y (sqrt(g) - 1) at p = p_m, w = 1/2, f = 0
 *
 * p_m own moving price, p_r that of the subnet which would then be next to go, p spot price (TAO per alpha), a part of
 * its distance to the spot price that the moving price goes in a block, h lead (blocks), y TAO in the pool, w weight of
 * its TAO side, f fee. It acts if a newcomer would replace somebody, if the cost is within what is left of its budget,
 * and again at each look while the price has been traded back. After h blocks it sells what it bought, once safe.
 *
 * Choices of reading: the rival's moving price is taken to stand still; a defence beyond the budget is not begun.
 * Source: A25 of the catalogue; lifecycle/prune.ts, emission/moving-price.ts.
 */
export const deregDefender = defineStrategy({
  id: 'dereg-defender',
  summary:
    "Lifts its subnet's price while the subnet is next to be deregistered, and takes its money out after.",
  source: 'own model (A25); moving price and order of pruning as on the chain',
  role: 'trader',
  local: true,
  code: 'A25',
  params,
  memory,
  wake: (me) => me.params.period,
  decide(me, chain, desk) {
    const { netuid, memory, params } = me
    if (!chain.started(netuid)) return
    purse.open(me, chain, desk, netuid)
    const endangered = chain.nextToGo >= 0 && chain.pruneRank(netuid) <= params.ranks
    if (!endangered) {
      if (memory.until === 0 || chain.block < memory.until) return
      const sold = purse.sell(Math.min(memory.alpha, purse.stake))
      if (sold === 0 && memory.alpha > 0 && purse.stake > 0) return
      memory.until = 0
      memory.alpha = 0
      memory.spent = 0
      return
    }
    const cost = Math.ceil(defenceCost(me, chain))
    if (cost === 0 || cost > params.budget - memory.spent) return
    const bought = chain.buys(netuid, cost)
    if (purse.buy(cost) === 0) return
    memory.spent += cost
    memory.alpha += bought
    memory.until = chain.block + params.lead
  },
})

/** TAO that lifts the spot price to where the moving price passes the rival's in time, RAO; 0 if it is there. */
function defenceCost({ netuid, params }: Defender, chain: ChainView): number {
  const own = chain.movingPrice(netuid)
  const rival = rivalPrice(chain, netuid, params.ranks)
  if (rival < 0) return 0
  return taoToReach(
    chain,
    netuid,
    defendedPrice(own, rival * (1 + params.margin), chain.movingRate(netuid), params.lead),
  )
}

/**
 * Spot price that, held for `lead` blocks, brings a moving price from `own` to `goal`:
 *
 *   own + (goal - own) / (1 - (1 - a)^h)            a rate (1/block), h lead (blocks)
 */
export const defendedPrice = (own: number, goal: number, rate: number, lead: number): number =>
  own + (goal - own) / -Math.expm1(lead * Math.log1p(-rate))

/** Moving price of the subnet that comes right after the first `ranks` to go; -1 if there is none. */
function rivalPrice(chain: ChainView, netuid: number, ranks: number): number {
  const { netuids } = chain
  for (let k = 0; k < netuids.length; k++) {
    const n = netuids[k]
    if (n !== netuid && chain.pruneRank(n) === ranks + 1) return chain.movingPrice(n)
  }
  return -1
}
