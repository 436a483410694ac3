import { valuesOf } from '../rows.js'
import type { RunRow } from '../run-row.js'

/**
 * Metrics that wait for something, each with a figure that every run has in which there is something to wait for: where that
 * one is there and the metric is not, the run ended before.
 */
const WAITING: Readonly<Record<string, string>> = {
  halving_days: 'minted_tao_per_day',
  recovery_half_life_blocks: 'impact_peak_frac',
  attack_payback_blocks: 'attack_profit_tao',
}

/**
 * Replicates of a cell that ended before what a metric waits for. A metric of the user's own may have a flag beside it,
 * `<metric>_censored`, which is 1 then.
 */
export function censoredOf(rows: readonly (RunRow | undefined)[], metric: string): number {
  const there = WAITING[metric]
  if (there === undefined) return count(valuesOf(rows, `${metric}_censored`), (flag) => flag === 1)
  const values = valuesOf(rows, metric)
  return count(valuesOf(rows, there), (value, r) => !Number.isNaN(value) && Number.isNaN(values[r]))
}

const count = (values: Float64Array, is: (value: number, r: number) => boolean): number =>
  values.reduce((sum, value, r) => sum + (is(value, r) ? 1 : 0), 0)
