import { risingEnvelope } from './isotonic.js'
import { mean, type Sample } from './mean.js'

/** A search for the least level of something at which a response reaches a target, such as capital against reach. */
export interface LevelSearch {
  readonly low: number
  readonly high: number
  /** Response to reach. It is taken to rise with the level; for one that falls, give both with the sign changed. */
  readonly target: number
  /** Levels to try between the ends: the answer is known to (high - low) / 2^steps. */
  readonly steps: number
  /** `geometric` halves ratios, for levels over several powers of ten; `linear` halves distances. */
  readonly scale: 'linear' | 'geometric'
  /** Whole levels only, such as numbers of members: neighbours end the search before its steps do. */
  readonly whole?: boolean
}

/** What was seen at a level: a value of each replicate, the same seeds at every level (common random numbers). */
export interface TriedLevel {
  readonly level: number
  readonly values: Sample
}

export type SearchStep =
  /** Try this level next. */
  | { readonly done: false; readonly level: number }
  | {
      readonly done: true
      /** `unreachable`: not even at `high`; `at-low`: at `low` already, the answer may lie below it. */
      readonly status: 'found' | 'at-low' | 'unreachable'
      /** Least level known to reach the target; NaN if unreachable. */
      readonly level: number
      /** Largest level known not to; NaN if there is none. */
      readonly below: number
      /** Where the envelope between the two meets the target; NaN without both. */
      readonly estimate: number
    }

/**
 * What to try next, from all that was tried so far: a bisection of the rising envelope of the means.
 *
 * First `high`, then `low`, then the middle of the neighbours between which the envelope passes the target. Noise makes
 * means fall here and there; isotonic regression pools such neighbours, so that no single lucky level decides. A level
 * at which no replicate has a value counts as not reaching.
 *
 * Pure: the same levels and values ask for the same level, so that a search may be resumed, or run again, from its
 * results.
 * Source: metrics of this project, section A.3; Barlow et al. 1972 for the envelope (isotonic.ts)
 *
 * @example nextLevel({ low: 0, high: 1, target: 0.5, steps: 12, scale: 'linear' }, [])  // => { done: false, level: 1 }
 */
export function nextLevel(search: LevelSearch, tried: readonly TriedLevel[]): SearchStep {
  const { low, high, target, steps } = search
  const levels = merge(tried)
  const reach = envelope(levels)
  const first = reach.findIndex((value) => value >= target)
  if (!levels.some(({ level }) => level === high)) return { done: false, level: high }
  if (first < 0) {
    return { done: true, status: 'unreachable', level: Number.NaN, below: high, estimate: Number.NaN }
  }
  if (!levels.some(({ level }) => level === low)) return { done: false, level: low }
  if (first === 0) {
    return { done: true, status: 'at-low', level: low, below: Number.NaN, estimate: Number.NaN }
  }
  const [below, above] = [levels[first - 1].level, levels[first].level]
  const level = middle(search, below, above)
  if (levels.length - 2 < steps && level > below && level < above) return { done: false, level }
  const tops = levels.map((one) => one.level)
  return { done: true, status: 'found', level: above, below, estimate: crossingOf(search, tops, reach) }
}

/**
 * Where an envelope meets the target: on a straight line between the two neighbours that it passes it between, over the
 * logarithm of the level where the scale is geometric. Infinity if it never does, -Infinity if its first level has.
 *
 * @param levels  ascending
 * @param reach   rising, one a level
 */
export function crossingOf(
  { target, scale }: LevelSearch,
  levels: readonly number[],
  reach: Float64Array,
): number {
  const first = reach.findIndex((value) => value >= target)
  if (first < 0) return Number.POSITIVE_INFINITY
  if (first === 0) return Number.NEGATIVE_INFINITY
  const [below, above] = [levels[first - 1], levels[first]]
  const part = (target - reach[first - 1]) / (reach[first] - reach[first - 1])
  return scale === 'geometric' && below > 0 ? below * (above / below) ** part : below + part * (above - below)
}

/** Levels in ascending order, once each. */
function merge(tried: readonly TriedLevel[]): { level: number; values: number[] }[] {
  const byLevel = new Map<number, number[]>()
  for (const { level, values } of tried) {
    byLevel.set(level, [...(byLevel.get(level) ?? []), ...Array.from(values).filter(Number.isFinite)])
  }
  return [...byLevel].map(([level, values]) => ({ level, values })).sort((a, b) => a.level - b.level)
}

function envelope(levels: readonly { values: number[] }[]): Float64Array {
  const means = levels.map(({ values }) => (values.length > 0 ? mean(values) : -Number.MAX_VALUE))
  return risingEnvelope(
    means,
    levels.map(({ values }) => Math.max(1, values.length)),
  )
}

function middle({ scale, whole }: LevelSearch, below: number, above: number): number {
  const between = scale === 'geometric' && below > 0 ? Math.sqrt(below * above) : (below + above) / 2
  return whole ? Math.floor(between + 0.5) : between
}
