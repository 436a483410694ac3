import type { ChainView } from '../../chain/view.js'
import { blocks, fraction, integer, perDay } from '../../fields.js'
import { f64 } from '../../state/columns.js'
import type { Desk } from '../desk.js'
import { defineStrategy, type Me, perSubnetMemory } from '../strategy.js'
import { Purse } from '../trading.js'

const purse = new Purse()

const params = {
  period: blocks('360 blocks', 'time between two looks', { min: 1 }),
  subnets: integer(5, 'subnets', 'so many with the strongest chain buys are bought', { min: 1, max: 4096 }),
  least: perDay(0.002, "chain buys a day, as part of the pool's TAO, above which it buys and holds"),
  impact: fraction('3%', 'iota: change of the price that one own order may cause', { max: 0.99 }),
  part: fraction('20%', 'part of the wealth put into one subnet at most'),
}
const memory = { cost: perSubnetMemory(f64('RAO', 'TAO put in and not yet taken out; 0 while not in')) }
type Runner = Me<typeof params, typeof memory>

/** Strength of chain buys by netuid, reused. */
let scratchStrength = new Float64Array(0)

/**
 * Buys alpha that the chain is about to buy, and sells when the chain does so no more.
 *
 *   strength   s_i = x_i / y_i                     1/block
 *   buys       the `subnets` with the largest s_i > least:  min(part W - held, y ((1 + iota)^(1 - w) - 1))       TAO
 *   sells      a holding with s_i <= least, at most x ((1 - iota)^-w - 1) alpha a look
 *
 * x_i TAO that the last block spent on the subnet's alpha: the best forecast of the next, and right under whatever cap
 * is in force (such as x = max(0, e - p rho alpha_out) since spec 421); y TAO and x alpha in the pool (RAO), w weight of
 * its TAO side, W own wealth (exit value of everything).
 *
 * Choices of reading: a holding that is no longer among the strongest is kept while its s_i is above `least`; impact
 * bounds each order; no limit prices. Source: A21 of the catalogue (own assumptions); excess as in
 * coinbase/run_coinbase.rs, get_subnet_terms, 14bc6f9f.
 */
export const chainBuyFrontRunner = defineStrategy({
  id: 'chain-buy-front-runner',
  summary: 'Holds the alpha that the chain buys most of, against the TAO in the pool.',
  source: 'own model (A21); chain buys as the rule in force makes them',
  role: 'trader',
  code: 'A21',
  whenOff: 'shadow-twin',
  params,
  memory,
  wake: (me) => me.params.period,
  decide(me, chain, desk) {
    const { netuids } = chain
    if (scratchStrength.length < chain.rows) scratchStrength = new Float64Array(chain.rows)
    for (let k = 0; k < netuids.length; k++) {
      const n = netuids[k]
      const fits = chain.started(n) && (me.netuid < 0 || n === me.netuid)
      scratchStrength[n] = fits ? chain.chainBuy(n) / chain.taoReserve(n) : 0
      if (scratchStrength[n] <= me.params.least) sell(me, chain, desk, n)
    }
    const most = me.params.part * me.worth()
    let left = me.free
    for (let chosen = 0; chosen < me.params.subnets; chosen++) {
      const n = strongest(chain, me.params.least)
      if (n < 0) return
      scratchStrength[n] = 0
      left -= buy(me, chain, desk, n, most, left)
    }
  },
})

/** The subnet with the largest strength above `least`, -1 for none. */
function strongest(chain: ChainView, least: number): number {
  const { netuids } = chain
  let best = -1
  for (let k = 0; k < netuids.length; k++) {
    const n = netuids[k]
    if (scratchStrength[n] > least && (best < 0 || scratchStrength[n] > scratchStrength[best])) best = n
  }
  return best
}

/** @returns RAO of TAO spent */
function buy(me: Runner, chain: ChainView, desk: Desk, netuid: number, most: number, left: number): number {
  purse.open(me, chain, desk, netuid)
  purse.free = Math.min(purse.free, left)
  const held = purse.stake > 0 ? chain.sells(netuid, purse.stake) : 0
  const spent = purse.buy(Math.min(most - held, chain.buyWithin(netuid, me.params.impact)))
  me.memory.cost.set(netuid, me.memory.cost.get(netuid) + spent)
  return spent
}

/** Alpha that it did not buy, such as what it was born with, it does not sell. */
function sell(me: Runner, chain: ChainView, desk: Desk, netuid: number): void {
  if (me.memory.cost.get(netuid) === 0) return
  purse.open(me, chain, desk, netuid)
  const sold = purse.sell(Math.min(purse.stake, chain.sellWithin(netuid, me.params.impact)))
  // What would fetch too little stays, and is forgotten.
  if (purse.stake === 0 || sold === 0) me.memory.cost.set(netuid, 0)
}
