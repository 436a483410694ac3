import type { ChainView } from '../../chain/view.js'
import { choice, fraction, integer, optional, tao } from '../../fields.js'
import { f64 } from '../../state/columns.js'
import type { Desk } from '../desk.js'
import type { Outside } from '../outside/outside.js'
import { bestFront, expected, roomAhead } from '../sandwich.js'
import { defineStrategy, type Me, perSubnetMemory } from '../strategy.js'
import { Purse } from '../trading.js'

const purse = new Purse()

const params = {
  netuid: optional(
    integer(1, 'netuid', 'the only subnet it watches; the home subnet, else all, if left out', { min: 1 }),
  ),
  when: choice(
    ['profit', 'always'],
    'profit',
    'attacks where it expects a gain, or the largest victim it sees whatever comes of it',
  ),
  exit: choice(
    ['same-block', 'next-block', 'two-keys'],
    'same-block',
    'sells in the block of the purchase; in the next; or by the other of two members, out of an inventory',
  ),
  authored: fraction('100%', 'part of the blocks that it authors, where authors order calls', {
    fixed: true,
  }),
  most: tao('1000000 TAO', 'most that it buys ahead of one victim'),
  callFee: tao('0.00015 TAO', 'cost of a call that the gain must cover'),
}
const memory = {
  kept: perSubnetMemory(f64('RAO of alpha', 'stake that is not for sale: that of the first look, plus 1')),
  netuid: f64('netuid', 'where it attacked last, 0 for nowhere'),
  attacks: f64('count', 'attacks so far'),
  front: f64('RAO', 'TAO of the last purchase ahead of a victim'),
  victim: f64('RAO', "TAO of the last victim's order"),
  plan: f64('row', 'row of the victim of this block, plus 1; 0 for none (two keys)'),
  buyer: f64('member', 'which of two keys buys next'),
}
type Attacker = Me<typeof params, typeof memory>

/**
 * A18: sees purchases that wait, buys ahead of one and sells right after it.
 *
 *   attacks    the victim v with the largest E(a) > 2 c        E, a: sandwich.ts, a <= own TAO, the victim's limit, `most`
 *   odds q     1 as author of the block; 1/6 in random order (1/2 if it sells a block later); 0 as they come
 *
 * c cost of a call (reckoned with, not paid). It decides after everyone else of the block, sees what was not submitted
 * shielded (market `unshielded`), and attacks one order a block. With odds of 1 a victim pays for v / y above the fee,
 * about 0.05 % of the pool; in random order above six times that. What did not sell with the victim is sold in the next
 * block. Where a limiter forbids to sell what was bought in the block (to v3.4.8), `same-block` means `next-block`;
 * `two-keys` are two members with alpha of their own that take turns: one buys and the other sells as much. In random
 * order these lose by the reversed order what they gain by the right one, so they attack as authors only.
 *
 * Choices of reading: sales are not sandwiched; the fees it pays are not given back to it as author. In the table of
 * trades the legs are those of its cohort and member; the reserves after each trade, which the log keeps, say what the
 * victim would have got on the pool before the front-run.
 * Source: A18 of the catalogue; limiter: pull requests 1766 and 2712 of the chain.
 */
export const sandwicher = defineStrategy({
  id: 'sandwicher',
  summary: 'Buys ahead of purchases that it sees waiting and sells right behind them.',
  source: 'own model (A18); ordering and limiter as the network has them',
  role: 'trader',
  code: 'A18',
  whenOff: 'shadow-twin',
  watches: true,
  members: ({ exit }) => (exit === 'two-keys' ? 2 : undefined),
  params,
  memory,
  wake: () => 1,
  decide(me, chain, desk, outside) {
    const { params, memory } = me
    const author = me.random('author').uniform() < params.authored && chain.ordering === 'author'
    if (params.exit === 'two-keys') {
      takeTurns(me, chain, desk, outside, author)
      return
    }
    if (memory.netuid > 0 && sellLeft(me, chain, desk)) return
    const later = params.exit === 'next-block' || chain.stakeLimiter
    const odds = oddsOf(chain, author, later)
    const row = findVictim(me, chain, desk, outside, odds)
    if (row < 0) return
    const netuid = desk.pending.buysOn(row)
    const front = buyAhead(me, chain, desk, row, odds, author)
    if (front === 0) return
    memory.netuid = netuid
    if (later) return
    const kept = memory.kept.get(netuid) - 1
    // Whoever has nothing else there sells all, whatever the purchase has brought by then. Otherwise a shade less than
    // quoted: the coinbase and others move the pool before it.
    if (kept === 0) desk.removeAllStake(netuid, me.hotkeyOn(netuid))
    else {
      const alpha = chain.buys(netuid, front) * (1 - SHADE) + purse.stake - kept
      desk.removeStake(netuid, me.hotkeyOn(netuid), alpha)
    }
    if (author) desk.placeBeside(row, 1)
  },
})

/** Part of a purchase that is left to the next sale by those who hold alpha of their own. */
const SHADE = 5e-4

/** Chance that the calls run in an order that pays. */
function oddsOf(chain: ChainView, author: boolean, later: boolean): number {
  if (author) return 1
  if (chain.ordering === 'fifo') return 0
  return later ? 1 / 2 : 1 / 6
}

/** Sell what the last attack left. @returns whether it was worth a call */
function sellLeft(me: Attacker, chain: ChainView, desk: Desk): boolean {
  const { memory } = me
  const { netuid } = memory
  memory.netuid = 0
  purse.open(me, chain, desk, netuid)
  const left = purse.stake - memory.kept.get(netuid) + 1
  // The shade of a sale that went well waits for the next one.
  if (left <= 2 * SHADE * chain.buys(netuid, memory.front)) return false
  if (memory.kept.get(netuid) > 1) return purse.sell(left) > 0
  desk.removeAllStake(netuid, me.hotkeyOn(netuid))
  return true
}

/** The order worth most, -1 for none. */
function findVictim(me: Attacker, chain: ChainView, desk: Desk, outside: Outside, odds: number): number {
  const { params } = me
  const { pending } = desk
  const unshielded = chain.shieldedSubmission ? outside.params.unshielded : 1
  const only = params.netuid ?? me.netuid
  const count = pending.count
  let best = -1
  let most = params.when === 'always' ? Number.NEGATIVE_INFINITY : 2 * params.callFee
  for (let row = 0; row < count; row++) {
    const netuid = pending.buysOn(row)
    if (netuid < 0 || (only >= 0 && netuid !== only) || !chain.started(netuid)) continue
    if (pending.coldkey(row) === me.coldkey || !pending.seen(row, unshielded)) continue
    const victim = pending.tao(row)
    const gain = params.when === 'always' ? victim : gainOf(me, chain, desk, row, odds)
    if (gain <= most) continue
    best = row
    most = gain
  }
  return best
}

/** Expected gain of attacking a row, RAO. */
function gainOf(me: Attacker, chain: ChainView, desk: Desk, row: number, odds: number): number {
  const front = frontFor(me, chain, desk, row, odds)
  if (front < 2 * chain.minStake) return 0
  return expected(chain, desk.pending.buysOn(row), desk.pending.tao(row), front, odds)
}

/** What to buy ahead of a row, RAO of TAO. */
function frontFor(me: Attacker, chain: ChainView, desk: Desk, row: number, odds: number): number {
  const { pending } = desk
  const netuid = pending.buysOn(row)
  const victim = pending.tao(row)
  const most = Math.min(me.free, me.params.most, roomAhead(chain, netuid, victim, pending.limit(row)))
  return me.params.when === 'always' ? most : bestFront(chain, netuid, victim, most, odds)
}

/** Place the purchase. @returns RAO of TAO that it spends, 0 if it is too little for the chain */
function buyAhead(
  me: Attacker,
  chain: ChainView,
  desk: Desk,
  row: number,
  odds: number,
  author: boolean,
): number {
  const { memory } = me
  const netuid = desk.pending.buysOn(row)
  purse.open(me, chain, desk, netuid)
  if (memory.kept.get(netuid) === 0) memory.kept.set(netuid, purse.stake + 1)
  const front = purse.buy(frontFor(me, chain, desk, row, odds))
  if (front === 0) return 0
  if (author) desk.placeBeside(row, -1)
  memory.attacks++
  memory.front = front
  memory.victim = desk.pending.tao(row)
  return front
}

/** Two members: the first to look plans for both, one buys, the other sells as much of its inventory. */
function takeTurns(me: Attacker, chain: ChainView, desk: Desk, outside: Outside, author: boolean): void {
  const { shared, params } = me
  if (me.index === 0) {
    const row = author || params.when === 'always' ? findVictim(me, chain, desk, outside, 1) : -1
    shared.plan = row + 1
    if (row < 0) return
    shared.front = Math.floor(frontFor(me, chain, desk, row, 1))
  }
  const row = shared.plan - 1
  if (row < 0) return
  const netuid = desk.pending.buysOn(row)
  purse.open(me, chain, desk, netuid)
  if (me.index === shared.buyer) {
    if (purse.buy(shared.front) > 0 && author) desk.placeBeside(row, -1)
    me.memory.attacks++
  } else if (purse.sell(chain.buys(netuid, shared.front)) > 0 && author) desk.placeBeside(row, 1)
  if (me.index === me.cohortSize - 1) shared.buyer = 1 - shared.buyer
}
