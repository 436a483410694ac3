import type { Stream } from '../../random/streams.js'
import type { MorrisStep } from '../../stats/morris-effects.js'
import { shuffled } from './shuffle.js'

/** Trajectories and levels of a screening, unless a design says otherwise. */
export const TRAJECTORIES = 20
export const LEVELS = 8

export interface Trajectory {
  /** k + 1 points. */
  readonly points: readonly Float64Array[]
  /** The step from each to the next. */
  readonly steps: readonly MorrisStep[]
}

/**
 * Random walks through a grid of p levels 0, 1/(p-1) .. 1: from a random point each factor moves once, in random order, up
 * or down by p / (2 (p - 1)), just over half its range. With p even every level is as likely as the others.
 *
 * Source: M. D. Morris, Factorial sampling plans for preliminary computational experiments, Technometrics 33 (1991) 161-174
 *
 * @param levels  p, even
 */
export function morrisTrajectories(
  count: number,
  factors: number,
  stream: Stream,
  levels: number = LEVELS,
): Trajectory[] {
  return Array.from({ length: count }, () => trajectory(factors, levels, stream))
}

function trajectory(factors: number, levels: number, stream: Stream): Trajectory {
  // Levels as whole numbers: 0 .. p / 2 - 1 can only rise, the others only fall.
  const half = levels / 2
  const at = Array.from({ length: factors }, () => stream.below(levels))
  const point = () => Float64Array.from(at, (level) => level / (levels - 1))
  const points = [point()]
  const steps = shuffled(factors, stream).map((factor) => {
    const by = at[factor] < half ? half : -half
    at[factor] += by
    points.push(point())
    return { factor, by: by / (levels - 1) }
  })
  return { points, steps }
}
