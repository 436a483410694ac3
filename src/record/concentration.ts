/**
 * Measures of concentration over x_1 .. x_n, zeros kept. Each takes the values in ascending order; all give NaN if n or the
 * sum is 0, since then there is nothing to be concentrated.
 */

/** A sorted copy of `values[0 .. count)` in `scratch`, as a view on it. */
export function ascending(values: ArrayLike<number>, count: number, scratch: Float64Array): Float64Array {
  const copy = scratch.subarray(0, count)
  for (let i = 0; i < count; i++) copy[i] = values[i]
  return copy.sort()
}

function total(sorted: Float64Array): number {
  let sum = 0
  for (let i = 0; i < sorted.length; i++) sum += sorted[i]
  return sum > 0 ? sum : Number.NaN
}

/** G = 2 sum_i i x_(i) / (n sum x) - (n + 1) / n, i from 1; 0 equal .. (n - 1) / n. */
export function gini(sorted: Float64Array): number {
  const n = sorted.length
  let weighted = 0
  for (let i = 0; i < n; i++) weighted += (i + 1) * sorted[i]
  return (2 * weighted) / (n * total(sorted)) - (n + 1) / n
}

/** Herfindahl-Hirschman index: sum of squared shares, 1/n .. 1. Its inverse is the effective number. */
export function hhi(sorted: Float64Array): number {
  const sum = total(sorted)
  let squares = 0
  for (let i = 0; i < sorted.length; i++) squares += (sorted[i] / sum) ** 2
  return sum > 0 ? squares : Number.NaN
}

/** Part of the sum held by the k largest. */
export function topFraction(sorted: Float64Array, k: number): number {
  const n = sorted.length
  let held = 0
  for (let i = Math.max(0, n - k); i < n; i++) held += sorted[i]
  return held / total(sorted)
}

/** Nakamoto coefficient: the least number that together hold more than `part` of the sum. */
export function nakamoto(sorted: Float64Array, part: number): number {
  const bar = part * total(sorted)
  let held = 0
  for (let k = 1; k <= sorted.length; k++) {
    held += sorted[sorted.length - k]
    if (held > bar) return k
  }
  return Number.NaN
}

/** Shannon entropy of the shares over its largest value, -sum x ln x / ln n: 0 one has all .. 1 equal; NaN for n = 1. */
export function entropyNormalised(sorted: Float64Array): number {
  const sum = total(sorted)
  let entropy = 0
  for (let i = 0; i < sorted.length; i++) {
    const share = sorted[i] / sum
    if (share > 0) entropy -= share * Math.log(share)
  }
  return sum > 0 && sorted.length > 1 ? entropy / Math.log(sorted.length) : Number.NaN
}

/** The same without the bias of few values: G n / (n - 1), 0 .. 1; NaN for n = 1. */
export const giniUnbiased = (sorted: Float64Array): number =>
  sorted.length > 1 ? (gini(sorted) * sorted.length) / (sorted.length - 1) : Number.NaN

/** Theil's index, sum x ln(n x) over the shares: 0 equal .. ln n one has all. */
export function theil(sorted: Float64Array): number {
  const sum = total(sorted)
  let index = 0
  for (let i = 0; i < sorted.length; i++) {
    const share = sorted[i] / sum
    if (share > 0) index += share * Math.log(share * sorted.length)
  }
  return sum > 0 ? index : Number.NaN
}
