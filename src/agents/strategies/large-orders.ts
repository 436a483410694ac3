import type { ChainView } from '../../chain/view.js'
import { blocks, fraction, number, perDay, tao } from '../../fields.js'
import { f64 } from '../../state/columns.js'
import { arrivalMemory, arrives, runClock, setRate, startArrivals } from '../arrivals.js'
import type { Outside } from '../outside/outside.js'
import { nextDue, pendingMemory, placeDue, plan } from '../pending.js'
import { defineStrategy, type Me } from '../strategy.js'
import { Purse } from '../trading.js'

const purse = new Purse()

const params = {
  arrivals: perDay(0.028, 'orders a day on the median subnet, on a median day'),
  onActivity: number(0.78, '-', 'exponent of the arrivals on activity', { min: 0, max: 3 }),
  leastSize: fraction('6.6%', "least order, as part of the pool's TAO, in a pool of the reference size"),
  sizeOnPool: number(-0.15, '-', 'exponent of the least order on the TAO in the pool', { min: -2, max: 2 }),
  tailIndex: number(2.7, '-', 'Pareto index of the size', { min: 0.1, max: 20 }),
  largestSize: fraction('100%', "largest order, as part of the pool's TAO"),
  referencePool: tao('7000 TAO', 'pool in which the least order has its size', { min: '1 TAO' }),
  buyShare: fraction('66%', 'part of the orders that buy'),
  spread: fraction('69%', 'part of the orders that are placed in equal pieces over a longer time'),
  shortest: blocks('6 h', 'shortest time over which an order is spread', { min: 1 }),
  longest: blocks('2.25 days', 'longest time over which an order is spread', { min: 1 }),
  piece: blocks('360 blocks', 'time between two pieces of an order', { min: 1 }),
  undone: fraction('17%', 'part of the orders placed at once that are undone soon after'),
  undoneWithin: blocks('2160 blocks', 'longest time until an order is undone', { min: 1 }),
}
const memory = { ...arrivalMemory, ...pendingMemory, orders: f64('count', 'orders so far') }
type Holder = Me<typeof params, typeof memory>

/**
 * Rare orders of several percent of a pool: the background that carries the tails of returns. One member stands for
 * all of a subnet's large holders.
 *
 *   arrivals   Poisson, rate = lambda exp(a (s + v))                          s, v: how busy the subnet is (outside)
 *   size       x = min(x_max, x_w (y / y0)^g u^(-1 / index))                  of the pool; y its TAO, u uniform
 *
 * A purchase spends x y, a sale sells x times the pool's alpha, so that both move the logarithm of the price alike.
 * Part of the orders are placed in equal pieces over a time uniform between `shortest` and `longest`; of the rest a
 * few are undone. Nothing sends a limit price. What the wallet lacks is not traded.
 *
 * Choice of reading: an order undone is undone at a time uniform over the next six tempos, by selling the alpha that
 * the quote promised or spending the TAO that it promised.
 * Source: A16 in the background; model and values calibration.md 2, 3 and 7 (lambda and x_w pinned as a pair).
 */
export const largeOrders = defineStrategy({
  id: 'large-orders',
  summary: 'Rare orders of several percent of a pool, most of them purchases spread over a day or two.',
  source: 'own model, calibrated to mainnet prices of August to October 2025 (calibration.md 3)',
  role: 'trader',
  local: true,
  code: 'A16',
  params,
  memory,
  faults: ({ shortest, longest }) =>
    typeof shortest === 'number' && typeof longest === 'number' && shortest > longest
      ? [{ param: 'longest', want: `at least the shortest time, ${shortest} blocks` }]
      : [],
  start(me, chain, outside) {
    startArrivals(me.memory, chain, rateOf(me, outside.activity.of(me.netuid)), me.random('arrival'))
  },
  wake: (me, chain) => me.memory.nextLook - chain.block,
  decide(me, chain, desk, outside) {
    const { netuid, memory } = me
    purse.open(me, chain, desk, netuid)
    placeDue(memory, purse, chain.block, me.params.piece)
    runClock(memory, chain.block)
    while (arrives(memory, me.random('arrival'))) order(me, chain, outside)
    setRate(memory, chain, rateOf(me, outside.activity.of(netuid)), nextDue(memory))
  },
})

const rateOf = ({ params }: Holder, activity: number): number =>
  params.arrivals * Math.exp(params.onActivity * activity)

/** One order. Six draws whatever comes out, so that streams stay aligned. */
function order(me: Holder, chain: ChainView, outside: Outside): void {
  const { netuid, params, memory } = me
  const buys = me.random('side').uniform() < params.buyShare
  const least = leastOf(me, chain)
  const part = sizeOf(params, least, me.random('size').uniform())
  const spread = me.random('spread').uniform() < params.spread
  const span = params.shortest + me.random('spread').uniform() * (params.longest - params.shortest)
  const undone = me.random('undo').uniform() < params.undone
  const due = chain.block + 1 + me.random('undo').below(params.undoneWithin)
  const amount = buys ? part * chain.taoReserve(netuid) : -part * chain.alphaReserve(netuid)
  memory.orders++
  // What is undone brings nothing that stays.
  const lasts = spread || !undone
  const lasting = 1 - params.undone * (1 - params.spread)
  const meanFlow = (2 * params.buyShare - 1) * lasting * meanSize(params, least)
  outside.surprises.orderFlow += chain.taoReserve(netuid) * ((lasts ? (buys ? part : -part) : 0) - meanFlow)
  if (spread) {
    const pieces = Math.max(1, Math.round(span / params.piece))
    plan(memory, chain.block + 1, amount / pieces, pieces)
  } else if (buys) {
    const spent = purse.buy(amount)
    if (undone && spent > 0) plan(memory, due, -chain.buys(netuid, spent))
  } else {
    const sold = purse.sell(-amount)
    if (undone && sold > 0) plan(memory, due, chain.sells(netuid, sold))
  }
}

/** Least order, part of the pool. */
const leastOf = ({ netuid, params }: Holder, chain: ChainView): number =>
  params.leastSize * (chain.taoReserve(netuid) / params.referencePool) ** params.sizeOnPool

/** Part of the pool. @param u uniform on [0, 1) */
const sizeOf = ({ tailIndex, largestSize }: Holder['params'], least: number, u: number): number =>
  Math.min(largestSize, least * (1 - u) ** (-1 / tailIndex))

/**
 * Mean part of the pool, of a Pareto law cut at the largest:  x_w (1 + (1 - (x_w / x_max)^(k - 1)) / (k - 1)),  k the index;
 * x_w (1 + ln(x_max / x_w)) at k = 1. The largest, if the least is larger.
 */
export function meanSize({ tailIndex, largestSize }: Holder['params'], least: number): number {
  if (least >= largestSize) return largestSize
  const above = tailIndex - 1
  const log = Math.log(least / largestSize)
  return least * (1 - (above === 0 ? log : Math.expm1(above * log) / above))
}
