import type { ChainView } from '../../chain/view.js'
import { blocks, fraction, number } from '../../fields.js'
import { f64 } from '../../state/columns.js'
import { BLOCKS_PER_DAY, ROOT } from '../../units.js'
import type { Desk } from '../desk.js'
import { defineStrategy, type Me, perSubnetMemory } from '../strategy.js'
import { priceAfterBuy, priceAfterSell } from '../trading.js'

const params = {
  period: blocks('1800 blocks', 'time between two looks', { min: 1 }),
  fast: blocks('1 day', 'half-life of the fast mean of log prices', { min: 1 }),
  slow: blocks('7 days', 'half-life of the slow mean of log prices', { min: 1 }),
  volatilityMemory: blocks('14 days', 'half-life of the volatility estimate', { min: 1 }),
  leastVolatility: fraction('1%', 'volatility a day that is reckoned with at least'),
  strength: number(
    0.05,
    '-',
    'kappa: part of the wealth put in at one look for a signal of one daily volatility',
    { min: 0, max: 10 },
  ),
  impact: fraction('3%', 'iota: rise of the price that one own purchase may cause', { max: 10 }),
  stop: fraction('25%', 'trailing stop: fall from the highest price seen while holding'),
  patience: blocks('7 days', 'no purchase before so much history'),
  unlimited: fraction('20%', 'part of the looks whose orders have no limit price'),
  tolerance: fraction(
    '1%',
    "limit price of the others: so much beyond the price that one's own order leads to",
  ),
}
const memory = {
  fastMean: perSubnetMemory(f64('ln TAO/alpha', 'fast mean of log prices')),
  slowMean: perSubnetMemory(f64('ln TAO/alpha', 'slow mean of log prices')),
  lastPrice: perSubnetMemory(f64('TAO/alpha', 'price at the last look, 0 before the first')),
  variance: perSubnetMemory(f64('1/day', 'weighted sum of squared log returns a day')),
  peak: perSubnetMemory(
    f64('TAO/alpha', 'highest price seen while holding; -1 after a stop, until the signal has turned'),
  ),
  weight: f64('1', 'sum of weights of the variance'),
  seen: f64('block', 'block of the last look'),
}
type Follower = Me<typeof params, typeof memory>

/** What to buy on each subnet, and what is held there, RAO, reused. */
let scratchWish = new Float64Array(0)
let scratchHeld = new Float64Array(0)
/** Parts of the means and the variance that are left since the last look. */
const kept = { fast: 0, slow: 0, variance: 0 }

/**
 * Follows trends: buys alpha out of root stake where prices have risen, leaves to root where they fall.
 *
 *   signal     m = fast mean - slow mean of ln p                               half-lives 1 and 7 days
 *   purchase   d = min(kappa W m / sigma, y ((1 + iota)^(1 - w) - 1))          for m > 0; RAO
 *   sale       all of it                                                       for m <= 0, or p < (1 - stop) peak
 *
 * W own wealth (RAO, exit value of everything), sigma volatility a day from squared log returns, y TAO in the pool, w
 * weight of its TAO side. Purchases are scaled down together to the root stake there is. Free TAO is staked on root.
 *
 * Choices of reading: sigma is exponentially weighted and not below `leastVolatility`; `patience` holds back purchases
 * alone, so alpha that it was born with may be sold before; after a stop the subnet is left alone until its signal has
 * turned once; one draw a look says whether its orders send limit prices.
 * Source: A12 of the catalogue (own assumptions).
 */
export const momentumStaker = defineStrategy({
  id: 'momentum-staker',
  summary: 'Moves root stake into alpha whose price has risen and back once it falls.',
  source: 'own model (A12)',
  role: 'staker',
  code: 'A12',
  params,
  memory,
  start(me, chain) {
    me.memory.seen = chain.block
  },
  wake: (me) => me.params.period,
  decide(me, chain, desk) {
    const { memory, params } = me
    const tolerance =
      me.random('limit').uniform() < params.unlimited ? Number.POSITIVE_INFINITY : params.tolerance
    const elapsed = chain.block - memory.seen
    memory.seen = chain.block
    kept.fast = 2 ** -(elapsed / params.fast)
    kept.slow = 2 ** -(elapsed / params.slow)
    kept.variance = 2 ** (-elapsed / params.volatilityMemory)
    memory.weight = memory.weight * kept.variance + elapsed
    if (scratchWish.length < chain.rows) {
      scratchWish = new Float64Array(chain.rows)
      scratchHeld = new Float64Array(chain.rows)
    }
    me.stakes(scratchHeld)
    const wealth = me.worth()
    const early = chain.block - chain.startBlock < params.patience
    const { netuids } = chain
    let wished = 0
    for (let k = 0; k < netuids.length; k++) {
      const n = netuids[k]
      scratchWish[n] = chain.started(n) ? look(me, chain, desk, n, early ? 0 : wealth, tolerance) : 0
      wished += scratchWish[n]
    }
    const root = scratchHeld[ROOT]
    const scale = wished > root ? root / wished : 1
    for (let k = 0; k < netuids.length; k++) {
      const n = netuids[k]
      const tao = scratchWish[n] * scale
      if (tao < 2 * chain.minStake) continue
      const limit = 1 / (priceAfterBuy(chain, n, tao) * (1 + tolerance))
      desk.moveStake(ROOT, me.hotkeyOn(ROOT), n, me.hotkeyOn(n), tao, limit)
    }
    if (me.free > 2 * chain.minStake) desk.stakeRoot(me.hotkeyOn(ROOT), me.free)
  },
})

/** Note the price, leave if it is time. @returns RAO of TAO that should be put in */
function look(
  me: Follower,
  chain: ChainView,
  desk: Desk,
  netuid: number,
  wealth: number,
  tolerance: number,
): number {
  const { memory, params } = me
  const price = chain.price(netuid)
  if (!(price > 0)) return 0
  const signal = note(me, netuid, price)
  // What would not fetch the least stake is dust, and stays.
  const all = scratchHeld[netuid]
  const held = all * price > 2 * chain.minStake ? all : 0
  const peak = memory.peak.get(netuid)
  const falls = signal <= 0
  if (held > 0) {
    const stopped = price < (1 - params.stop) * peak
    memory.peak.set(netuid, stopped ? -1 : Math.max(price, peak))
    if (falls || stopped) {
      const limit = priceAfterSell(chain, netuid, held) * Math.max(0, 1 - tolerance)
      desk.moveStake(netuid, me.hotkeyOn(netuid), ROOT, me.hotkeyOn(ROOT), held, limit)
      return 0
    }
  } else if (falls || peak > 0) memory.peak.set(netuid, 0)
  if (falls || memory.peak.get(netuid) < 0) return 0
  const daily = Math.sqrt((memory.variance.get(netuid) / Math.max(memory.weight, 1)) * BLOCKS_PER_DAY)
  const wish = (params.strength * wealth * signal) / Math.max(daily, params.leastVolatility)
  return Math.min(wish, chain.buyWithin(netuid, params.impact))
}

/** Bring both means and the variance up to date. @returns the signal, 0 at the first look */
function note({ memory }: Follower, netuid: number, price: number): number {
  const last = memory.lastPrice.get(netuid)
  const log = Math.log(price)
  memory.lastPrice.set(netuid, price)
  if (last === 0) {
    memory.fastMean.set(netuid, log)
    memory.slowMean.set(netuid, log)
    return 0
  }
  const rise = Math.log(price / last)
  memory.variance.set(netuid, memory.variance.get(netuid) * kept.variance + rise * rise)
  const fast = log + (memory.fastMean.get(netuid) - log) * kept.fast
  const slow = log + (memory.slowMean.get(netuid) - log) * kept.slow
  memory.fastMean.set(netuid, fast)
  memory.slowMean.set(netuid, slow)
  return fast - slow
}
