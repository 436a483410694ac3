import { mean } from '../stats/mean.js'
import { sd } from '../stats/sd.js'
import type { Moment } from './moments.js'

/** A moment over runs. */
export interface Achieved {
  readonly moment: Moment
  readonly mean: number
  /** Standard error of that mean. */
  readonly error: number
  /** Standard deviation of a single run. */
  readonly spread: number
  /** (target - mean) / spread. */
  readonly z: number
  /** The target lies inside the 95 % range of single runs: |z| <= 1.96. */
  readonly inside: boolean
}

/** Standard deviations on either side that hold 95 % of a normal variable. */
const RANGE = 1.96

/** Target beside what runs make of it. @param runs  values by id of each run, two at least */
export function achieved(
  moments: readonly Moment[],
  runs: readonly Readonly<Record<string, number>>[],
): Achieved[] {
  return moments.map((moment) => {
    const values = runs.map((run) => run[moment.id])
    const spread = sd(values)
    const z = (moment.target - mean(values)) / spread
    return {
      moment,
      mean: mean(values),
      error: spread / Math.sqrt(values.length),
      spread,
      z,
      inside: Math.abs(z) <= RANGE,
    }
  })
}

export const countInside = (rows: readonly Achieved[]): number => rows.filter(({ inside }) => inside).length
