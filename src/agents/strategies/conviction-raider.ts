import type { ChainView } from '../../chain/view.js'
import { blocks, fraction, integer, number, optional } from '../../fields.js'
import { f64 } from '../../state/columns.js'
import { BLOCKS_PER_DAY } from '../../units.js'
import type { Desk } from '../desk.js'
import { defineStrategy, type Me } from '../strategy.js'
import { Purse } from '../trading.js'

const purse = new Purse()

const params = {
  netuid: optional(
    integer(1, 'netuid', 'the only subnet it raids; the home subnet, else the best, if left out', { min: 1 }),
  ),
  patience: blocks('30 days', 'time in which the conviction of what it locks shall suffice', { min: 1 }),
  horizon: blocks('365 days', "time for which it counts on the owner's cut", { min: 1 }),
  capitalCost: number(0.4, '1/year', 'r: yearly cost of TAO that is tied up, an assumption', {
    min: 0,
    max: 10,
  }),
  cut: fraction('18%', "owner's part of the alpha minted for participants"),
  impact: fraction('3%', 'iota: rise of the price that one own purchase may cause', { max: 10 }),
  reserve: fraction('2%', 'bought and locked beyond what is needed, for what others lock meanwhile', {
    max: 10,
  }),
  period: blocks('360 blocks', 'time between two looks', { min: 1 }),
}
const memory = {
  target: f64('netuid', 'subnet it is raiding, 0 for none'),
  began: f64('block', 'block in which it began'),
  asked: f64('flag', '1 once its lock was asked to hold for good'),
  owns: f64('flag', '1 while it owns its target'),
}
type Raider = Me<typeof params, typeof memory>

/**
 * A27: buys alpha, locks it towards a hotkey of its own, and waits until its conviction makes it the subnet's owner.
 *
 *   mass     m = (1 + s) C / (1 - e^(-t / tau))           C conviction needed, tau its time constant, t patience
 *   raids    if G = 0.18 a p h > K r (t + h) + L          the subnet with the largest G - K r (t + h) - L
 *
 * a alpha minted a block for participants (RAO), p price, h horizon; K TAO that m alpha costs, L what of it is lost in
 * buying and selling again (fees and impact), r cost of capital, s reserve. C is what the rule in force asks for: a
 * tenth of all alpha outside the pool (specs 411 to 446) or 18 % of it (since 447), and more than any other hotkey has;
 * locks towards the owner count in full at once, so owners who never locked are cheap targets. It buys within iota a
 * look, locks each time what it holds, for good, and adds when others lock more. A subnet younger than a year keeps its
 * owner: it counts only if it will be old enough within the patience. Where ownership is fixed it does nothing.
 *
 * Choices of reading: all else stands still in the forecast; it gives up by not buying on, and its lock stays; after the
 * raid the cut stays staked.
 * Source: A27 of the catalogue; staking/lock.rs (src/chain/conviction).
 */
export const convictionRaider = defineStrategy({
  id: 'conviction-raider',
  summary: 'Locks alpha towards a hotkey of its own until conviction makes it owner of a subnet.',
  source: 'own model (A27); conviction and change of owner as on the chain',
  role: 'trader',
  code: 'A27',
  whenOff: 'shadow-twin',
  keyed: true,
  params,
  memory,
  wake: (me) => me.params.period,
  decide(me, chain, desk) {
    const { memory } = me
    if (memory.target === 0) {
      const found = bestTarget(me, chain)
      if (found < 0) return
      memory.target = found
      memory.began = chain.block
    }
    const netuid = memory.target
    memory.owns = chain.ownerHotkey(netuid) === me.hotkey ? 1 : 0
    const locked = chain.locked(netuid, me.coldkey)
    // A lock holds for good from the block after the one that made it.
    if (locked > 0 && memory.asked === 0) {
      desk.setPerpetualLock(netuid, true)
      memory.asked = 1
    }
    const loose = Math.floor(me.stake(netuid) - locked - SLACK)
    if (loose > chain.minStake) desk.lockStake(netuid, me.hotkey, loose)
    if (memory.owns === 0) buyOn(me, chain, desk, netuid, locked + Math.max(0, loose))
  },
})

/** Alpha left unlocked: shares are rounded, and what is locked must be there. RAO. */
const SLACK = 10

/** Buy towards the mass that is needed in the time that is left, as far as the impact allows. */
function buyOn(me: Raider, chain: ChainView, desk: Desk, netuid: number, held: number): void {
  const { memory, params } = me
  const left = Math.max(params.patience / 10, memory.began + params.patience - chain.block)
  const needed = chain.convictionToOwn(netuid, me.hotkey) * (1 + params.reserve)
  const missing = massFor(needed, chain.conviction(netuid, me.hotkey), held, left, chain.maturity) - held
  if (!(missing > 0) || missing === Number.POSITIVE_INFINITY) return
  purse.open(me, chain, desk, netuid)
  purse.buy(
    Math.min(chain.buyWithin(netuid, params.impact), (missing * chain.price(netuid)) / (1 - chain.fee)),
  )
}

/**
 * Perpetual mass whose conviction reaches `needed` after `blocks`:  c e^(-t/tau) + m (1 - e^(-t/tau)) = C,  at least `held`.
 *
 * @param grown c, conviction now, RAO @param held mass now, RAO
 */
export function massFor(needed: number, grown: number, held: number, blocks: number, tau: number): number {
  const aged = Math.exp(-blocks / tau)
  return Math.max(held, (needed - grown * aged) / (1 - aged))
}

/** The subnet whose cut is worth most beyond what a raid costs, -1 for none. */
function bestTarget(me: Raider, chain: ChainView): number {
  const only = me.params.netuid ?? me.netuid
  const { netuids } = chain
  let best = -1
  let most = 0
  for (let k = 0; k < netuids.length; k++) {
    const n = netuids[k]
    if ((only >= 0 && n !== only) || !chain.started(n) || chain.ownerHotkey(n) === me.hotkey) continue
    const gain = raidGain(me, chain, n)
    if (gain <= most) continue
    best = n
    most = gain
  }
  return best
}

const BLOCKS_PER_365_DAYS = 365 * BLOCKS_PER_DAY

/** Worth of the owner's cut over the horizon less the cost of capital, fees and impact, RAO; -Infinity if out of reach. */
function raidGain(me: Raider, chain: ChainView, netuid: number): number {
  const { params } = me
  if (chain.ownerSafeFor(netuid) > params.patience) return Number.NEGATIVE_INFINITY
  const needed = chain.convictionToOwn(netuid, me.hotkey) * (1 + params.reserve)
  const mass = massFor(needed, 0, 0, params.patience, chain.maturity)
  // More alpha than the pool has cannot be bought; what m alpha costs is found on the curve.
  const missing = Math.max(0, mass - me.stake(netuid))
  if (!(missing < 0.9 * chain.alphaReserve(netuid))) return Number.NEGATIVE_INFINITY
  const w = chain.taoWeight(netuid)
  const grown = (1 - missing / chain.alphaReserve(netuid)) ** (-(1 - w) / w) - 1
  const cost = (chain.taoReserve(netuid) * grown) / (1 - chain.fee)
  if (cost > me.free) return Number.NEGATIVE_INFINITY
  // Bought and sold again into the same pool only fees are lost; others who trade the price back keep the impact.
  const lost = Math.max(0, cost - missing * chain.price(netuid))
  const years = (params.patience + params.horizon) / BLOCKS_PER_365_DAYS
  const worth = params.cut * chain.alphaPerBlock(netuid) * chain.price(netuid) * params.horizon
  return worth - cost * params.capitalCost * years - lost
}
