import { registry } from '../../card.js'
import { attackMetrics } from './attack.js'
import { effectMetrics } from './effects.js'
import { halvingEffects, impactMetrics } from './impact.js'
import type { FinishedRun, PairedMetric } from './pair.js'

export { type FinishedRun, finishedRun, type PairedMetric } from './pair.js'

/** Every metric of a pair of runs; their columns follow those of the run's own summary in this order. */
export const pairedCards = registry<PairedMetric>('paired metric', [
  ...attackMetrics,
  ...effectMetrics,
  ...impactMetrics,
  ...halvingEffects,
])

/**
 * What a treatment did: every metric of the pair, by column. NaN where what it needs was not kept, or is not defined.
 *
 * Both runs must have the same seed and differ by the treatment alone; then equal runs give differences of exactly 0.
 *
 * @example pairedMetrics(finishedRun(sink), finishedRun(sinkOfTwin)).attack_profit_tao
 */
export function pairedMetrics(treated: FinishedRun, twin: FinishedRun): Record<string, number> {
  const pair = { treated, twin }
  return Object.fromEntries(pairedCards.all.map((card) => [card.column, card.of(pair)]))
}
