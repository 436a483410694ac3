import type { ChainView } from '../../chain/view.js'
import { blocks, choice, fraction, integer, optional, tao } from '../../fields.js'
import { f64 } from '../../state/columns.js'
import { BLOCKS_PER_DAY } from '../../units.js'
import type { Desk } from '../desk.js'
import { defineStrategy, type Me, perSubnetMemory } from '../strategy.js'
import { Purse } from '../trading.js'
import { rootYield } from '../yields.js'

const purse = new Purse()
/** Points in time at which the forecast asks for the share; the mean of them stands for the whole time held. */
const POINTS = 6

const params = {
  mode: choice(['single', 'rotation'], 'rotation', 'one pump and away, or on to the next fresh subnet'),
  when: choice(['forecast', 'always'], 'forecast', 'pumps where the forecast says it pays, or in any case'),
  netuid: optional(
    integer(1, 'netuid', 'the only subnet it pumps; the home subnet, else any, if left out', { min: 1 }),
  ),
  capital: tao('5000 TAO', 'K: TAO staked on one subnet at most'),
  subnets: integer(1, 'subnets', 'held at the same time at most', { min: 1, max: 64 }),
  hold: blocks('30 days', 'tau_h: time held', { min: 1 }),
  period: blocks('7 days', 'time between two decisions', { min: 1 }),
  fresh: blocks('60 days', 'a subnet is fresh once it was not held for so long'),
  friends: fraction(
    '0%',
    'part of the alpha outside the pool that friends hold: what it earns counts as own',
  ),
  reversion: blocks('23 days', 'half-life with which others are expected to trade the own impact back', {
    min: 1,
  }),
  take: fraction('18%', 'delegate take that is reckoned with on root', { max: '18%' }),
}
const memory = {
  held: f64('count', 'subnets held now'),
  hurry: f64('flag', 'sold just now: looks again as soon as the TAO has come'),
  enteredAt: perSubnetMemory(f64('block', 'block of the purchase, 0 while not held')),
  leftAt: perSubnetMemory(f64('block', 'block of the last sale, 0 for never')),
}
type Washer = Me<typeof params, typeof memory>

/**
 * Stakes and unstakes to farm the emission that a share rule gives to inflows or high prices, at the cost of two fees,
 * the impact that others trade back, and what root would have paid.
 *
 *   enters if   G c > 2 f K + L + K Y_root tau / 365 d                        and sells all after tau_h
 *   gain        G = B sum_t (s(t; K) - s(t; 0)),  t = 0 .. tau_h              s the share by the rule in force
 *   capture     c = a / (A + a) + c_friends                                   a alpha that K buys
 *   loss        L = (K - sale of a into the pool of before) (1 - 2^(-tau_h / reversion))
 *
 * B TAO minted a block (RAO), A alpha outside the pool (RAO), f fee, Y_root yearly yield of root. s(t; K) is
 * ChainView.shareIf: under flow rules an inflow K raises the smoothed flow by K f_s exp(-f_s t), under price rules the
 * moving price follows the price that the purchase leads to, under a matured flow the lower of two averages counts (the
 * proposal of pull request 2704 is a rule of its own here). A negative flow after the exit costs nothing but later
 * eligibility: rotation leaves an exhausted subnet for a fresh one, the one with the largest G / (B y) first, y TAO in
 * its pool.
 *
 * Choices of reading: G counts the gain over not pumping, since holders are diluted by the emission that comes anyway;
 * others trade back at the pace that prices return to fundamentals (calibration.md 3: half in 23 days); no limit prices.
 * After a sale it looks again in the next block, so that rotation loses no week.
 * Source: A19 of the catalogue; smoothing DefaultFlowEmaSmoothingFactor, pallets/subtensor/src/lib.rs, 14bc6f9f.
 */
export const flowWasher = defineStrategy({
  id: 'flow-washer',
  summary: 'Stakes on a subnet for weeks to raise its emission, sells, and moves on to a fresh one.',
  source: 'own model (A19); forecast by the share rule in force',
  role: 'trader',
  code: 'A19',
  whenOff: 'shadow-twin',
  params,
  memory,
  wake: (me) => (me.memory.hurry ? 1 : me.params.period),
  decide(me, chain, desk) {
    const { memory, params } = me
    memory.hurry = 0
    if (leave(me, chain, desk)) {
      if (params.mode === 'single') desk.leave()
      // What the sales fetch is there in the next block only.
      memory.hurry = 1
      return
    }
    if (memory.held >= params.subnets) return
    const netuid = bestTarget(me, chain)
    if (netuid < 0) return
    purse.open(me, chain, desk, netuid)
    if (purse.buy(stakeNow(me)) === 0) return
    memory.enteredAt.set(netuid, chain.block)
    memory.held++
    // One purchase a look: free TAO shows what the last one cost only once it has run.
    if (memory.held < params.subnets) memory.hurry = 1
  },
})

/** Sell what was held long enough; forget a subnet that is gone. @returns whether anything was sold */
function leave(me: Washer, chain: ChainView, desk: Desk): boolean {
  const { memory, params } = me
  let sold = false
  for (let n = 1; n < chain.rows && memory.held > 0; n++) {
    const since = memory.enteredAt.get(n)
    const lives = chain.started(n)
    if (since === 0 || (lives && chain.block - since < params.hold)) continue
    if (lives) {
      purse.open(me, chain, desk, n)
      purse.sell(purse.stake)
      sold = true
    }
    memory.enteredAt.set(n, 0)
    memory.leftAt.set(n, chain.block)
    memory.held--
  }
  return sold
}

/** TAO to be staked next, RAO. */
const stakeNow = ({ free, memory, params }: Washer): number =>
  Math.min(params.capital, free / Math.max(1, params.subnets - memory.held))

/** The fresh subnet worth most, by gain per TAO of its pool, among those that are worth it; -1 for none. */
function bestTarget(me: Washer, chain: ChainView): number {
  const { memory, params } = me
  const only = params.netuid ?? me.netuid
  const { netuids } = chain
  const tao = Math.floor(stakeNow(me))
  if (tao < 2 * chain.minStake) return -1
  let best = -1
  let most = Number.NEGATIVE_INFINITY
  for (let k = 0; k < netuids.length; k++) {
    const n = netuids[k]
    if ((only >= 0 && n !== only) || memory.enteredAt.get(n) > 0 || !chain.started(n)) continue
    const left = memory.leftAt.get(n)
    if (left > 0 && chain.block - left < params.fresh) continue
    const gain = gainOf(me, chain, n, tao)
    const rank = gain / chain.taoReserve(n)
    if (rank <= most || (params.when === 'forecast' && !pays(me, chain, n, tao, gain))) continue
    best = n
    most = rank
  }
  return best
}

/** Emission that the subnet gains while `tao` is held there, RAO. */
function gainOf({ params }: Washer, chain: ChainView, netuid: number, tao: number): number {
  let share = 0
  for (let k = 0; k < POINTS; k++) {
    const t = ((k + 0.5) / POINTS) * params.hold
    share += chain.shareIf(netuid, tao, t) - chain.shareIf(netuid, 0, t)
  }
  return (share / POINTS) * chain.blockEmission * params.hold
}

function pays({ params }: Washer, chain: ChainView, netuid: number, tao: number, gain: number): boolean {
  const alpha = chain.buys(netuid, tao)
  if (alpha === 0) return false
  const capture = Math.min(1, alpha / (chain.alphaOut(netuid) + alpha) + params.friends)
  const undone = 1 - 2 ** (-params.hold / params.reversion)
  const impact = (tao - chain.sells(netuid, alpha)) * undone
  const years = params.hold / (365 * BLOCKS_PER_DAY)
  const cost = 2 * chain.fee * tao + impact + tao * rootYield(chain, params.take) * years
  return gain * capture > cost
}
