/** A confidence interval, and how it was made. NaN at both ends: there is none for these data. */
export interface Interval {
  readonly low: number
  readonly high: number
  readonly method: IntervalMethod
}

export type IntervalMethod = 't' | 'bca' | 'percentile' | 'bootstrap-t' | 'wilson' | 'fieller' | 'none'

/** Part of the intervals that are to hold the truth, unless a caller says otherwise. */
export const LEVEL = 0.95

/** Resamples of a bootstrap, unless a caller says otherwise. */
export const RESAMPLES = 2000

export const NO_INTERVAL: Interval = { low: Number.NaN, high: Number.NaN, method: 'none' }
