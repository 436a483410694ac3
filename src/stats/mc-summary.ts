import { type Interval, LEVEL } from './interval.js'
import { mcseOfMean, mcseOfProportion, mcseOfQuantile } from './mcse.js'
import { mean, type Sample } from './mean.js'
import { meanInterval } from './mean-interval.js'
import { ascending, quantileSorted } from './quantile.js'
import type { RowSource } from './resample-rows.js'
import { sd } from './sd.js'
import { wilsonInterval } from './wilson-interval.js'

/** What the replicates of one cell say of one metric. NaN where they do not say it. */
export interface McSummary {
  /** Replicates with a value. */
  readonly n: number
  readonly mean: number
  readonly sd: number
  /** Monte Carlo standard error of the mean. */
  readonly mcse: number
  readonly interval: Interval
  readonly q05: number
  readonly q25: number
  readonly q50: number
  readonly q75: number
  readonly q95: number
  readonly mcseOfMedian: number
  readonly min: number
  readonly max: number
  /** Replicates without a value. */
  readonly missing: number
}

/**
 * Summary of a metric over replicates; NaN means missing. The unit of replication is the run.
 *
 * @param kind    `proportion`: the values are 0 or 1, and the interval is Wilson's
 * @param source  for the bootstrap, of this metric alone
 */
export function summariseReplicates(
  values: Sample,
  source: RowSource,
  kind: 'number' | 'proportion' = 'number',
  level: number = LEVEL,
): McSummary {
  const present = Float64Array.from(values).filter((value) => !Number.isNaN(value))
  const n = present.length
  const sorted = ascending(present)
  const centre = mean(present)
  const share = kind === 'proportion'
  const at = (p: number) => quantileSorted(sorted, p)
  return {
    n,
    mean: centre,
    sd: sd(present),
    mcse: share ? mcseOfProportion(centre, n) : mcseOfMean(present),
    interval: share
      ? wilsonInterval(Math.round(centre * n) || 0, n, level)
      : meanInterval(present, source, level),
    q05: at(0.05),
    q25: at(0.25),
    q50: at(0.5),
    q75: at(0.75),
    q95: at(0.95),
    mcseOfMedian: mcseOfQuantile(present, 0.5),
    min: at(0),
    max: at(1),
    missing: values.length - n,
  }
}
