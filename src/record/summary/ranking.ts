/**
 * How well pay follows quality among the best: figures of two lists in pairs.
 *
 * k is a tenth of the list, rounded up. Equal values stand in the order of the list.
 */
export interface TopFigures {
  /** Part of the truly best k that are among the best paid k. */
  recall: number
  /** Discounted gain of the best paid k over that of the best order. */
  ndcg: number
}

/**
 *   recall = |T and P| / k,   NDCG = sum_{r=1..k} exp(q_P(r)) / log2(r + 1)  /  sum_{r=1..k} exp(q_T(r)) / log2(r + 1)
 *
 * T the k best by quality q (log), P the k best paid, each in falling order. NaN of empty lists.
 * Source: metrics of this project, section A.7; K. Jarvelin and J. Kekalainen, Cumulated gain-based evaluation of IR
 * techniques, ACM Transactions on Information Systems 20 (2002) 422-446
 */
export function topFigures(quality: ArrayLike<number>, pay: ArrayLike<number>): TopFigures {
  const k = Math.ceil(quality.length / 10)
  const best = largest(quality, k)
  const paid = largest(pay, k)
  const found = paid.filter((i) => best.includes(i)).length
  return { recall: found / k, ndcg: gain(paid, quality) / gain(best, quality) }
}

/** Places of the k largest values in falling order; of equal values the first come first. */
function largest(values: ArrayLike<number>, k: number): number[] {
  const top: number[] = []
  for (let i = 0; i < values.length; i++) {
    let at = top.length
    while (at > 0 && values[top[at - 1]] < values[i]) at--
    if (at === k) continue
    top.splice(at, 0, i)
    if (top.length > k) top.pop()
  }
  return top
}

const gain = (order: readonly number[], quality: ArrayLike<number>): number =>
  order.reduce((sum, i, rank) => sum + Math.exp(quality[i]) / Math.log2(rank + 2), 0)
