import type { Sample } from './mean.js'

/**
 * Isotonic regression: the rising curve nearest to the values in (weighted) squares, by pooling neighbours that fall.
 *
 * A noisy response that must be monotone (capital against reach) becomes so; its envelope is safe to bisect.
 *
 * @param weights  above 0, such as numbers of runs; all alike if left out
 * Source: R. E. Barlow, D. J. Bartholomew, J. M. Bremner and H. D. Brunk, Statistical Inference under Order Restrictions
 * (1972), the pool-adjacent-violators algorithm
 */
export function risingEnvelope(values: Sample, weights?: Sample): Float64Array {
  const pools: { level: number; weight: number; count: number }[] = []
  for (let i = 0; i < values.length; i++) {
    let pool = { level: values[i], weight: weights?.[i] ?? 1, count: 1 }
    for (let last = pools.at(-1); last && last.level >= pool.level; last = pools.at(-1)) {
      pools.pop()
      const weight = last.weight + pool.weight
      const level = (last.level * last.weight + pool.level * pool.weight) / weight
      pool = { level, weight, count: last.count + pool.count }
    }
    pools.push(pool)
  }
  return Float64Array.from(pools.flatMap(({ level, count }) => Array<number>(count).fill(level)))
}

/** The same for a curve that must fall. */
export const fallingEnvelope = (values: Sample, weights?: Sample): Float64Array =>
  risingEnvelope(
    Float64Array.from(values, (value) => -value),
    weights,
  ).map((value) => -value)
