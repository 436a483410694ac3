import type { Sample } from './mean.js'

/** A step of the survival curve: from `time` on, a part `survival` is still without the event. */
export interface SurvivalStep {
  readonly time: number
  readonly survival: number
  /** Cases without the event just before. */
  readonly atRisk: number
}

/**
 * Survival curve of times of which some are censored: the event was still to come when watching ended.
 *
 *   S(t) = product over event times t_i <= t of (1 - events_i / atRisk_i)
 *
 * A case censored at the time of an event was still at risk then.
 *
 * Source: E. L. Kaplan and P. Meier, Nonparametric estimation from incomplete observations, J. Am. Stat. Assoc. 53 (1958)
 * 457-481
 *
 * @param censored  true where the time is that of the end of watching
 */
export function survivalCurve(times: Sample, censored: ArrayLike<boolean>): SurvivalStep[] {
  const order = Array.from({ length: times.length }, (_, i) => i).sort((i, j) => times[i] - times[j])
  const steps: SurvivalStep[] = []
  let survival = 1
  for (let first = 0; first < order.length; ) {
    const time = times[order[first]]
    const atRisk = order.length - first
    let events = 0
    let next = first
    for (; next < order.length && times[order[next]] === time; next++) events += censored[order[next]] ? 0 : 1
    if (events > 0) {
      survival *= (atRisk - events) / atRisk
      steps.push({ time, survival, atRisk })
    }
    first = next
  }
  return steps
}

/** Time by which half have had the event: the first with S(t) <= 0.5; Infinity if watching ended before, NaN of nothing. */
export function survivalMedian(times: Sample, censored: ArrayLike<boolean>): number {
  if (times.length === 0) return Number.NaN
  // Products of fractions that are 1/2 in exact arithmetic may lie a last bit above it.
  const step = survivalCurve(times, censored).find(({ survival }) => survival <= 0.5 + 1e-12)
  return step ? step.time : Number.POSITIVE_INFINITY
}
