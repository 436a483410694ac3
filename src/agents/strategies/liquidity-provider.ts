import type { ChainView } from '../../chain/view.js'
import { blocks, fraction, integer, number, optional } from '../../fields.js'
import { MAX_TICK, MIN_TICK } from '../../market/concentrated-math.js'
import { f64 } from '../../state/columns.js'
import type { Desk } from '../desk.js'
import { defineStrategy, type Me } from '../strategy.js'

/** Ticks a unit of ln price: price of tick t is 1.0001^t. */
const TICKS = 1 / Math.log1p(1e-4)
/** Part of the wallet that is held back: the price may move before the call runs. */
const RESERVE = 0.02

const params = {
  period: blocks('1 day', 'time between two looks at the range', { min: 1 }),
  width: number(0.2, '-', 'half width: the range goes from p / (1 + width) to p (1 + width)', {
    min: 0.0002,
    max: 1e6,
  }),
  low: optional(
    integer(0, 'ticks', 'lower end of a fixed range (price 1.0001^tick), with `high` in place of width', {
      min: MIN_TICK,
      max: MAX_TICK,
      fixed: true,
    }),
  ),
  high: optional(
    integer(0, 'ticks', 'upper end of a fixed range', { min: MIN_TICK, max: MAX_TICK, fixed: true }),
  ),
  part: fraction('50%', 'part of free TAO and of stake on the subnet that goes into the range'),
}
const memory = { opened: f64('count', 'ranges opened so far') }
type Provider = Me<typeof params, typeof memory>

/**
 * Opens a range in the pool of its home subnet, and follows the price with it: once the price has left the range it
 * closes it, and opens another around the price at the next look. A range between fixed ticks stays where it is.
 *
 *   L = min( tao / (P - a),  alpha / (1/P - 1/b) )         P, a, b  square roots of price and ends
 *
 * tao, alpha  what it is willing to give (RAO). Only concentrated pools take ranges, where the subnet lets users in
 * (`network: userLiquidity`); elsewhere it does nothing.
 *
 * Source: own model; calls of pallets/swap, v3.1.6 to v3.4.7-422
 */
export const liquidityProvider = defineStrategy({
  id: 'liquidity-provider',
  summary: 'Holds a range of liquidity around the price of its subnet, or between fixed ticks.',
  source: 'own model',
  role: 'trader',
  local: true,
  params,
  memory,
  faults: ({ low, high }) => {
    if (low === undefined && high === undefined) return []
    if (low === undefined || high === undefined)
      return [{ param: low === undefined ? 'high' : 'low', want: 'both ends of the range, low and high' }]
    return low < high ? [] : [{ param: 'low', want: `a tick below the upper end, ${high}` }]
  },
  wake: (me) => me.params.period,
  decide(me, chain, desk) {
    const { netuid, coldkey } = me
    const range = chain.rangeOf(coldkey, netuid)
    if (range < 0) open(me, chain, desk)
    else if (me.params.low === undefined && left(chain, netuid, range))
      desk.removeLiquidity(netuid, me.hotkeyOn(netuid), range)
  },
})

/** Whether the price is outside a range: it then holds one token alone and earns nothing. */
function left(chain: ChainView, netuid: number, range: number): boolean {
  const tick = Math.log(chain.price(netuid)) * TICKS
  return tick < chain.rangeLow(range) || tick >= chain.rangeHigh(range)
}

function open(me: Provider, chain: ChainView, desk: Desk): void {
  const { netuid, params, memory } = me
  const price = chain.price(netuid)
  const hotkey = me.hotkeyOn(netuid)
  if (!chain.takesRanges(netuid) || !(price > 0) || hotkey < 0) return
  const tick = Math.log(price) * TICKS
  const half = Math.log1p(params.width) * TICKS
  const low = params.low ?? Math.max(MIN_TICK, Math.floor(tick - half))
  const high = params.high ?? Math.min(MAX_TICK, Math.ceil(tick + half))
  const given = params.part * (1 - RESERVE)
  const liquidity = affordable(chain, netuid, low, high, me.free * given, me.stake(netuid) * given)
  if (!(liquidity >= 1_000)) return
  desk.addLiquidity(netuid, hotkey, low, high, liquidity)
  memory.opened++
}

/** Most liquidity that both amounts suffice for: what a unit needs is read off a large range, where rounding is nothing. */
function affordable(
  chain: ChainView,
  netuid: number,
  low: number,
  high: number,
  tao: number,
  alpha: number,
): number {
  const SAMPLE = 1e15
  const { tao: needsTao, alpha: needsAlpha } = chain.rangeNeeds(netuid, low, high, SAMPLE)
  const byTao = needsTao > 0 ? tao / needsTao : Number.POSITIVE_INFINITY
  const byAlpha = needsAlpha > 0 ? alpha / needsAlpha : Number.POSITIVE_INFINITY
  const least = Math.min(byTao, byAlpha)
  return Number.isFinite(least) ? least * SAMPLE : 0
}
