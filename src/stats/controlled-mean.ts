import type { Stream } from '../random/streams.js'
import { bootstrapTInterval } from './bootstrap-t-interval.js'
import { type Interval, LEVEL, NO_INTERVAL } from './interval.js'
import { solve } from './least-squares.js'
import { mean, type Sample } from './mean.js'
import { LEAST_TO_RESAMPLE, MOST_SKEW_FOR_T } from './mean-interval.js'
import { skewness, variance } from './sd.js'
import { tWithin } from './student-t.js'

/** A mean with what controls explain taken off it. NaN where the values do not say. */
export interface ControlledMean {
  /** Replicates with a value and all controls. */
  readonly n: number
  readonly mean: number
  /** Its Monte Carlo standard error. */
  readonly mcse: number
  readonly interval: Interval
  /** One a control; 0 for a control that does not vary. */
  readonly betas: readonly number[]
  /** Squared standard error of the plain mean of the same values over that of this one: above 1 the controls pay. */
  readonly varianceRatio: number
}

/** Replicates from which on controls are judged. Source: metrics of this project, section E.5 (a pilot of 30) */
export const PILOT = 30

/** A technique that does not save this much is not worth naming. Source: metrics of this project, section E.5 */
export const LEAST_GAIN = 1.2

/**
 * Mean of a metric, controlled by numbers of the same runs whose expectation is 0: the constant of the regression
 *
 *   y_r = mu + sum_k beta_k c_rk + e_r        se^2 = s_e^2 a,   s_e^2 = sum e^2 / (n - q - 1)
 *
 * with a the first element of (X'X)^-1 and q controls. Exact where y and c are jointly normal, whatever n, though beta comes
 * from the runs it is applied to; else the bias is of order 1 / n, and the standard error of order 1 / sqrt(n). A pilot of its
 * own would be free of it and throw its runs away: measured in docs/statistics.md. Each control costs about 1 / (n - q - 2)
 * of the precision even if it explains nothing.
 *
 * The interval is Student's with n - q - 1 degrees of freedom; where what is left over is skewed, the bootstrap-t of y - beta c,
 * stretched by the ratio of the standard errors.
 *
 * @param values    one a replicate; NaN where there is none
 * @param controls  each with as many values
 * @param stream    for the bootstrap, of this metric alone
 * Source: S. S. Lavenberg and P. D. Welch, A perspective on the use of control variables to increase the efficiency of Monte
 * Carlo simulations, Management Science 27 (1981) 322-335, section 2
 */
export function controlledMean(
  values: Sample,
  controls: readonly Sample[],
  stream: Stream,
  level: number = LEVEL,
): ControlledMean {
  const rows = Array.from(values, (_, r) => r).filter(
    (r) => !Number.isNaN(values[r]) && controls.every((control) => !Number.isNaN(control[r])),
  )
  const n = rows.length
  const y = rows.map((r) => values[r])
  const c = controls.map((control) => rows.map((r) => control[r]))
  const fit = regress(y, c)
  const plain = { n, mean: mean(y), mcse: Number.NaN, interval: NO_INTERVAL, varianceRatio: Number.NaN }
  if (!fit || Number.isNaN(fit.constant)) return { ...plain, betas: controls.map(() => Number.NaN) }
  const { constant, betas, error } = fit
  const left = Float64Array.from(y, (value, r) => betas.reduce((sum, b, k) => sum - b * c[k][r], value))
  return {
    n,
    mean: constant,
    mcse: error,
    interval: intervalOf(left, fit, stream, level),
    betas,
    varianceRatio: variance(y) / n / error ** 2,
  }
}

interface Regression {
  readonly constant: number
  readonly betas: readonly number[]
  /** Standard error of the constant. */
  readonly error: number
  readonly df: number
}

/** Least squares with a constant; undefined for too few values. Controls that do not vary are left out, with coefficient 0. */
function regress(y: readonly number[], controls: readonly (readonly number[])[]): Regression | undefined {
  const scales = controls.map(scaleOf)
  const used = controls.flatMap((_, k) => (scales[k] > 0 ? [k] : []))
  // Scaled, since amounts in TAO and logarithms stand side by side.
  const columns = [y.map(() => 1), ...used.map((k) => controls[k].map((value) => value / scales[k]))]
  const df = y.length - columns.length
  if (df < 1) return undefined
  const normal = (right: (column: readonly number[], k: number) => number) =>
    solve(columns.map((a, k) => [...columns.map((b) => dot(a, b)), right(a, k)]))
  const fit = normal((column) => dot(column, y))
  const [first] = normal((_, k) => (k === 0 ? 1 : 0))
  const residual = y.map((value, r) => fit.reduce((sum, b, k) => sum - b * columns[k][r], value))
  const betas = controls.map((_, k) => (scales[k] > 0 ? fit[1 + used.indexOf(k)] / scales[k] : 0))
  return { constant: fit[0], betas, error: Math.sqrt((first * dot(residual, residual)) / df), df }
}

/** @param left  values with what the controls explain taken off; their mean is the estimate */
function intervalOf(left: Float64Array, { error, df }: Regression, stream: Stream, level: number): Interval {
  const centre = mean(left)
  if (left.length < LEAST_TO_RESAMPLE || Math.abs(skewness(left)) < MOST_SKEW_FOR_T) {
    const half = tWithin(level, df) * error
    return { low: centre - half, high: centre + half, method: 't' }
  }
  const { low, high, method } = bootstrapTInterval(left, stream, level)
  const stretch = error / Math.sqrt(variance(left) / left.length)
  return { low: centre + stretch * (low - centre), high: centre + stretch * (high - centre), method }
}

/** Size of a control, root mean square; 0 if it varies by no more than rounding. */
function scaleOf(control: readonly number[]): number {
  const size = Math.sqrt(dot(control, control) / control.length)
  return Math.sqrt(variance(control)) > 1e-9 * size ? size : 0
}

const dot = (a: readonly number[], b: readonly number[]): number =>
  a.reduce((sum, value, i) => sum + value * b[i], 0)
