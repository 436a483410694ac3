import { createStreams } from '../../random/streams.js'
import { holm } from '../../stats/holm.js'
import { type Interval, LEVEL } from '../../stats/interval.js'
import { mean } from '../../stats/mean.js'
import { pairedDifference } from '../../stats/paired-difference.js'
import { variance } from '../../stats/sd.js'
import { tTwoSided, tWithin } from '../../stats/student-t.js'

/** Values of one metric by the seed of their run. */
export type BySeed = ReadonlyMap<string, number>

/** What one set of runs has more than another. */
export interface Difference {
  readonly metric: string
  readonly unit: string
  readonly meaning: string
  readonly a: number
  readonly b: number
  /** Mean of b - a. */
  readonly difference: number
  readonly interval: Interval
  /** Replicates on both sides if paired, else the fewer of the two. */
  readonly n: number
  readonly paired: boolean
  readonly p: number
  /** p adjusted for all metrics compared. */
  readonly pHolm: number
}

/**
 * b - a: replicate by replicate where seeds agree (at least two do), else as two independent samples (Welch).
 *
 * @param name  of the comparison: the bootstrap draws from a stream of this name
 */
export function differenceOf(
  a: BySeed,
  b: BySeed,
  name: string,
): Omit<Difference, 'metric' | 'unit' | 'meaning' | 'pHolm'> {
  const seeds = [...a.keys()].filter((seed) => b.has(seed))
  const means = { a: mean([...a.values()]), b: mean([...b.values()]) }
  if (seeds.length >= 2 || (a.size === 1 && b.size === 1)) {
    const both = seeds.length > 0 ? seeds : undefined
    const left = both ? both.map((seed) => a.get(seed)!) : [...a.values()]
    const right = both ? both.map((seed) => b.get(seed)!) : [...b.values()]
    const found = pairedDifference(right, left, createStreams('compare').make(name))
    const enough = found.n >= 2
    return {
      ...means,
      difference: found.mean,
      interval: found.interval,
      n: found.n,
      paired: both !== undefined,
      p: enough ? found.p : Number.NaN,
    }
  }
  return { ...means, ...welch([...a.values()], [...b.values()]) }
}

/**
 * Difference of means of independent samples, with variances of their own.
 *
 *   d = m_b - m_a,   s^2 = s_a^2 / n_a + s_b^2 / n_b,   degrees of freedom by Welch and Satterthwaite
 *
 * Source: B. L. Welch, The generalization of Student's problem when several different population variances are involved,
 * Biometrika 34 (1947) 28-35
 */
export function welch(a: readonly number[], b: readonly number[]) {
  const [na, nb] = [a.length, b.length]
  const difference = mean(b) - mean(a)
  const [va, vb] = [variance(a) / na, variance(b) / nb]
  const error = Math.sqrt(va + vb)
  const freedom = (va + vb) ** 2 / (va ** 2 / (na - 1) + vb ** 2 / (nb - 1))
  const enough = na >= 2 && nb >= 2 && error > 0
  const reach = enough ? tWithin(LEVEL, freedom) * error : Number.NaN
  const interval: Interval = {
    low: difference - reach,
    high: difference + reach,
    method: enough ? 't' : 'none',
  }
  return {
    difference,
    interval,
    n: Math.min(na, nb),
    paired: false,
    p: enough ? tTwoSided(difference / error, freedom) : Number.NaN,
  }
}

/** Sums in another order differ in their last digits: less than a part in 10^9 is no difference. */
export const differs = ({ a, b, difference }: Pick<Difference, 'a' | 'b' | 'difference'>): boolean =>
  Math.abs(difference) > 1e-9 * Math.max(Math.abs(a), Math.abs(b))

/** Holm's p-values over all that is compared. */
export function adjusted(differences: readonly Omit<Difference, 'pHolm'>[]): Difference[] {
  const p = holm(differences.map((one) => one.p))
  return differences.map((one, i) => ({ ...one, pHolm: p[i] }))
}
