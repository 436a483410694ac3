import type { ChainView } from '../../chain/view.js'
import { blocks, choice, fraction, integer, optional, tao } from '../../fields.js'
import { f64 } from '../../state/columns.js'
import { defineStrategy, type Me } from '../strategy.js'
import { alphaWorth, Purse } from '../trading.js'

const purse = new Purse()

const params = {
  mode: choice(
    ['accumulate', 'distribute', 'block', 'event'],
    'accumulate',
    'buy or sell bit by bit, one order whatever it does to the price, or one order within the impact allowed',
  ),
  side: choice(['buy', 'sell'], 'buy', 'what a block or an event does'),
  netuid: optional(
    integer(1, 'netuid', 'subnet traded on; the home subnet, else the largest pool, if left out', { min: 1 }),
  ),
  at: blocks('0 days', 'time from the start at which it begins'),
  size: fraction('10%', "how much in all, as part of the pool's TAO when it begins", { max: 1000 }),
  amount: tao('0 TAO', 'how much in all; 0: as `size` says'),
  impact: fraction('3%', 'change of the price that one own order may cause, except a block', { max: 0.99 }),
  participation: fraction('10%', "most of the pool's volume since the last order that one order makes up"),
  period: blocks('360 blocks', 'time between two orders', { min: 1 }),
}
const memory = {
  begun: f64('flag', 'whether it has begun'),
  netuid: f64('netuid', 'where it trades'),
  left: f64('RAO', 'still to trade: TAO of a buyer, alpha of a seller'),
  volume: f64('RAO', "the pool's volume at the last look"),
}
type Trader = Me<typeof params, typeof memory>

/**
 * One large trader with a script, for shocks: it comes at a set time, trades so much, and leaves.
 *
 *   accumulate, distribute   each period min(left, iota cap, part of the volume since the last look)
 *   block                    all of it in one order
 *   event                    one order, cut to the iota cap
 *
 *   iota cap   buy y ((1 + iota)^(1 - w) - 1),  sell x ((1 - iota)^-w - 1)      y, x TAO and alpha in the pool
 *
 * iota impact allowed (0..1), w weight of the pool's TAO side. A seller sells alpha worth `size` at the spot price of
 * its first look. Nothing sends a limit price, and nothing is traded beyond the wallet. Where nobody else trades, a
 * participation of 10 % means that nothing is bought bit by bit: set it to 100 % or use `event`.
 *
 * Choice of reading: the volume is that since the last look, own trades among it. Source: A16 of the catalogue.
 */
export const whale = defineStrategy({
  id: 'whale',
  summary: 'One large trader with a script: accumulates, distributes, or places one big order at a set time.',
  source: 'own model (A16)',
  role: 'trader',
  code: 'A16',
  params,
  memory,
  faults: ({ mode, side }) =>
    mode === 'accumulate' && side === 'sell'
      ? [
          {
            param: 'side',
            want: 'with mode accumulate nothing, for it buys; mode distribute sells bit by bit',
          },
        ]
      : [],
  wake: (me, chain) =>
    Math.max(me.params.at - (chain.block - chain.startBlock), me.memory.begun ? me.params.period : 1),
  decide(me, chain, desk) {
    const { memory, params } = me
    if (chain.block - chain.startBlock < params.at) return
    if (memory.begun === 0) begin(me, chain)
    const { netuid } = memory
    purse.open(me, chain, desk, netuid)
    if (buys(params)) memory.left -= purse.buy(Math.min(memory.left, mostOf(me, chain)))
    else memory.left -= purse.sell(Math.min(memory.left, mostOf(me, chain)))
    memory.volume = chain.volume(netuid)
    const bits = params.mode === 'accumulate' || params.mode === 'distribute'
    if (!bits || memory.left <= 2 * chain.minStake) desk.leave()
  },
})

const buys = ({ mode, side }: Trader['params']): boolean =>
  mode === 'accumulate' || (mode !== 'distribute' && side === 'buy')

function begin({ memory, params, netuid: home }: Trader, chain: ChainView): void {
  const netuid = params.netuid ?? (home >= 0 ? home : largestPool(chain))
  const total = params.amount > 0 ? params.amount : params.size * chain.taoReserve(netuid)
  memory.begun = 1
  memory.netuid = netuid
  memory.left = buys(params) ? total : alphaWorth(chain, netuid, total)
  memory.volume = chain.volume(netuid)
}

/** Largest order now: RAO of TAO for a buyer, of alpha for a seller. */
function mostOf({ memory, params }: Trader, chain: ChainView): number {
  const { netuid } = memory
  if (params.mode === 'block') return Number.POSITIVE_INFINITY
  const buyer = buys(params)
  const within = buyer ? chain.buyWithin(netuid, params.impact) : chain.sellWithin(netuid, params.impact)
  if (params.mode === 'event') return within
  const tao = params.participation * (chain.volume(netuid) - memory.volume)
  return Math.min(within, buyer ? tao : alphaWorth(chain, netuid, tao))
}

function largestPool(chain: ChainView): number {
  const { netuids } = chain
  let best = netuids[0]
  for (let k = 1; k < netuids.length; k++)
    if (chain.taoReserve(netuids[k]) > chain.taoReserve(best)) best = netuids[k]
  return best
}
