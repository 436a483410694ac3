/**
 * Blocks from the start until an attack has paid for itself: the first sample after it was behind from which on the
 * profit stays at 0 or above for a day.
 *
 *   min { t_k - t_0 :  P(t_j) >= 0 for all samples t_j in [t_k, t_k + hold],  P(t_i) < 0 for some i < k }
 *
 * 0 if it never is behind; NaN if it never comes back within the run, or if the run ends before the day is over.
 *
 * @param blocks  blocks of the samples, ascending, @param profit P, cumulative profit over the twin at each
 * @param hold    blocks that it has to last
 * Source: metrics of this project, section A.2
 */
export function paybackBlocks(blocks: ArrayLike<number>, profit: ArrayLike<number>, hold: number): number {
  const n = blocks.length
  let first = 0
  while (first < n && !(profit[first] < 0)) first++
  if (first === n) return n > 0 ? 0 : Number.NaN
  let since = -1
  for (let k = first; k < n; k++) {
    if (!(profit[k] >= 0)) since = -1
    else if (since < 0) since = k
    if (since >= 0 && blocks[k] - blocks[since] >= hold) return blocks[since] - blocks[0]
  }
  return Number.NaN
}
