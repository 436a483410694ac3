import type { Sample } from './mean.js'
import { type Levels, levelsOf, midRanksOf } from './ranks.js'
import { covariance, variance } from './sd.js'

/** Linear correlation of values in pairs, -1 .. 1; NaN if either does not vary. */
export const pearson = (x: Sample, y: Sample): number =>
  covariance(x, y) / Math.sqrt(variance(x) * variance(y))

/** Spearman's rank correlation: Pearson's of the mid-ranks. */
export const spearman = (x: Sample, y: Sample): number => spearmanOf(levelsOf(x), levelsOf(y))

/** The same of values whose levels are known. */
export const spearmanOf = (x: Levels, y: Levels): number => pearson(midRanksOf(x), midRanksOf(y))

/**
 * Kendall's tau-b: (concordant - discordant) / sqrt((P - ties in x)(P - ties in y)) over all P = n (n - 1) / 2 pairs.
 *
 * NaN if either does not vary. Pairs are counted in n log n steps, exactly.
 *
 * @example  kendallTauB([1, 2, 2, 3], [1, 2, 3, 3])  // => 0.8
 * Source: M. G. Kendall, The treatment of ties in ranking problems, Biometrika 33 (1945) 239-251; W. R. Knight, A computer
 * method for calculating Kendall's tau with ungrouped data, Journal of the American Statistical Association 61 (1966) 436-439
 */
export const kendallTauB = (x: Sample, y: Sample): number => kendallTauBOf(levelsOf(x), levelsOf(y))

/** The same of values whose levels are known. */
export function kendallTauBOf(x: Levels, y: Levels): number {
  const n = x.of.length
  // By x, of equal x by y: then a pair is discordant if the later y is less.
  const places = new Uint32Array(n)
  for (let i = 0; i < n; i++) places[i] = i
  const order = inOrder(x, inOrder(y, places))
  const seen = new Uint32Array(y.counts.length + 1)
  let discordant = 0
  let alike = 0
  let run = 0
  for (let k = 0; k < n; k++) {
    const i = order[k]
    const before = order[k - 1]
    run = k > 0 && x.of[before] === x.of[i] && y.of[before] === y.of[i] ? run + 1 : 0
    alike += run
    discordant += k - upTo(seen, y.of[i])
    add(seen, y.of[i])
  }
  const untiedX = pairs(n) - tied(x)
  const untiedY = pairs(n) - tied(y)
  const concordant = untiedX - tied(y) + alike - discordant
  // Each root by itself: the product may pass 2^53.
  return (concordant - discordant) / (Math.sqrt(untiedX) * Math.sqrt(untiedY))
}

const pairs = (n: number): number => (n * (n - 1)) / 2

const tied = ({ counts }: Levels): number => counts.reduce((sum, count) => sum + pairs(count), 0)

/** Places sorted by level; those of one level stay in the order in which they came. */
function inOrder({ of, counts }: Levels, places: Uint32Array): Uint32Array {
  const next = new Uint32Array(counts.length)
  for (let level = 1; level < counts.length; level++) next[level] = next[level - 1] + counts[level - 1]
  const sorted = new Uint32Array(places.length)
  for (let k = 0; k < places.length; k++) sorted[next[of[places[k]]]++] = places[k]
  return sorted
}

// A tree of partial sums by level (P. M. Fenwick, Software: Practice and Experience 24 (1994) 327-336).

/** How many of the levels added are at most `level`. */
function upTo(tree: Uint32Array, level: number): number {
  let sum = 0
  for (let at = level + 1; at > 0; at &= at - 1) sum += tree[at]
  return sum
}

function add(tree: Uint32Array, level: number): void {
  for (let at = level + 1; at < tree.length; at += at & -at) tree[at]++
}
