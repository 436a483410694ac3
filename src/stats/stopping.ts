import { LEVEL } from './interval.js'
import { mean, type Sample } from './mean.js'
import { halfWidth } from './t-interval.js'

/** When the mean of a metric is known well enough: h <= max(absolute, relative |mean|). */
export interface Precision {
  readonly absolute: number
  readonly relative: number
}

export interface StoppingRule {
  /** Replicates before the first look: the floor that keeps the rule from stopping by luck. */
  readonly first: number
  /** Replicates between looks. */
  readonly batch: number
  /** Replicates at most. */
  readonly most: number
  readonly level: number
  readonly precision: Precision
}

/** 20 replicates, then tens of them up to 200, until h is within 5 % of the mean. */
export const STOPPING: StoppingRule = {
  first: 20,
  batch: 10,
  most: 200,
  level: LEVEL,
  precision: { absolute: 0, relative: 0.05 },
}

export interface Stopping {
  /** `budget`: out of replicates or time before it was precise. */
  readonly status: 'go-on' | 'precise' | 'stopped_budget'
  /** Replicates to run until the next look, 0 if none. */
  readonly more: number
  /** Metrics that are not yet precise, in the order given. */
  readonly wanting: readonly string[]
}

/**
 * Whether to run more replicates, by the half-width of Student's interval of each primary metric:
 *
 *   h = t s / sqrt(n) <= max(absolute, relative |mean|)    for all of them
 *
 * Looks are at n = first, first + batch, ...; it never asks whether a difference is significant. A sequential rule covers a
 * little less than its level says, hence the floor. NaN values (a run that failed, an undefined metric) are not counted
 * against precision, but against the budget they are.
 *
 * Source: Y. S. Chow and H. Robbins, On the asymptotic theory of fixed-width sequential confidence intervals, Annals of
 * Mathematical Statistics 36 (1965) 457-462
 *
 * @param primary   values of each primary metric so far, one a replicate
 * @param precision own precisions of single metrics
 * @param outOfTime the time budget is used up
 */
export function whetherToStop(
  primary: Readonly<Record<string, Sample>>,
  rule: StoppingRule = STOPPING,
  precision: Readonly<Record<string, Precision>> = {},
  outOfTime = false,
): Stopping {
  const names = Object.keys(primary)
  const n = Math.max(0, ...names.map((name) => primary[name].length))
  const wanting = names.filter(
    (name) => !isPrecise(primary[name], precision[name] ?? rule.precision, rule.level),
  )
  if (n >= rule.first && wanting.length === 0) return { status: 'precise', more: 0, wanting }
  if (n >= rule.most || outOfTime) return { status: 'stopped_budget', more: 0, wanting }
  const next = n < rule.first ? rule.first : n + rule.batch
  return { status: 'go-on', more: Math.min(next, rule.most) - n, wanting }
}

/** A metric without two values is never precise: nothing is known of its spread. */
function isPrecise(values: Sample, { absolute, relative }: Precision, level: number): boolean {
  const present = Float64Array.from(values).filter((value) => !Number.isNaN(value))
  return halfWidth(present, level) <= Math.max(absolute, relative * Math.abs(mean(present)))
}
