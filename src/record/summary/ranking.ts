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
  const n = quality.length
  const k = Math.ceil(n / 10)
  const best = falling(quality).slice(0, k)
  const paid = falling(pay).slice(0, k)
  const found = paid.filter((i) => best.includes(i)).length
  return { recall: found / k, ndcg: gain(paid, quality) / gain(best, quality) }
}

const falling = (values: ArrayLike<number>): number[] =>
  Array.from({ length: values.length }, (_, i) => i).sort((i, j) => values[j] - values[i] || i - j)

const gain = (order: readonly number[], quality: ArrayLike<number>): number =>
  order.reduce((sum, i, rank) => sum + Math.exp(quality[i]) / Math.log2(rank + 2), 0)
