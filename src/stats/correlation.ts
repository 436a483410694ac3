import type { Sample } from './mean.js'
import { midRanks } from './ranks.js'
import { covariance, variance } from './sd.js'

/** Linear correlation of values in pairs, -1 .. 1; NaN if either does not vary. */
export const pearson = (x: Sample, y: Sample): number =>
  covariance(x, y) / Math.sqrt(variance(x) * variance(y))

/** Spearman's rank correlation: Pearson's of the mid-ranks. */
export const spearman = (x: Sample, y: Sample): number => pearson(midRanks(x), midRanks(y))

/**
 * Kendall's tau-b: (concordant - discordant) / sqrt((P - ties in x)(P - ties in y)) over all P = n (n - 1) / 2 pairs.
 *
 * NaN if either does not vary. Counts pairs one by one: n^2 / 2 steps.
 *
 * @example  kendallTauB([1, 2, 2, 3], [1, 2, 3, 3])  // => 0.8
 * Source: M. G. Kendall, The treatment of ties in ranking problems, Biometrika 33 (1945) 239-251
 */
export function kendallTauB(x: Sample, y: Sample): number {
  let agreement = 0
  let untiedX = 0
  let untiedY = 0
  for (let i = 0; i < x.length; i++) {
    for (let j = 0; j < i; j++) {
      const alongX = Math.sign(x[i] - x[j])
      const alongY = Math.sign(y[i] - y[j])
      agreement += alongX * alongY
      untiedX += alongX * alongX
      untiedY += alongY * alongY
    }
  }
  // Each root by itself: the product may pass 2^53.
  return agreement / (Math.sqrt(untiedX) * Math.sqrt(untiedY))
}
