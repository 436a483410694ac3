import type { ChainView } from '../../chain/view.js'
import { blocks, choice, fraction, integer, tao } from '../../fields.js'
import { f64 } from '../../state/columns.js'
import type { Desk } from '../desk.js'
import { defineStrategy, type Me } from '../strategy.js'
import { Purse } from '../trading.js'

const purse = new Purse()

const params = {
  mode: choice(
    ['both', 'register', 'liquidate'],
    'both',
    'registers subnets, buys the alpha of victims, or both',
  ),
  value: tao('1000 TAO', 'what a subnet of its own is worth to it, an assumption'),
  subnets: integer(1, 'subnets', 'registers so many at most'),
  pace: blocks('7200 blocks', 'least time between two registrations of its own'),
  period: blocks('12 blocks', 'time between two looks', { min: 1 }),
  costs: fraction('2%', 'gain, as part of what is spent, below which it does not buy a victim', { max: 10 }),
  impact: fraction('50%', 'iota: rise of the price that one own purchase may cause', { max: 100 }),
  most: tao('1000000 TAO', 'most that it spends on one victim'),
}
const memory = {
  registered: f64('count', 'registrations that it asked for'),
  askedAt: f64('block', 'block of the last such call, 0 for none'),
  target: f64('netuid', 'victim whose alpha it holds, 0 for none'),
  spent: f64('RAO', 'TAO spent on it'),
}
type Sniper = Me<typeof params, typeof memory>

/**
 * A25: registers a subnet when the lock falls below what one is worth to it, and buys the alpha of the subnet that would
 * make room, where its holders are to get more than they would pay now.
 *
 *   registers   L <= V + g                               L lock (TAO), V value, g gain of its holding if the victim goes
 *   buys        the d in 0 .. iota cap that makes  a (y + d) / (A + a) - d  largest, if that is above c d
 *   sells       all of it once the victim is no longer next
 *
 * y TAO in the victim's pool, A all alpha that shares in it when the subnet is dissolved (RAO), a alpha that d TAO buy, c
 * costs. Subnets registered before June 2026 leave their pool's own alpha x out of A, so that holders get p x / A for p:
 * that pays where A < x. For later ones x counts, and nobody gains by buying. The victim is the lowest moving price past
 * its immunity; there is none while a netuid is free. Its own subnet is started as soon as the chain lets it, and its
 * cut is kept.
 *
 * Choice of reading: that the victim goes is taken for certain once it is bought; who gets there first is not.
 * Source: A25 of the catalogue; lifecycle/lock-cost.ts, prune.ts, dissolve.ts.
 */
export const deregSniper = defineStrategy({
  id: 'dereg-sniper',
  summary:
    'Registers a subnet when that is cheap, and buys alpha of the one that must go if its holders gain.',
  source: 'own model (A25); lock cost, pruning and refunds as on the chain',
  role: 'trader',
  code: 'A25',
  whenOff: 'shadow-twin',
  keyed: true,
  params,
  memory,
  wake: (me) => me.params.period,
  decide(me, chain, desk) {
    startOwn(me, chain, desk)
    const { mode } = me.params
    const busy = mode !== 'register' && tradeVictim(me, chain, desk)
    if (!busy && mode !== 'liquidate') register(me, chain, desk)
  },
})

/** Start what it owns and what is not started yet; a call too early is left for the next look. */
function startOwn(me: Sniper, chain: ChainView, desk: Desk): void {
  if (me.memory.registered === 0) return
  const { netuids } = chain
  for (let k = 0; k < netuids.length; k++) {
    const n = netuids[k]
    if (chain.ownerColdkey(n) === me.coldkey && chain.startable(n)) desk.startSubnet(n)
  }
}

function register(me: Sniper, chain: ChainView, desk: Desk): void {
  const { memory, params } = me
  if (memory.registered >= params.subnets || chain.subnetLockWait > 1 || !chain.hasSlot) return
  if (memory.askedAt > 0 && chain.block - memory.askedAt < params.pace) return
  const most = Math.min(me.free, params.value + Math.max(0, holdingGain(me, chain)))
  if (chain.subnetLock > most) return
  desk.registerSubnet(me.hotkey, most)
  memory.registered++
  memory.askedAt = chain.block
}

/** TAO that it would have more if its victim went now, RAO. */
function holdingGain(me: Sniper, chain: ChainView): number {
  const { target, spent } = me.memory
  return target > 0 && target === chain.nextToGo ? me.stake(target) * chain.payout(target) - spent : 0
}

/** Hold alpha of the victim while that pays. @returns whether it traded */
function tradeVictim(me: Sniper, chain: ChainView, desk: Desk): boolean {
  const { memory } = me
  const victim = chain.nextToGo
  if (memory.target > 0 && memory.target !== victim) {
    const gone = memory.target
    memory.target = 0
    if (!chain.started(gone)) return false
    purse.open(me, chain, desk, gone)
    return purse.sell(purse.stake) > 0
  }
  // A subnet that is not simulated may be next, too; nothing would value its alpha.
  if (victim < 0 || memory.target === victim || !chain.netuids.includes(victim)) return false
  if (!chain.started(victim)) return false
  const tao = bestPurchase(me, chain, victim)
  if (tao === 0) return false
  purse.open(me, chain, desk, victim)
  const spent = purse.buy(tao)
  if (spent === 0) return false
  memory.target = victim
  memory.spent = spent
  return true
}

/** Steps of the search: the gain is concave in what is spent. */
const STEPS = 40

/** TAO to spend on the victim, 0 if it does not pay, RAO. */
function bestPurchase(me: Sniper, chain: ChainView, victim: number): number {
  const { params } = me
  let low = 0
  let high = Math.min(me.free, params.most, chain.buyWithin(victim, params.impact))
  for (let k = 0; k < STEPS; k++) {
    const a = low + (high - low) / 3
    const b = high - (high - low) / 3
    if (payoutGain(chain, victim, a) < payoutGain(chain, victim, b)) low = a
    else high = b
  }
  const tao = Math.floor(low)
  return payoutGain(chain, victim, tao) > params.costs * tao ? tao : 0
}

/** What is left over of `tao` if the victim goes right after the purchase, RAO. */
export function payoutGain(chain: ChainView, victim: number, tao: number): number {
  const alpha = tao >= 1 ? chain.buys(victim, tao) : 0
  if (alpha === 0) return -tao
  const sharing = chain.taoReserve(victim) / chain.payout(victim)
  // What the pool pays out is no longer in it: where its own alpha shares in the pot, all of A stays.
  const all = sharing + (chain.poolShares(victim) ? 0 : alpha)
  return (alpha * (chain.taoReserve(victim) + tao * (1 - chain.fee))) / all - tao
}
