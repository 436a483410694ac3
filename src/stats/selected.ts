/**
 * Quantile of type 7, as `quantileSorted`, of values in any order, which it puts into another. For a few quantiles of many
 * values: a sort takes ten times as long.
 *
 * @param values  no NaN
 * @param p       0 smallest .. 1 largest
 */
export function quantileSelected(values: Float64Array, p: number): number {
  const n = values.length
  if (n === 0) return Number.NaN
  const place = (n - 1) * p
  const below = Math.min(n - 1, Math.max(0, Math.floor(place)))
  const part = place - below
  if (part === 0 || below + 1 >= n) return selected(values, below)
  // One of the two neighbours is selected, the other is the nearest beyond it: on the side where there are fewer to look at.
  let low: number
  let high: number
  if (below < n / 2) {
    high = selected(values, below + 1)
    low = values[0]
    for (let i = 1; i <= below; i++) if (values[i] > low) low = values[i]
  } else {
    low = selected(values, below)
    high = values[below + 1]
    for (let i = below + 2; i < n; i++) if (values[i] < high) high = values[i]
  }
  return low + part * (high - low)
}

/**
 * The k-th smallest value, from 0. Afterwards those before its place are no larger, those behind it no smaller.
 *
 * Source: C. A. R. Hoare, Algorithm 65: Find, Communications of the ACM 4 (1961) 321-322
 */
export function selected(values: Float64Array, k: number): number {
  let left = 0
  let right = values.length - 1
  while (left < right) {
    const pivot = values[k]
    let i = left
    let j = right
    while (i <= j) {
      while (values[i] < pivot) i++
      while (values[j] > pivot) j--
      if (i > j) break
      const kept = values[i]
      values[i] = values[j]
      values[j] = kept
      i++
      j--
    }
    if (j < k) left = i
    if (i > k) right = j
  }
  return values[k]
}
