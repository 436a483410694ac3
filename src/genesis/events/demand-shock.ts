import { number } from '../../fields.js'
import { RAO_PER_TAO } from '../../units.js'
import { defineEvent } from './event.js'
import { orderBuy, orderSell } from './orders.js'

/**
 * Money comes or goes everywhere at once, as when a fund is redeemed: TAO is sold outside the chain, alpha in every pool.
 *
 *   outside   so many TAO bought (above 0) or sold (below) outside: the TAO price moves by impact * TAO / daily volume
 *   pools     each pool's buy (above 0) or sale (below) as a part of its TAO; sellers are those whom no cohort models
 */
export const demandShock = defineEvent({
  id: 'demand-shock',
  summary:
    'Money comes or goes everywhere at once, outside the chain and in all pools: a redemption, a rush.',
  source: 'own model, agents.md 0.6 and A23',
  fields: {
    outside: number(0, 'TAO', 'TAO bought outside the chain; below 0: sold'),
    pools: number(0, 'part', 'buys in each pool as a part of its TAO; below 0: sales', { min: -1, max: 10 }),
  },
  happen(stage, { outside, pools }) {
    const { chain } = stage.society
    let moved = 0
    stage.society.outside.demand(outside * RAO_PER_TAO)
    for (const netuid of chain.netuids) {
      const rao = pools * chain.taoReserve(netuid)
      const price = chain.price(netuid)
      if (rao > 0) moved += orderBuy(stage, '', netuid, rao)
      else if (rao < 0 && price > 0) moved -= orderSell(stage, '', netuid, -rao / price) * price
    }
    stage.note(-1, outside + moved / RAO_PER_TAO)
  },
})
