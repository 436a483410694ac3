import type { ChainView } from '../../chain/view.js'
import { blocks, fraction, integer, number } from '../../fields.js'
import { f64 } from '../../state/columns.js'
import { BLOCKS_PER_DAY, ROOT } from '../../units.js'
import type { Desk } from '../desk.js'
import { defineStrategy, type Me, perSubnetMemory } from '../strategy.js'
import { moveLimit } from '../trading.js'
import { alphaYield, rootYield } from '../yields.js'

const params = {
  look: blocks('1 day', 'time between two looks at the yields', { min: 1 }),
  period: blocks('3 days', 'least time between two rebalances', { min: 1 }),
  trailing: blocks('7 days', 'time constant of the mean of yields', { min: 1 }),
  choices: integer(20, 'subnets', 'subnets with the highest yields that are considered, root besides', {
    min: 1,
    max: 4096,
  }),
  horizon: blocks('30 days', 'H: time over which a yield is set against the cost of moving'),
  sensitivity: number(8, '-', 'beta_y: how sharply the target weights follow the net yields', {
    min: 0,
    max: 1000,
  }),
  gap: fraction('10%', 'sum of differences between held and wanted weights below which nothing moves', {
    max: 2,
  }),
  take: fraction('18%', 'delegate take that is reckoned with', { max: '18%' }),
  tolerance: fraction('1%', "limit of a move: so much beyond the price ratio that one's own orders lead to"),
}
const memory = {
  meanYield: perSubnetMemory(f64('1/year', 'trailing mean of the yield; root in its own row')),
  seen: f64('block', 'block of the last look, 0 before the first'),
  rebalanced: f64('block', 'block of the last rebalance'),
}
type Chaser = Me<typeof params, typeof memory>

/** By netuid, root included; reused. */
let scratchGap = new Float64Array(0)
let scratchHeld = new Float64Array(0)
let scratchScore = new Float64Array(0)

/**
 * Spreads its wealth over root and the subnets that yield most, and follows the yields.
 *
 *   weight   o_i = exp(beta (Y_i H / 365 d - c_i)) / sum      over root and the best `choices` subnets; root's c is 0
 *   cost     c_i = 1 - p q(d) / d + f                         d = W / (choices + 1)
 *   moves    if sum_i |o_i - h_i| > gap: what is above its weight goes to what is below
 *
 * Y trailing yearly yield, simple, in alpha (0.1 is 10 % a year), H horizon (days), q(d) alpha that d TAO would buy now
 * (impact and fee included), p spot price (TAO per alpha), f fee of the way back (0..1), W own wealth (RAO, exit value of
 * everything), h weights held.
 * It reckons with no change of price: what looks like a yield of hundreds of percent on a subnet with little alpha
 * outside its pool is paid in alpha that dilutes.
 *
 * Choices of reading: the trailing mean is exponential; the intended size d is the same for all; the first rebalance
 * falls uniformly into the period. Free TAO is staked on root. Source: A11 of the catalogue (own assumptions).
 */
export const yieldChaser = defineStrategy({
  id: 'yield-chaser',
  summary: 'Spreads its stake over root and the subnets with the highest trailing yields.',
  source: 'own model (A11)',
  role: 'staker',
  code: 'A11',
  params,
  memory,
  start(me, chain) {
    me.memory.rebalanced = chain.block - Math.floor(me.random('rebalance').uniform() * me.params.period)
  },
  wake: (me) => me.params.look,
  decide(me, chain, desk) {
    const { memory, params } = me
    observe(me, chain)
    if (me.free > 2 * chain.minStake) desk.stakeRoot(me.hotkeyOn(ROOT), me.free)
    if (chain.block - memory.rebalanced < params.period) return
    memory.rebalanced = chain.block
    if (scratchGap.length < chain.rows) {
      scratchGap = new Float64Array(chain.rows)
      scratchHeld = new Float64Array(chain.rows)
      scratchScore = new Float64Array(chain.rows)
    }
    const wealth = countHoldings(me, chain)
    if (wealth < 4 * chain.minStake) return
    score(me, chain, wealth)
    if (gaps(chain, wealth) > params.gap) move(me, chain, desk)
  },
})

/** Bring the trailing means up to date; the first look starts them. */
function observe({ memory, params }: Chaser, chain: ChainView): void {
  const kept = memory.seen === 0 ? 0 : Math.exp(-(chain.block - memory.seen) / params.trailing)
  memory.seen = chain.block
  const { netuids } = chain
  for (let k = -1; k < netuids.length; k++) {
    const n = k < 0 ? ROOT : netuids[k]
    const now = n === ROOT ? rootYield(chain, params.take) : alphaYield(chain, n, params.take)
    memory.meanYield.set(n, now + (memory.meanYield.get(n) - now) * kept)
  }
}

/** Exit value of each holding into `scratchHeld`. @returns their sum, RAO */
function countHoldings(me: Chaser, chain: ChainView): number {
  const { netuids } = chain
  me.stakes(scratchHeld)
  let wealth = scratchHeld[ROOT]
  for (let k = 0; k < netuids.length; k++) {
    const n = netuids[k]
    const alpha = chain.started(n) ? scratchHeld[n] : 0
    scratchHeld[n] = alpha > 0 ? chain.sells(n, alpha) : 0
    wealth += scratchHeld[n]
  }
  return wealth
}

/** Wanted weights into `scratchScore`, by netuid; they sum to 1. */
function score({ memory, params }: Chaser, chain: ChainView, wealth: number): void {
  const { netuids } = chain
  const size = Math.floor(wealth / (params.choices + 1))
  const years = params.horizon / (365 * BLOCKS_PER_DAY)
  scratchScore.fill(Number.NEGATIVE_INFINITY)
  scratchScore[ROOT] = params.sensitivity * memory.meanYield.get(ROOT) * years
  let best = scratchScore[ROOT]
  for (let chosen = 0; chosen < params.choices; chosen++) {
    const n = highest(memory.meanYield, chain)
    if (n < 0) break
    const alpha = chain.buys(n, size)
    const cost = alpha > 0 ? 1 - (chain.price(n) * alpha) / size + chain.fee : Number.POSITIVE_INFINITY
    // A subnet that cannot be bought counts as chosen, with no weight.
    scratchScore[n] = Math.max(-1e6, params.sensitivity * (memory.meanYield.get(n) * years - cost))
    best = Math.max(best, scratchScore[n])
  }
  let total = 0
  for (let k = -1; k < netuids.length; k++) {
    const n = k < 0 ? ROOT : netuids[k]
    scratchScore[n] = Math.exp(scratchScore[n] - best)
    total += scratchScore[n]
  }
  for (let k = -1; k < netuids.length; k++) scratchScore[k < 0 ? ROOT : netuids[k]] /= total
}

/** The started subnet with the highest mean yield among those without a score yet, -1 for none. */
function highest(meanYield: Chaser['memory']['meanYield'], chain: ChainView): number {
  const { netuids } = chain
  let best = -1
  for (let k = 0; k < netuids.length; k++) {
    const n = netuids[k]
    if (!chain.started(n) || scratchScore[n] > Number.NEGATIVE_INFINITY) continue
    if (best < 0 || meanYield.get(n) > meanYield.get(best)) best = n
  }
  return best
}

/** TAO wanted less TAO held into `scratchGap`. @returns sum of the absolute differences as part of the wealth, 0..2 */
function gaps(chain: ChainView, wealth: number): number {
  const { netuids } = chain
  let sum = 0
  for (let k = -1; k < netuids.length; k++) {
    const n = k < 0 ? ROOT : netuids[k]
    scratchGap[n] = scratchScore[n] * wealth - scratchHeld[n]
    sum += Math.abs(scratchGap[n])
  }
  return sum / wealth
}

/** Take from the first that is above its weight and give to the first below, until either list ends. */
function move(me: Chaser, chain: ChainView, desk: Desk): void {
  const { netuids } = chain
  const least = 2 * chain.minStake
  let to = -1
  let filled = 0
  for (let k = -1; k < netuids.length; k++) {
    const from = k < 0 ? ROOT : netuids[k]
    const surplus = -scratchGap[from]
    if (surplus < least) continue
    const perTao = me.stake(from) / scratchHeld[from]
    let left = surplus
    while (left >= least) {
      const target = to < 0 ? ROOT : netuids[to]
      const wants = scratchGap[target] - filled
      if (wants < least) {
        if (++to >= netuids.length) return
        filled = 0
        continue
      }
      const tao = Math.min(left, wants)
      const limit = moveLimit(chain, from, surplus * perTao, target, scratchGap[target], me.params.tolerance)
      desk.moveStake(from, me.hotkeyOn(from), target, me.hotkeyOn(target), tao * perTao, limit)
      left -= tao
      filled += tao
    }
  }
}
