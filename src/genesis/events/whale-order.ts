import { choice, fraction, integer, optional, tao, text } from '../../fields.js'
import { RAO_PER_TAO } from '../../units.js'
import { defineEvent } from './event.js'
import { orderBuy, orderSell } from './orders.js'

/**
 * One order at any price, at once: so many TAO, or so large a part of the pool's TAO.
 *
 *   TAO  =  size, or part y        y TAO in the pool when it happens
 *   a sale is of alpha worth so many TAO at the price
 *
 * The first member of the cohort that lives on the subnet, else its first member, places it from its own wallet; by default
 * those whom no cohort models. It is as large as that wallet allows.
 */
export const whaleOrder = defineEvent({
  id: 'whale-order',
  summary: 'One large order on a subnet, at any price.',
  source: 'own model, agents.md A16 (mode event)',
  fields: {
    netuid: integer(1, 'netuid', 'subnet'),
    side: choice(['buy', 'sell'], 'buy', 'buy or sell alpha'),
    size: optional(tao('1000 TAO', 'TAO of the order; in its place: part', { fixed: true })),
    part: fraction('10 %', "size as a part of the pool's TAO, where no size is given", {
      max: 100,
      fixed: true,
    }),
    cohort: text('', 'whose order it is; empty: those whom no cohort models'),
  },
  happen(stage, { netuid, side, size, part, cohort }) {
    const { chain } = stage.society
    const rao = size ?? part * chain.taoReserve(netuid)
    const price = chain.price(netuid)
    const done =
      side === 'buy'
        ? orderBuy(stage, cohort, netuid, rao)
        : orderSell(stage, cohort, netuid, price > 0 ? rao / price : 0) * price
    stage.note(netuid, ((side === 'buy' ? 1 : -1) * done) / RAO_PER_TAO)
  },
})
