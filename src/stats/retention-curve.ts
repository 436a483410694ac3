/** What honest ones keep at a level of colluding stake, mean over the runs of a cell. */
export interface RetentionPoint {
  /** s, 0..1: the colluding part of the stake. */
  readonly stake: number
  /** E_H(s): part of the emission that honest ones get. */
  readonly emission: number
}

/** The colluding stake up to which robustness is measured. */
const END = 0.5
/** Below this retention the curve has its kink. */
const KINK = 0.95

/** min(1, E_H / (1 - s)): retention of stake that is not lost to anybody. */
const retained = ({ stake, emission }: RetentionPoint): number => Math.min(1, emission / (1 - stake))

const ascending = (points: readonly RetentionPoint[]): RetentionPoint[] =>
  [...points].sort((a, b) => a.stake - b.stake)

/**
 * Area under the curve of retention, by trapezoids over the levels tried:
 *
 *   AURC = int_0^0.5 min(1, E_H(s) / (1 - s)) ds / 0.5          1: nothing is ever lost
 *
 * The curve is read at 0.5 between the levels beside it; one that ends within 0.01 of it is continued level. At 0 nothing
 * can be lost: where that level was not tried its retention is 1. NaN if it ends before, since it is not known to the end.
 *
 * @example aurc([{ stake: 0, emission: 1 }, { stake: 0.5, emission: 0.25 }])  // => 0.75
 * Source: metrics of this project, section A.6
 */
export function aurc(points: readonly RetentionPoint[]): number {
  const curve = ascending(points).map((point) => ({ stake: point.stake, kept: retained(point) }))
  if (curve.length === 0 || curve[curve.length - 1].stake < END - NEAR) return Number.NaN
  let before = { stake: 0, kept: 1 }
  let area = 0
  for (const point of curve) {
    area += trapezoid(before, point)
    before = point
  }
  return (area + Math.max(0, END - before.stake) * before.kept) / END
}

/** A curve that ends so close to the end is taken to reach it: stakes drift a little in a run. */
const NEAR = 0.01

/** Area between two points of a straight line, up to the end. */
function trapezoid(from: { stake: number; kept: number }, to: { stake: number; kept: number }): number {
  const width = Math.min(to.stake, END) - from.stake
  if (!(width > 0)) return 0
  const kept = from.kept + ((to.kept - from.kept) * width) / (to.stake - from.stake)
  return ((from.kept + kept) / 2) * width
}

/** The area over that of the rule that passes weights through (no clipping, no penalty) in the same draws. */
export const aurcNormalised = (
  points: readonly RetentionPoint[],
  passThrough: readonly RetentionPoint[],
): number => aurc(points) / aurc(passThrough)

/**
 * Colluding stake at which the curve first falls below 0.95, between levels by the straight line; NaN if it does not.
 */
export function kinkStake(points: readonly RetentionPoint[]): number {
  const curve = ascending(points)
  const first = curve.findIndex((point) => retained(point) < KINK)
  if (first < 0) return Number.NaN
  const before = first > 0 ? curve[first - 1] : { stake: 0, emission: 1 }
  const fall = retained(before) - retained(curve[first])
  const part = fall > 0 ? (retained(before) - KINK) / fall : 0
  return before.stake + part * (curve[first].stake - before.stake)
}
