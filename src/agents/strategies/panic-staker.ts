import type { ChainView } from '../../chain/view.js'
import { blocks, fraction, integer, number } from '../../fields.js'
import { betaQuantile } from '../../random/beta.js'
import { f64 } from '../../state/columns.js'
import { BLOCKS_PER_DAY, ROOT } from '../../units.js'
import type { Desk } from '../desk.js'
import { defineStrategy, type Me, perSubnetMemory } from '../strategy.js'

/** So many prices are remembered. */
const LOOKS = 7

const seenPrice = (looks: number) =>
  perSubnetMemory(f64('TAO/alpha', `price ${looks} looks ago, modulo ${LOOKS}`))
const params = {
  period: blocks('1 day', 'time between two looks; drawdowns reach back seven of them', { min: 1 }),
  thresholdA: number(2, '-', 'first parameter of the Beta distribution of personal thresholds', {
    min: 0.01,
    max: 1000,
  }),
  thresholdB: number(5, '-', 'second parameter of it', { min: 0.01, max: 1000 }),
  onDrawdown: number(0.4, '-', 'w1: weight of the fall from the highest price of the last seven looks', {
    min: 0,
    max: 100,
  }),
  onOutflow: number(0.3, '-', "w2: weight of the outflow since the last look, as part of the pool's TAO", {
    min: 0,
    max: 100,
  }),
  onOwner: number(0.2, '-', 'w3: weight of the owner having left', { min: 0, max: 100 }),
  onRank: number(0.1, '-', 'w4: weight of a place near the end of the subnets', { min: 0, max: 100 }),
  fullDrawdown: fraction('50%', 'fall that counts as one'),
  fullOutflow: fraction('10%', "outflow a day that counts as one, as part of the pool's TAO"),
  ownerExit: fraction(
    '1%',
    'the owner has left once so much of all alpha outside the pool went from its stake',
  ),
  ranks: integer(5, 'subnets', 'so many of those next to be dissolved are feared for'),
  stayAway: blocks('30 days', 'least time before coming back'),
}
const memory = {
  threshold: f64('1', 'theta: personal threshold'),
  looks: f64('count', 'looks so far'),
  seen: f64('block', 'block of the last look'),
  price0: seenPrice(0),
  price1: seenPrice(1),
  price2: seenPrice(2),
  price3: seenPrice(3),
  price4: seenPrice(4),
  price5: seenPrice(5),
  price6: seenPrice(6),
  inflow: perSubnetMemory(f64('RAO', 'net inflow since the start, at the last look')),
  ownerMost: perSubnetMemory(f64('RAO of alpha', 'largest stake of the owner seen')),
  leftAt: perSubnetMemory(f64('block', 'block of the own exit, 0 while in')),
  taken: perSubnetMemory(f64('RAO', 'TAO that the exit was expected to fetch')),
}
type Holder = Me<typeof params, typeof memory>

/**
 * Holds alpha until it is afraid: then it sells all of it at any price, and its sale frightens the next.
 *
 *   stress   z = w1 max(0, DD) / DD1 + w2 max(0, out / y) / out1 + w3 [owner left] + w4 [next to be dissolved <= 5]
 *   exit     whole position to root, no limit price,  if z > theta          theta ~ Beta(2, 5), for good
 *   return   with the TAO that the exit was to fetch, after 30 days,        if z < theta / 2
 *
 * DD fall of the price from its highest of the last seven looks (0..1), DD1 the fall that counts as one; out net outflow
 * of user TAO a day since the last look (RAO), y TAO in the pool. The pool serves sellers in sequence down its curve:
 * who is first gets more, as in a run on a bank (Diamond and Dybvig 1983), though nobody promised par.
 *
 * With a home subnet it looks at that one alone, else at every subnet. As the flag on other stakers of the catalogue it
 * is a cohort of its own in their wallets (`wallet:`).
 *
 * Choices of reading: the first look sets the marks and does nothing; the owner has left when its stake on its own
 * hotkey is down from its largest by a part of all alpha outside the pool; all that waits for a return waits on root.
 * Alpha locked for conviction cannot leave: such an exit is refused whole. Panic stakers lock none.
 * Source: A22 of the catalogue (own assumptions).
 */
export const panicStaker = defineStrategy({
  id: 'panic-staker',
  summary:
    'Holds alpha and sells all of it once falls, outflows or the owner frighten it; comes back weeks later.',
  source: 'own model (A22)',
  role: 'staker',
  code: 'A22',
  params,
  memory,
  start(me) {
    me.memory.threshold = betaQuantile(
      me.random('threshold').uniform(),
      me.params.thresholdA,
      me.params.thresholdB,
    )
  },
  wake: (me) => me.params.period,
  decide(me, chain, desk) {
    const { memory } = me
    const days = Math.max(1, chain.block - memory.seen) / BLOCKS_PER_DAY
    if (me.netuid >= 0) look(me, chain, desk, me.netuid, days)
    else {
      const { netuids } = chain
      for (let k = 0; k < netuids.length; k++) look(me, chain, desk, netuids[k], days)
    }
    memory.looks++
    memory.seen = chain.block
  },
})

function look(me: Holder, chain: ChainView, desk: Desk, netuid: number, days: number): void {
  const { memory, params } = me
  const stress = feel(me, chain, netuid, days)
  if (memory.looks === 0 || !chain.started(netuid)) return
  const alpha = me.stake(netuid)
  const tao = alpha > 0 ? chain.sells(netuid, alpha) : 0
  if (tao >= chain.minStake && stress > memory.threshold) {
    memory.leftAt.set(netuid, chain.block)
    memory.taken.set(netuid, tao)
    desk.moveStake(netuid, me.hotkeyOn(netuid), ROOT, me.hotkeyOn(ROOT), alpha)
    return
  }
  const left = memory.leftAt.get(netuid)
  if (left === 0 || chain.block - left < params.stayAway || stress >= memory.threshold / 2) return
  memory.leftAt.set(netuid, 0)
  const back = Math.min(memory.taken.get(netuid), me.stake(ROOT))
  if (back < 2 * chain.minStake) return
  desk.moveStake(ROOT, me.hotkeyOn(ROOT), netuid, me.hotkeyOn(netuid), back)
}

/** Note what is seen, and say how frightening it is: z, from 0. */
function feel({ memory, params }: Holder, chain: ChainView, netuid: number, days: number): number {
  const price = chain.price(netuid)
  const peak = notePrice(memory, netuid, price)
  const inflow = chain.netInflow(netuid)
  const outflow = (memory.inflow.get(netuid) - inflow) / days / chain.taoReserve(netuid)
  memory.inflow.set(netuid, inflow)
  const owner = chain.ownerAlpha(netuid)
  const most = Math.max(owner, memory.ownerMost.get(netuid))
  memory.ownerMost.set(netuid, most)
  const gone = most - owner > params.ownerExit * chain.alphaOut(netuid)
  return (
    params.onDrawdown * (peak > 0 ? (1 - price / peak) / params.fullDrawdown : 0) +
    params.onOutflow * Math.max(0, outflow / params.fullOutflow) +
    params.onOwner * (gone ? 1 : 0) +
    params.onRank * (chain.pruneRank(netuid) <= params.ranks ? 1 : 0)
  )
}

/** Put the price in the place of the oldest. @returns the highest of those remembered, this one included */
function notePrice(memory: Holder['memory'], netuid: number, price: number): number {
  const at = memory.looks % LOOKS
  if (at === 0) memory.price0.set(netuid, price)
  else if (at === 1) memory.price1.set(netuid, price)
  else if (at === 2) memory.price2.set(netuid, price)
  else if (at === 3) memory.price3.set(netuid, price)
  else if (at === 4) memory.price4.set(netuid, price)
  else if (at === 5) memory.price5.set(netuid, price)
  else memory.price6.set(netuid, price)
  return Math.max(
    memory.price0.get(netuid),
    memory.price1.get(netuid),
    memory.price2.get(netuid),
    memory.price3.get(netuid),
    memory.price4.get(netuid),
    memory.price5.get(netuid),
    memory.price6.get(netuid),
  )
}
