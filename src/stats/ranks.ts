import type { Sample } from './mean.js'

/** Ranks from 1, ascending; equal values share the mean of their ranks. */
export function midRanks(values: Sample): Float64Array {
  const order = Array.from({ length: values.length }, (_, i) => i).sort((i, j) => values[i] - values[j])
  const ranks = new Float64Array(values.length)
  for (let first = 0; first < order.length; ) {
    let next = first
    while (next < order.length && values[order[next]] === values[order[first]]) next++
    for (let k = first; k < next; k++) ranks[order[k]] = (first + 1 + next) / 2
    first = next
  }
  return ranks
}
