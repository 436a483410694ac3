/**
 * Holm's adjusted p-values of a family of m tests: the chance that any true null falls stays below the level at which
 * they are read.
 *
 *   adjusted p_(i) = min(1, max over j <= i of (m - j + 1) p_(j)),  p_(1) <= p_(2) <= ...
 *
 * In the order given. NaN (no test could be made) stays NaN and is not counted in m.
 *
 * @example  holm([0.01, 0.04, 0.03])  // => [0.03, 0.06, 0.06]
 * Source: S. Holm, A simple sequentially rejective multiple test procedure, Scand. J. Statistics 6 (1979) 65-70
 */
export function holm(pValues: readonly number[]): number[] {
  const order = pValues.map((_, i) => i).filter((i) => !Number.isNaN(pValues[i]))
  order.sort((i, j) => pValues[i] - pValues[j] || i - j)
  const adjusted = pValues.map(() => Number.NaN)
  let least = 0
  order.forEach((i, rank) => {
    least = Math.max(least, (order.length - rank) * pValues[i])
    adjusted[i] = Math.min(1, least)
  })
  return adjusted
}
