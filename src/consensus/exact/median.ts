/**
 * The stake-weighted median as the chain searches for it: a partition about the middle entry, step by step.
 *
 * Not the same code as the quick one on purpose, so that each holds the other.
 *
 * @param set  the rows in question, in order of uid
 * Source: pallets/subtensor/src/epoch/math.rs, weighted_median, 14bc6f9f
 */
export function exactMedian(
  stake: readonly bigint[],
  score: readonly bigint[],
  minority: bigint,
  set: number[] = stake.map((_, i) => i),
  low = 0n,
  high: bigint = stake.reduce((a, b) => a + b, 0n),
): bigint {
  if (set.length === 0) return 0n
  if (set.length === 1) return score[set[0]]
  const pivot = score[set[set.length >> 1]]
  const below = set.filter((i) => score[i] < pivot)
  const above = set.filter((i) => score[i] > pivot)
  const lower = below.reduce((total, i) => total + stake[i], 0n)
  const upper = above.reduce((total, i) => total + stake[i], 0n)
  if (below.length > 0 && minority < low + lower)
    return exactMedian(stake, score, minority, below, low, low + lower)
  if (above.length > 0 && high - upper <= minority) {
    return exactMedian(stake, score, minority, above, high - upper, high)
  }
  return pivot
}
