import type { ChainView } from '../../chain/view.js'
import { blocks, fraction } from '../../fields.js'
import { f64 } from '../../state/columns.js'
import type { Desk } from '../desk.js'
import { defineStrategy, type Me, perSubnetMemory } from '../strategy.js'
import { alphaWorth, moveLimit, Purse } from '../trading.js'

const purse = new Purse()

const params = {
  period: blocks('360 blocks', 'time between two comparisons', { min: 1 }),
  memory: blocks('7 days', 'half-life of the usual price of a pool', { min: 1 }),
  band: fraction('5%', 'gap between two pools, beyond fees and impact, that is worth a trade', { max: 10 }),
  impact: fraction('2%', 'iota: change of the price that one own trade may cause on either side', {
    max: 0.99,
  }),
  patience: blocks('7 days', 'no trade before so much history'),
}
const memory = {
  usual: perSubnetMemory(f64('ln TAO/alpha', 'mean of log prices')),
  known: perSubnetMemory(f64('flag', '1 once the pool was seen')),
  seen: f64('block', 'block of the last look'),
}
type Trader = Me<typeof params, typeof memory>

/** How dear each pool is, by netuid, reused. */
let scratchDear = new Float64Array(0)

/**
 * A17, the second venue: pools against one another. Moves from what is dear for its own past to what is cheap.
 *
 *   dear      z_i = ln p_i - (mean of ln p_i) - (the same, averaged over all pools);   free TAO has z = 0
 *   moves     from the dearest of what it holds to the cheapest of all, if z_from - z_to > band + fees + 2 iota
 *   amount    the least of what is held, of x ((1 - iota)^-w - 1) alpha sold, of y ((1 + iota)^(1 - w) - 1) TAO bought
 *
 * p price (TAO per alpha), means exponential with half-life `memory`; y, x TAO and alpha in a pool, w weight of its TAO
 * side, iota impact. It needs no view of value, only that a gap between pools closes; a market-wide move opens none. One
 * trade a look. With a home subnet it trades that pool against TAO alone.
 *
 * Choices of reading: the fair ratio of two prices is its own mean; dear TAO (every pool cheap) does not exist, since z
 * averages to 0. Source: A17 of the catalogue (own assumptions).
 */
export const relativeValue = defineStrategy({
  id: 'relative-value',
  summary: 'Moves stake from pools that are dear for their past to pools that are cheap.',
  source: 'own model (A17)',
  role: 'trader',
  code: 'A17',
  params,
  memory,
  wake: (me) => me.params.period,
  start(me, chain) {
    me.memory.seen = chain.block
  },
  decide(me, chain, desk) {
    compare(me, chain)
    if (chain.block - chain.startBlock < me.params.patience) return
    const { netuids } = chain
    // -1 stands for free TAO.
    let from = me.free > 2 * chain.minStake ? -1 : -2
    let to = -1
    for (let k = 0; k < netuids.length; k++) {
      const n = netuids[k]
      if (!chain.started(n) || (me.netuid >= 0 && n !== me.netuid)) continue
      const dear = scratchDear[n]
      if (dear < dearOf(to)) to = n
      if (dear > (from === -2 ? Number.NEGATIVE_INFINITY : dearOf(from)) && worthMoving(me, chain, n))
        from = n
    }
    if (from === -2 || from === to) return
    const { band, impact } = me.params
    const sides = (from >= 0 ? 1 : 0) + (to >= 0 ? 1 : 0)
    if (dearOf(from) - dearOf(to) > band + chain.fee + sides * impact) move(me, chain, desk, from, to)
  },
})

const dearOf = (netuid: number): number => (netuid < 0 ? 0 : scratchDear[netuid])

const worthMoving = (me: Trader, chain: ChainView, netuid: number): boolean =>
  me.stake(netuid) * chain.price(netuid) > 2 * chain.minStake

/** Bring the means up to date and say how dear each pool is. */
function compare({ memory, params }: Trader, chain: ChainView): void {
  if (scratchDear.length < chain.rows) scratchDear = new Float64Array(chain.rows)
  const { netuids } = chain
  const kept = 2 ** (-(chain.block - memory.seen) / params.memory)
  memory.seen = chain.block
  let sum = 0
  let count = 0
  for (let k = 0; k < netuids.length; k++) {
    const n = netuids[k]
    scratchDear[n] = 0
    const price = chain.price(n)
    if (!(price > 0) || !chain.started(n)) continue
    const log = Math.log(price)
    const usual = memory.known.get(n) === 1 ? log + (memory.usual.get(n) - log) * kept : log
    memory.usual.set(n, usual)
    memory.known.set(n, 1)
    scratchDear[n] = log - usual
    sum += scratchDear[n]
    count++
  }
  for (let k = 0; k < netuids.length; k++) if (count > 0) scratchDear[netuids[k]] -= sum / count
}

/** @param from, to netuids, -1 for free TAO */
function move(me: Trader, chain: ChainView, desk: Desk, from: number, to: number): void {
  const { impact } = me.params
  const room = to < 0 ? Number.POSITIVE_INFINITY : chain.buyWithin(to, impact)
  if (from < 0) {
    purse.open(me, chain, desk, to)
    purse.buy(Math.min(me.free, room))
    return
  }
  const most = Math.min(me.stake(from), chain.sellWithin(from, impact))
  if (to < 0) {
    purse.open(me, chain, desk, from)
    purse.sell(most)
    return
  }
  const alpha = Math.floor(Math.min(most, alphaWorth(chain, from, room)))
  const tao = chain.sells(from, alpha)
  if (tao < 2 * chain.minStake) return
  const limit = moveLimit(chain, from, alpha, to, tao, impact)
  desk.moveStake(from, me.hotkeyOn(from), to, me.hotkeyOn(to), alpha, limit)
}
