import type { ChainView } from '../../chain/view.js'
import { blocks, fraction, integer, number, tao } from '../../fields.js'
import { f64 } from '../../state/columns.js'
import { BLOCKS_PER_DAY } from '../../units.js'
import type { Desk } from '../desk.js'
import { defineStrategy, type Me, perSubnetMemory } from '../strategy.js'
import { alphaToReach, Purse, taoToReach } from '../trading.js'

const purse = new Purse()

const params = {
  period: blocks('100 blocks', 'time between two comparisons of prices', { min: 4 }),
  reversion: number(2, '1/day', 'kappa: how fast the external price returns to that of the pool', {
    min: 0,
    max: 1000,
  }),
  volatility: number(0.05, '1/sqrt(day)', 'sigma of the logarithm of the external price', {
    min: 0,
    max: 10,
  }),
  latency: integer(3, 'blocks', 'an order runs 1 to so many blocks after the look it rests on', {
    min: 1,
    max: 3,
  }),
  callFee: tao('0.00015 TAO', 'cost of a call that a trade must earn'),
  inventory: fraction('10%', "alpha held on one subnet at most, as part of the pool's alpha"),
}
const memory = {
  external: perSubnetMemory(f64('ln TAO/alpha', 'logarithm of the external price, for all of the cohort')),
  seen: f64('block', 'block in which the external prices last moved'),
  order: perSubnetMemory(f64('RAO', 'to be placed: TAO to spend, or minus the alpha to sell')),
  waits: f64('blocks', 'blocks until the orders are placed; 0 while there are none'),
  gain: f64('RAO', 'booked against external prices: alpha at these less TAO spent, and the reverse'),
}
type Trader = Me<typeof params, typeof memory>

/**
 * Trades a pool against another venue where the same alpha has a price of its own (wrapped alpha, over the counter).
 *
 *   external   d ln P = -kappa (ln P - ln p) dt + sigma dW                 exact step over the time between two looks
 *   buys       if p < (1 - f) P:   (y ((P (1 - f) / p)^(1 - w) - 1)) / (1 - f)        TAO
 *   sells      if p > P / (1 - f): (x ((p (1 - f) / P)^w - 1)) / (1 - f)              alpha
 *
 * p price of the pool and P external price (TAO per alpha), f fee (0..1), y and x TAO and alpha in the pool (RAO), w
 * weight of its TAO side; at w = 1/2 the purchase is (sqrt(x y P (1 - f)) - y) / (1 - f). Only what earns more than a
 * call costs is traded. The order is sized at the look and runs 1 to `latency` blocks later, at whatever price.
 *
 * Choices of reading: the external price is one for the whole cohort, is moved by no trade, and starts at that of the
 * pool; the leg outside is hedged at it and booked in memory (`gain`), while on the chain alpha bought stays as
 * inventory until the price turns; the callFee is reckoned with, not paid. With a home subnet it trades there alone.
 * Source: A17 of the catalogue (own assumptions); the first venue of two, not relative value between pools.
 */
export const arbitrageur = defineStrategy({
  id: 'arbitrageur',
  summary: 'Trades pools to within the fee of an external price that wanders around them.',
  source: 'own model (A17)',
  role: 'trader',
  code: 'A17',
  params,
  memory,
  wake: (me) => (me.memory.waits > 0 ? me.memory.waits : me.params.period),
  decide(me, chain, desk) {
    const { memory, params } = me
    if (memory.waits > 0) {
      memory.waits = 0
      place(me, chain, desk)
      return
    }
    const latency = 1 + me.random('latency').below(params.latency)
    const found = compare(me, chain)
    // Whatever is asked for runs one block later.
    memory.waits = latency - 1
    if (!found) memory.waits = 0
    else if (memory.waits === 0) place(me, chain, desk)
  },
})

/** Move the external prices and size the orders. One draw a subnet. @returns whether there is any */
function compare(me: Trader, chain: ChainView): boolean {
  const { memory, params, shared } = me
  const days = (chain.block - shared.seen) / BLOCKS_PER_DAY
  const first = shared.seen === 0
  shared.seen = chain.block
  const kept = Math.exp(-params.reversion * days)
  const spread =
    params.reversion > 0 ? Math.sqrt((1 - kept * kept) / (2 * params.reversion)) : Math.sqrt(days)
  const { netuids } = chain
  const noise = me.random('external')
  let found = false
  for (let k = 0; k < netuids.length; k++) {
    const n = netuids[k]
    const shock = params.volatility * spread * noise.normal()
    memory.order.set(n, 0)
    const price = chain.price(n)
    if (!(price > 0) || !chain.started(n)) continue
    const unknown = first || shared.external.get(n) === 0
    const gap = unknown ? 0 : (shared.external.get(n) - Math.log(price)) * kept + shock
    shared.external.set(n, Math.log(price) + gap)
    if (me.netuid >= 0 && n !== me.netuid) continue
    const order = orderFor(me, chain, n, price * Math.exp(gap))
    memory.order.set(n, order)
    if (order !== 0) found = true
  }
  return found
}

/** TAO to spend, or minus the alpha to sell; 0 where it would not pay. */
function orderFor(me: Trader, chain: ChainView, netuid: number, external: number): number {
  const { params } = me
  const held = me.stake(netuid)
  const spend = Math.floor(Math.min(me.free, taoToReach(chain, netuid, external * (1 - chain.fee))))
  if (spend > 0) {
    const alpha = chain.buys(netuid, spend)
    const room = params.inventory * chain.alphaReserve(netuid) - held
    const pays = alpha * external - spend > params.callFee
    return pays && room > 0 ? Math.floor(spend * Math.min(1, room / alpha)) : 0
  }
  const sell = Math.floor(Math.min(held, alphaToReach(chain, netuid, external / (1 - chain.fee))))
  if (sell === 0) return 0
  return chain.sells(netuid, sell) - sell * external > params.callFee ? -sell : 0
}

/** Place what was sized, and book it as the pool quotes it now. */
function place(me: Trader, chain: ChainView, desk: Desk): void {
  const { memory, shared } = me
  const { netuids } = chain
  let left = me.free
  for (let k = 0; k < netuids.length; k++) {
    const n = netuids[k]
    const order = memory.order.get(n)
    if (order === 0) continue
    memory.order.set(n, 0)
    const external = Math.exp(shared.external.get(n))
    purse.open(me, chain, desk, n)
    purse.free = Math.min(purse.free, left)
    if (order > 0) {
      const spent = purse.buy(order)
      left -= spent
      if (spent > 0) memory.gain += chain.buys(n, spent) * external - spent
    } else {
      const sold = purse.sell(-order)
      if (sold > 0) memory.gain += chain.sells(n, sold) - sold * external
    }
  }
}
