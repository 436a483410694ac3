import { inverseNormal } from '../random/normal.js'
import { type Interval, LEVEL, NO_INTERVAL } from './interval.js'

/**
 * Wilson's interval of a proportion k / n: the p for which |k / n - p| <= z sqrt(p (1 - p) / n),
 *
 *   (k + z^2 / 2 -+ z sqrt(k (n - k) / n + z^2 / 4)) / (n + z^2)
 *
 * Never leaves 0 .. 1, and is no single point when all or none of the cases are hits. None for n = 0.
 *
 * Source: E. B. Wilson, Probable inference, the law of succession, and statistical inference, J. Am. Stat. Assoc. 22
 * (1927) 209-212
 */
export function wilsonInterval(hits: number, n: number, level: number = LEVEL): Interval {
  if (n === 0) return NO_INTERVAL
  const z = inverseNormal((1 + level) / 2)
  const centre = (hits + z ** 2 / 2) / (n + z ** 2)
  const half = (z * Math.sqrt((hits * (n - hits)) / n + z ** 2 / 4)) / (n + z ** 2)
  // Rounding would leave 1e-17 where the bound is exactly 0 or 1.
  const low = hits === 0 ? 0 : centre - half
  const high = hits === n ? 1 : centre + half
  return { low, high, method: 'wilson' }
}
