/** The last answer of `weightedMedian`: stake strictly below it, and stake up to and with it. */
export const medianEdges = new Float64Array(2)

/**
 * The stake-weighted median: the least score whose cumulative stake, ascending, is strictly greater than
 * `minority`.
 *
 * Equal scores form one block; there is no interpolation. Those who gave no score gave 0 (`zeroStake`). If no
 * cumulative stake is greater, the largest score; if even nothing is greater (minority below 0), the least.
 *
 * A partition about a pivot, as on chain, but the first pivot is a guess: last epoch's median is mostly still
 * the answer. The same as: sort by score, add up stake, stop at the first sum above `minority`.
 *
 * @param scores positive scores, raw bits (any scale will do), each with a stake above 0; `from .. from +
 * count - 1` are reordered
 * @param stakes  their stake, raw bits, reordered alike
 * Source: pallets/subtensor/src/epoch/math.rs, weighted_median, 14bc6f9f
 */
export function weightedMedian(
  scores: Float64Array,
  stakes: Float64Array,
  from: number,
  count: number,
  zeroStake: number,
  minority: number,
  guess: number,
): number {
  medianEdges[0] = 0
  medianEdges[1] = zeroStake
  if (count === 0 || (zeroStake > 0 && zeroStake > minority)) return 0
  let end = from + count
  let below = zeroStake
  let pivot = guess > 0 ? guess : scores[from + (count >> 1)]
  for (;;) {
    let under = 0
    let equal = 0
    let over = 0
    for (let k = from; k < end; k++) {
      // the same as: if (x < pivot) under += s; else if (x > pivot) over += s; without branches, since the side
      // cannot be foreseen
      const x = scores[k]
      const s = stakes[k]
      const less = Number(x < pivot)
      const more = Number(x > pivot)
      under += less * s
      over += more * s
      equal += (1 - less - more) * s
    }
    if (below + under > minority && under > 0) {
      end = keep(scores, stakes, from, end, pivot, true)
    } else if (over > 0 && below + under + equal <= minority) {
      below += under + equal
      end = keep(scores, stakes, from, end, pivot, false)
    } else if (equal > 0) {
      medianEdges[0] = below + under
      medianEdges[1] = below + under + equal
      return pivot
    }
    // else the guess lies beyond all scores; any score is a better pivot
    pivot = scores[from + ((end - from) >> 1)]
  }
}

/** Move to the front what lies below (or above) the pivot; returns the new end. */
function keep(
  scores: Float64Array,
  stakes: Float64Array,
  from: number,
  end: number,
  pivot: number,
  lower: boolean,
): number {
  const sign = lower ? 1 : -1
  const bound = sign * pivot
  let to = from
  for (let k = from; k < end; k++) {
    // the same as: if (sign * x < bound) { ...; to++ }; without a branch (medians: 0.82 of the time): what is not
    // kept is written over by the next
    const x = scores[k]
    scores[to] = x
    stakes[to] = stakes[k]
    to += Number(sign * x < bound)
  }
  return to
}
