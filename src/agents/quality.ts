import type { ChainView } from '../chain/view.js'
import { fraction, number } from '../fields.js'
import { f64 } from '../state/columns.js'
import { BLOCKS_PER_DAY } from '../units.js'
import type { Me } from './strategy.js'

/**
 * The quality of a miner that works: an autoregressive process per epoch about a level that effort lifts.
 *
 *   q'  = phi q + (1 - phi) (q0 + eta ln(1 + x)) + sigma e,    e ~ N(0, 1)                     an epoch
 *   q_k = m + phi^k (q - m) + sigma sqrt((1 - phi^2k) / (1 - phi^2)) e                         k epochs at once
 *
 * q quality (log; 0 is the median miner), m = q0 + eta ln(1 + x), q0 own level (log), x effort (0.5 .. 3, 1 at the
 * start), phi persistence (0..1), sigma innovation (log). The second line is the exact law of k steps, so that how often
 * a miner looks does not change it; k may be a fraction. With phi = 1 quality is a random walk: the root is sqrt(k).
 *
 * Effort follows profit: x grows by 10 % a day while profit exceeds m c, and is cut by 10 % a day while there is a loss.
 *
 * Source: own model, agents.md A1. Choice: effort has a floor (`leastEffort`); without one no miner would ever leave,
 * since effort moves quality by a few per cent and cost by all of it.
 */
export const qualityFields = {
  quality: number(
    'normal(mean=0, sd=0.6)',
    'log',
    'q0: own level of quality. Source: agents.md A1, an assumption',
  ),
  persistence: number(
    0.95,
    '1/epoch',
    'phi: part of a deviation of quality kept for an epoch, an assumption',
    {
      min: 0,
      max: 1,
    },
  ),
  innovation: number(0.15, 'log', 'sigma: innovation of quality an epoch, an assumption', {
    min: 0,
    max: 10,
  }),
  effortEffect: number(0.1, 'log', 'eta: quality gained per unit of ln(1 + effort), an assumption', {
    min: 0,
    max: 10,
  }),
  effortMargin: number(0.5, 'cost', 'm: profit above so many times the cost makes the miner try harder', {
    min: 0,
  }),
  effortStep: fraction('10%', 'change of effort a day'),
  leastEffort: number(0.5, 'cost', 'floor of effort, an assumption', { min: 0, max: 1 }),
  mostEffort: number(3, 'cost', 'ceiling of effort', { min: 1, max: 100 }),
}

export const qualityMemory = {
  skill: f64('log', 'quality at the last look'),
  effort: f64('cost', 'spending as a multiple of the cost', 1),
  lookedAt: f64('block', 'block of the last look'),
}

export type Worker = Me<typeof qualityFields, typeof qualityMemory>

const level = ({ params, memory }: Worker): number =>
  params.quality + params.effortEffect * Math.log1p(memory.effort)

/** Quality at birth: from the law that it keeps for ever after; at the level itself where there is no such law. */
export function startQuality(me: Worker, chain: ChainView): void {
  const { persistence, innovation } = me.params
  const spread = persistence < 1 ? innovation / Math.sqrt(1 - persistence * persistence) : 0
  me.memory.skill = level(me) + spread * me.random('quality').normal()
  me.memory.lookedAt = chain.block
}

/** Let quality move by what has passed since the last look. @returns quality now, log units */
export function moveQuality(me: Worker, chain: ChainView): number {
  const { persistence, innovation } = me.params
  const epochs = (chain.block - me.memory.lookedAt) / Math.max(1, chain.tempo(me.netuid))
  const keep = persistence ** epochs
  const variance = persistence < 1 ? (1 - keep * keep) / (1 - persistence * persistence) : epochs
  const goal = level(me)
  const noise = innovation * Math.sqrt(variance) * me.random('quality').normal()
  me.memory.skill = goal + keep * (me.memory.skill - goal) + noise
  return me.memory.skill
}

/** Try harder while it pays well, less while it does not. @param profit USD a day, @param cost USD a day at effort 1 */
export function adjustEffort(me: Worker, chain: ChainView, profit: number, cost: number): void {
  const { effortMargin, effortStep, leastEffort, mostEffort } = me.params
  const days = (chain.block - me.memory.lookedAt) / BLOCKS_PER_DAY
  if (profit > effortMargin * cost)
    me.memory.effort = Math.min(mostEffort, me.memory.effort * (1 + effortStep) ** days)
  else if (profit < 0) me.memory.effort = Math.max(leastEffort, me.memory.effort * (1 - effortStep) ** days)
}
