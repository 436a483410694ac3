/** Values of one metric, one a run. */
export type Sample = ArrayLike<number>

/**
 * Arithmetic mean, NaN of nothing.
 *
 * A second pass adds the mean of what the first left over, so that equal values have exactly their own mean.
 */
export function mean(values: Sample): number {
  const n = values.length
  let sum = 0
  for (let i = 0; i < n; i++) sum += values[i]
  const rough = sum / n
  let rest = 0
  for (let i = 0; i < n; i++) rest += values[i] - rough
  return Number.isFinite(rest) ? rough + rest / n : rough
}
