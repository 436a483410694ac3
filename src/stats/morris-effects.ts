import type { Stream } from '../random/streams.js'
import { bootstrap } from './bootstrap.js'
import { type Interval, LEVEL, NO_INTERVAL, RESAMPLES } from './interval.js'
import { mean } from './mean.js'
import { percentileInterval } from './percentile-interval.js'
import { sd } from './sd.js'

/** How one factor moves an output, by steps of Morris trajectories. */
export interface MorrisEffect {
  /** Mean of |elementary effect|: how much the factor matters. In units of the output per width of the factor's range. */
  readonly muStar: number
  readonly muStarInterval: Interval
  /** Mean of the elementary effects, signs kept. */
  readonly mu: number
  readonly muInterval: Interval
  /** Their standard deviation: nonlinearity and interaction. */
  readonly sigma: number
  readonly sigmaInterval: Interval
  /** Trajectories with a value at both ends of the factor's step. */
  readonly n: number
}

/** A step of a trajectory: one factor moves from the point before to the next. */
export interface MorrisStep {
  readonly factor: number
  /** By how much of its range, with sign, -1 .. 1. */
  readonly by: number
}

/**
 * Elementary effects, EE = (y(next) - y(before)) / by, summarised over trajectories.
 *
 *   mu* = mean |EE|      mu = mean EE      sigma = sd EE
 *
 * Intervals are percentiles of a bootstrap over trajectories. An effect of which either end is NaN is left out.
 *
 * Source: M. D. Morris, Factorial sampling plans for preliminary computational experiments, Technometrics 33 (1991)
 * 161-174; mu*: F. Campolongo, J. Cariboni and A. Saltelli, Environmental Modelling & Software 22 (2007) 1509-1518
 *
 * @param steps    k steps of each trajectory, in order
 * @param outputs  k + 1 outputs of each trajectory, in order
 */
export function morrisEffects(
  steps: readonly (readonly MorrisStep[])[],
  outputs: readonly ArrayLike<number>[],
  stream: Stream,
  level: number = LEVEL,
  resamples: number = RESAMPLES,
): MorrisEffect[] {
  return Array.from({ length: steps[0]?.length ?? 0 }, (_, factor) => {
    const effects = elementaryEffects(steps, outputs, factor)
    const n = effects.length
    const interval = (statistic: (values: Float64Array) => number) =>
      n === 0
        ? NO_INTERVAL
        : percentileInterval(bootstrap(n, onRows(effects, statistic), stream, resamples), level)
    return {
      muStar: meanSize(effects),
      muStarInterval: interval(meanSize),
      mu: mean(effects),
      muInterval: interval(mean),
      sigma: sd(effects),
      sigmaInterval: interval(sd),
      n,
    }
  })
}

function elementaryEffects(
  steps: readonly (readonly MorrisStep[])[],
  outputs: readonly ArrayLike<number>[],
  factor: number,
): Float64Array {
  const effects = steps.map((trajectory, t) => {
    const at = trajectory.findIndex((step) => step.factor === factor)
    return (outputs[t][at + 1] - outputs[t][at]) / trajectory[at].by
  })
  return Float64Array.from(effects).filter((effect) => !Number.isNaN(effect))
}

const meanSize = (effects: Float64Array): number => mean(effects.map(Math.abs))

const onRows =
  (values: Float64Array, statistic: (values: Float64Array) => number) =>
  (rows: Uint32Array): number =>
    statistic(Float64Array.from(rows, (row) => values[row]))
