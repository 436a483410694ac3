import type { ChainView } from '../../chain/view.js'
import { blocks, choice, fraction, number, text } from '../../fields.js'
import { f64 } from '../../state/columns.js'
import { BLOCKS_PER_DAY } from '../../units.js'
import type { Desk } from '../desk.js'
import { sellerMemory, sellReceipts } from '../selling.js'
import { defineStrategy, type Me } from '../strategy.js'
import { alphaYield } from '../yields.js'

const params = {
  renters: text('', 'cohort whose validators rent the stake weight; nothing is lent if left empty'),
  rule: choice(
    ['offer', 'yield'],
    'offer',
    'lends for an offer, to each renter in turn; or to the one of highest dividends per stake, for nothing',
  ),
  lent: fraction('100%', 'pi: part of the own stake weight that is lent'),
  offer: number(1.05, 'dividends', 'm: income promised by renters, as multiple of an honest dividend', {
    min: 0,
    max: 100,
  }),
  least: number(1, 'dividends', 'lends for no lower offer', { min: 0, max: 100 }),
  mostTake: fraction('18%', 'lends to no childkey that takes more', { max: '18%' }),
  period: blocks('1 day', 'time between two settlements', { min: 1 }),
  sold: fraction('30%', 'part of its dividends that it puts up for sale'),
}
const memory = {
  ...sellerMemory,
  child: f64('row', 'hotkey lent to, plus 1; 0 for none'),
  asked: f64('block', 'block of the last change of children'),
  settledAt: f64('block', 'block of the last settlement'),
  paidUpTo: f64('RAO', 'free TAO after the last bill; what came in since shows whether it was paid'),
  billed: f64('RAO', 'last bill, 0 for none'),
  earned: f64('RAO', 'TAO billed to renters so far'),
}
type Parent = Me<typeof params, typeof memory>

/**
 * A26: a holder with a hotkey of its own on its home subnet that lends its stake weight to validators of a cohort.
 *
 *   bill   max(0, m H - r)                 at each settlement, from the renter's coldkey by standing order      TAO
 *   H      S Y p t / 365 d                 an honest dividend: S own alpha, Y yearly yield of alpha on the subnet
 *   r      alpha received since the last settlement at the price p
 *
 * m offer (1 is what an honest validator would have brought), t time since the last settlement. So a renter pays for what
 * its childkey's dividends fall short of the offer: it gains weight without moving a price. Lending begins with the
 * epoch after the cool-down of children (7,200 blocks). A bill that is not paid, a take above `mostTake`, or an offer
 * below `least` ends it: the parent takes its weight back and lends no more. Under `yield` it looks once in a cool-down
 * for the renter with the highest dividends per stake weight in the last epoch.
 *
 * Choices of reading: r counts what arrived on its own hotkey, so it has no other income there; root dividends count on
 * neither side; what is not lent weighs nothing, for it sets no weights.
 * Source: A26 of the catalogue; children as in staking/set_children.rs (src/chain/children).
 */
export const childkeyBroker = defineStrategy({
  id: 'childkey-broker',
  summary: 'Lends its stake weight to validators for more than an honest dividend.',
  source: 'own model (A26); childkeys as on the chain',
  role: 'staker',
  local: true,
  keyed: true,
  code: 'A26',
  needs: [{ role: 'validator', param: 'renters' }],
  params,
  memory,
  wake: (me) => me.params.period,
  start(me, chain) {
    if (me.params.renters !== '') me.fellows(me.params.renters)
    me.memory.held = me.stake(me.netuid)
    me.memory.soldAt = chain.block
    me.memory.settledAt = chain.block
  },
  decide(me, chain, desk, outside) {
    const { netuid, params, memory } = me
    const received = Math.max(0, me.stake(netuid) - memory.held)
    sellReceipts(me, chain, desk, outside, netuid, params.sold)
    if (params.renters === '' || !chain.inFull(netuid)) return
    if (memory.child === 0) {
      if (memory.asked === 0 && params.offer >= params.least) lendTo(me, chain, desk, bestRenter(me, chain))
      return
    }
    const child = memory.child - 1
    const unpaid = params.rule === 'offer' && memory.billed > 0 && me.free < memory.paidUpTo
    if (unpaid || chain.childTake(netuid, child) > params.mostTake) {
      desk.setChildren(netuid, me.hotkey, [], [])
      memory.child = 0
      return
    }
    if (params.rule === 'offer') settle(me, chain, desk, child, received)
    else if (chain.block - memory.asked > chain.childrenCooldown)
      lendTo(me, chain, desk, bestRenter(me, chain))
  },
})

/** Hotkey of the renter to lend to: in turn, or the one with most dividends per stake weight; -1 for none. */
function bestRenter(me: Parent, chain: ChainView): number {
  const { netuid, params } = me
  const renters = me.fellows(params.renters)
  let best = -1
  let most = Number.NEGATIVE_INFINITY
  for (let k = 0; k < renters.length; k++) {
    const hotkey = chain.hotkeyAt(netuid, renters[k])
    if (chain.childTake(netuid, hotkey) > params.mostTake) continue
    const weight = chain.stakeWeight(netuid, renters[k])
    const turn = (k + me.index) % renters.length
    const rank =
      params.rule === 'offer' ? -turn : weight > 0 ? chain.dividends(netuid, renters[k]) / weight : 0
    if (rank <= most) continue
    best = hotkey
    most = rank
  }
  return best
}

function lendTo(me: Parent, chain: ChainView, desk: Desk, child: number): void {
  const { memory, params, netuid } = me
  if (child < 0 || memory.child === child + 1) return
  desk.setChildren(netuid, me.hotkey, [child], [params.lent])
  memory.child = child + 1
  memory.asked = chain.block
  memory.settledAt = chain.block
}

/** Bill the renter for what its dividends fell short of the offer. */
function settle(me: Parent, chain: ChainView, desk: Desk, child: number, received: number): void {
  const { memory, params, netuid } = me
  const days = (chain.block - memory.settledAt) / BLOCKS_PER_DAY
  memory.settledAt = chain.block
  memory.billed = 0
  // Before the loan is in force nothing is owed.
  if (chain.lends(netuid, me.hotkey, child) === 0) return
  const honest = (me.stake(netuid) * alphaYield(chain, netuid, 0) * days) / 365
  const bill = Math.floor((params.offer * honest - received) * chain.price(netuid))
  if (bill <= 0) return
  desk.collect(chain.coldkeyOf(child), bill)
  memory.billed = bill
  memory.paidUpTo = me.free + bill
  memory.earned += bill
}
