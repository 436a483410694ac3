import { blocks, flag } from '../../fields.js'
import { defineStrategy } from '../strategy.js'

/**
 * Carries out signed orders: at each look, on every subnet where some wait, all that may be carried out.
 *
 * In a batch purchases and sales cancel out at the spot price, and only the rest meets the pool; one by one each order
 * trades against the pool by itself. Relaying costs nothing and, unless orders name a fee for it, brings nothing.
 * Signed orders are carried out only where the network takes them (`network: limitOrders`).
 *
 * Source: own model; calls of pallets/limit-orders, v3.4.8-423 and later
 */
export const orderRelayer = defineStrategy({
  id: 'order-relayer',
  summary: 'Carries out signed orders, netted in one batch a subnet or one by one.',
  source: 'own model',
  role: 'trader',
  params: {
    period: blocks('1 block', 'time between two batches', { min: 1 }),
    batched: flag(true, 'nets purchases against sales; otherwise each order meets the pool by itself'),
  },
  withoutCapital: () => undefined,
  memory: {},
  wake: (me) => me.params.period,
  decide(me, chain, desk) {
    if (!chain.takesOrders) return
    for (const netuid of chain.netuids) {
      if (chain.ordersWaiting(netuid) > 0) desk.executeOrders(netuid, me.params.batched)
    }
  },
})
