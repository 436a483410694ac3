import type { ChainView } from '../../chain/view.js'
import { blocks, fraction, number, perDay } from '../../fields.js'
import { f64 } from '../../state/columns.js'
import type { Desk } from '../desk.js'
import type { Outside } from '../outside/outside.js'
import { defineStrategy, type Me, perSubnetMemory } from '../strategy.js'
import { alphaWorth, Purse, priceAfterBuy, priceAfterSell } from '../trading.js'

const purse = new Purse()

const params = {
  period: blocks('1 day', 'time between two looks', { min: 1 }),
  strength: perDay(0.05, 'kappa: part of the wealth traded a day for a gap of one in logarithms'),
  band: number(0.1, 'log', 'gap up to which nothing is traded', { min: 0, max: 10 }),
  poolPart: fraction('0%', "wealth reckoned with, as part of the pool's TAO; 0: the agent's own", {
    max: 100,
  }),
  horizon: blocks('30 days', 'alpha not added to for so long is sold; 0: never'),
  tolerance: fraction('1%', "limit price: so much beyond the price that one's own order leads to"),
}
const memory = {
  boughtAt: perSubnetMemory(f64('block', 'block of the last purchase')),
  seen: f64('block', 'block of the last look'),
}
type Believer = Me<typeof params, typeof memory>

/**
 * Trades toward the fundamental value: buys alpha that is cheap against it and sells what is dear.
 *
 *   d = kappa W (ln F - ln p) dt           TAO; d > 0 is spent, d < 0 is sold as alpha; only if |ln F - ln p| > band
 *
 * F fundamental value and p spot price (TAO per alpha), W wealth (RAO, exit value of everything, or a part of the
 * pool's TAO where one member stands for all who trade so), dt blocks since the last look. With a home subnet it looks
 * at that one alone, else at all. A position not added to for `horizon` is sold whole.
 *
 * Choices of reading: kappa is a rate, so that the period does not change the demand; free TAO pays, and takes the
 * proceeds. Source: A13 of the catalogue; kappa W = 0.015 of the pool's TAO a day over all such agents, calibration.md 3
 * and 7 (for example `poolPart: 30 %` at the default strength).
 */
export const fundamentalist = defineStrategy({
  id: 'fundamentalist',
  summary: 'Buys alpha below its fundamental value and sells it above, a little a day.',
  source: 'own model (A13), strength calibrated to mainnet reserves of August and September 2026',
  role: 'trader',
  emptiesWallet: 'horizon',
  code: 'A13',
  params,
  memory,
  start(me, chain) {
    me.memory.seen = chain.block
  },
  wake: (me) => me.params.period,
  decide(me, chain, desk, outside) {
    const elapsed = chain.block - me.memory.seen
    me.memory.seen = chain.block
    const wealth = me.params.poolPart > 0 ? 0 : me.worth()
    if (me.netuid >= 0) {
      look(me, chain, desk, outside, me.netuid, elapsed, wealth, me.free)
      return
    }
    const { netuids } = chain
    let left = me.free
    for (let k = 0; k < netuids.length; k++) {
      left -= look(me, chain, desk, outside, netuids[k], elapsed, wealth, left)
    }
  },
})

/** Trade on one subnet. @returns RAO of TAO spent */
function look(
  me: Believer,
  chain: ChainView,
  desk: Desk,
  outside: Outside,
  netuid: number,
  elapsed: number,
  ownWealth: number,
  left: number,
): number {
  const { memory, params } = me
  purse.open(me, chain, desk, netuid)
  if (purse.free === 0 && purse.stake === 0) return 0
  purse.free = Math.min(purse.free, left)
  const gap = Math.log(outside.fundamental(netuid) / chain.price(netuid))
  const wealth = params.poolPart > 0 ? params.poolPart * chain.taoReserve(netuid) : ownWealth
  const tao = Math.abs(gap) > params.band ? params.strength * wealth * gap * elapsed : 0
  if (tao > 0) {
    const spent = purse.buy(tao, priceAfterBuy(chain, netuid, tao) * (1 + params.tolerance))
    if (spent > 0) memory.boughtAt.set(netuid, chain.block)
    return spent
  }
  const stale =
    params.horizon > 0 &&
    chain.block - Math.max(memory.boughtAt.get(netuid), chain.startBlock) >= params.horizon
  const alpha = stale ? purse.stake : alphaWorth(chain, netuid, -tao)
  if (alpha > 0) purse.sell(alpha, priceAfterSell(chain, netuid, alpha) * (1 - params.tolerance))
  return 0
}
