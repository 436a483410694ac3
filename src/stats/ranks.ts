import type { Sample } from './mean.js'
import { ascending } from './quantile.js'

/** Values as whole numbers in the same order, from 0: equal values are on one level. */
export interface Levels {
  /** Level of each value. */
  readonly of: Uint32Array
  /** How many values are on each level. */
  readonly counts: Uint32Array
}

/**
 * Everything that goes by rank follows from the levels without comparing values again. They are found by the numeric
 * sort of typed arrays and a search for each value, without a comparator: all rank figures of an epoch of 218 miners in
 * 0.25 of the time.
 *
 * @param values  none of them NaN, which has no rank
 */
export function levelsOf(values: Sample): Levels {
  const sorted = ascending(values)
  const steps = new Float64Array(sorted.length)
  const counts = new Uint32Array(sorted.length)
  let last = -1
  for (let k = 0; k < sorted.length; k++) {
    if (last < 0 || sorted[k] !== steps[last]) steps[++last] = sorted[k]
    counts[last]++
  }
  const of = new Uint32Array(values.length)
  for (let i = 0; i < values.length; i++) of[i] = levelAt(steps, last, values[i])
  return { of, counts: counts.subarray(0, last + 1) }
}

/** The step that equals `value`, by halves. */
function levelAt(steps: Float64Array, last: number, value: number): number {
  let low = 0
  let high = last
  while (low < high) {
    const middle = (low + high) >> 1
    if (steps[middle] < value) low = middle + 1
    else high = middle
  }
  return low
}

/** Ranks from 1, ascending; equal values share the mean of their ranks. */
export const midRanks = (values: Sample): Float64Array => midRanksOf(levelsOf(values))

/** The same of values whose levels are known. */
export function midRanksOf({ of, counts }: Levels): Float64Array {
  const rank = new Float64Array(counts.length)
  for (let level = 0, first = 0; level < counts.length; level++) {
    const next = first + counts[level]
    rank[level] = (first + 1 + next) / 2
    first = next
  }
  const ranks = new Float64Array(of.length)
  for (let i = 0; i < of.length; i++) ranks[i] = rank[of[i]]
  return ranks
}
