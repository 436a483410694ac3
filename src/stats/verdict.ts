import type { Interval } from './interval.js'

/** A claim about the mean of a metric: `< 0`, `>= 0.05`, `= 0.6 +- 0.02`, `between 0.5 and 2`. */
export interface Claim {
  readonly relation: '<' | '<=' | '>' | '>=' | '=' | 'between'
  /** The bound; centre and tolerance for `=`; both bounds for `between`. */
  readonly values: readonly number[]
}

export type Verdict = 'pass' | 'fail' | 'undecided'

/**
 * What an interval says of a claim: pass if all of it satisfies the claim, fail if none does, else undecided. Without an
 * interval nothing is decided.
 */
export function verdict({ low, high }: Interval, claim: Claim): Verdict {
  if (Number.isNaN(low) || Number.isNaN(high)) return 'undecided'
  const { from, to, open } = regionOf(claim)
  const inside = open ? low > from && high < to : low >= from && high <= to
  const outside = open ? low >= to || high <= from : low > to || high < from
  return inside ? 'pass' : outside ? 'fail' : 'undecided'
}

/** The values that satisfy a claim; `open`: without the bounds themselves. */
function regionOf({ relation, values: [first, second] }: Claim): { from: number; to: number; open: boolean } {
  const open = relation === '<' || relation === '>'
  if (relation === '=') return { from: first - second, to: first + second, open }
  if (relation === 'between') return { from: first, to: second, open }
  return relation.startsWith('<')
    ? { from: Number.NEGATIVE_INFINITY, to: first, open }
    : { from: first, to: Number.POSITIVE_INFINITY, open }
}
