import type { ChainView } from '../../chain/view.js'
import { blocks, flag, fraction, integer, number } from '../../fields.js'
import { f64 } from '../../state/columns.js'
import { ROOT } from '../../units.js'
import type { Desk } from '../desk.js'
import { defineStrategy, type Me } from '../strategy.js'
import { alphaYield, rootYield } from '../yields.js'

const params = {
  period: blocks('7 days', 'time between two looks', { min: 1 }),
  moves: flag(true, 'whether anything is ever moved to alpha'),
  share: fraction('2%', 'part of the root stake that one move takes'),
  sensitivity: number(4, '-', 'b: how sharply the chance of a move follows the yields', {
    min: 0,
    max: 1000,
  }),
  premium: number(0.5, '1/year', 'prem: yield above that of root for which a move is as likely as not', {
    min: -10,
    max: 100,
  }),
  impact: fraction('3%', 'iota: rise of the price that the own purchase may cause', { max: 10 }),
  take: fraction('18%', 'delegate take that is reckoned with', { max: '18%' }),
  keepShare: fraction('10%', 'part of the root stakers that keep root dividends as alpha'),
  selectShare: fraction('0%', 'part that keeps them on a few subnets only and has the others sold'),
  selected: integer(3, 'subnets', 'so many of the highest yield are those few', { min: 1, max: 4096 }),
}
const memory = { looks: f64('count', 'looks so far') }
type Holder = Me<typeof params, typeof memory>

/**
 * Holds TAO on root and takes what comes. Once a week it may move a little of it to the subnet that yields most.
 *
 *   P(move) = 1 / (1 + exp(-b (max_i Y_i - Y_root - prem)))        b sensitivity, prem premium asked, both on yields
 *   moves     min(m R, y_i ((1 + iota)^(1 - w) - 1))               R own root stake (RAO)
 *
 * Y yearly yields, simple (0.1 is 10 % a year); m part moved; the second bound keeps the own impact on the price within
 * iota (y TAO in the pool, w weight of its TAO side). Under root claims a part of all root stakers keeps its dividends
 * as alpha, a part on the subnets alone that yield most at its first look; the others have them swapped for TAO.
 *
 * Choices of reading: only subnets that have started count for the largest yield; no limit price. With `moves: false`
 * nothing is moved: in a population that carries the net flow between root and alpha elsewhere, it would count twice.
 * Source: A10 of the catalogue (own assumptions); root alpha held and released by the chain, calibration.md 7.
 */
export const rootStaker = defineStrategy({
  id: 'root-staker',
  summary: 'Holds TAO on root; once a week a little may move to the subnet with the highest yield.',
  source: 'own model (A10)',
  role: 'staker',
  code: 'A10',
  params,
  memory,
  faults: ({ keepShare, selectShare }) =>
    typeof keepShare === 'number' && typeof selectShare === 'number' && keepShare + selectShare > 1
      ? [{ param: 'selectShare', want: `at most what keepShare leaves of all, ${1 - keepShare}` }]
      : [],
  wake: (me) => me.params.period,
  decide(me, chain, desk) {
    const { memory, params } = me
    // Once, at the first look: a member keeps the mode that it is born with.
    if (memory.looks++ === 0) chooseClaim(me, chain, desk, me.random('claim').uniform())
    const u = me.random('move').uniform()
    if (!params.moves) return
    const best = highestYield(chain, params.take)
    if (best < 0) return
    const gain = alphaYield(chain, best, params.take) - rootYield(chain, params.take) - params.premium
    if (u >= 1 / (1 + Math.exp(-params.sensitivity * gain))) return
    const amount = Math.min(params.share * me.stake(ROOT), chain.buyWithin(best, params.impact))
    if (amount < 2 * chain.minStake) return
    desk.moveStake(ROOT, me.hotkeyOn(ROOT), best, me.hotkeyOn(best), amount)
  },
})

/** Say once what becomes of the dividends. @param u uniform on [0, 1) */
function chooseClaim({ params }: Holder, chain: ChainView, desk: Desk, u: number): void {
  if (u < params.keepShare) desk.setClaimMode('keep')
  else if (u < params.keepShare + params.selectShare) {
    desk.setClaimMode('keep-subnets')
    const ranked = Array.from(chain.netuids).sort(
      (a, b) => alphaYield(chain, b, params.take) - alphaYield(chain, a, params.take) || a - b,
    )
    for (const netuid of ranked.slice(0, params.selected)) desk.keepRootAlpha(netuid, true)
  }
}

/** The subnet whose stakers earn most, -1 if none can be traded. */
function highestYield(chain: ChainView, take: number): number {
  const { netuids } = chain
  let best = -1
  let most = 0
  for (let k = 0; k < netuids.length; k++) {
    const n = netuids[k]
    const y = chain.started(n) ? alphaYield(chain, n, take) : 0
    if (y > most) {
      best = n
      most = y
    }
  }
  return best
}
