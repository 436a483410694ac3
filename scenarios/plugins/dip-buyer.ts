import { blocks, defineStrategy, f64, fraction, Purse, perSubnetMemory } from 'taolab'

import { fallFrom } from './fall.js'

const purse = new Purse()

/**
 * Buys what fell, and sells when it is back where it was.
 *
 *   buys    if 1 - p / h >= d,   for s of its free TAO
 *   sells   all, once p >= h at the time of the purchase
 *
 * p price (TAO per alpha), h highest price it has seen (slowly forgotten, f a look), d, s, f 0..1.
 */
export const dipBuyer = defineStrategy({
  id: 'dip-buyer',
  role: 'trader',
  summary: 'Buys alpha that fell from its highest price, and sells when it is back there.',
  source: 'own model',
  params: {
    period: blocks('6 h', 'time between two looks', { min: 1 }),
    dip: fraction('10%', 'd: least fall from the highest price that triggers a purchase'),
    part: fraction('20%', 's: part of free TAO that one purchase spends'),
    forget: fraction('1%', 'f: part of the highest price forgotten at each look'),
  },
  memory: {
    high: perSubnetMemory(f64('TAO/alpha', 'highest price seen, slowly forgotten; 0 before the first look')),
    target: perSubnetMemory(f64('TAO/alpha', 'price at which the position is sold; 0 without one')),
  },
  wake: (me) => me.params.period,
  decide(me, chain, desk) {
    const { high, target } = me.memory
    const { dip, part, forget } = me.params
    let left = me.free
    for (const netuid of chain.netuids) {
      const price = chain.price(netuid)
      const best = Math.max(price, high.get(netuid) * (1 - forget))
      high.set(netuid, best)
      purse.open(me, chain, desk, netuid)
      if (target.get(netuid) > 0 && price >= target.get(netuid)) {
        purse.sell(purse.stake)
        target.set(netuid, 0)
      } else if (target.get(netuid) === 0 && fallFrom(best, price) >= dip) {
        // Calls run later: what is spent on one subnet is not there for the next.
        const spent = purse.buy(part * left)
        if (spent > 0) target.set(netuid, best)
        left -= spent
      }
    }
  },
})
