import type { Stream } from '../random/streams.js'
import { allRows, bootstrap } from './bootstrap.js'
import { type Interval, LEVEL, NO_INTERVAL } from './interval.js'
import { percentileInterval } from './percentile-interval.js'

/** What part of an output's variance a factor makes. */
export interface SobolIndex {
  /** By itself: first-order index S. */
  readonly first: number
  readonly firstInterval: Interval
  /** By itself and together with others: total index S_T. */
  readonly total: number
  readonly totalInterval: Interval
  /** Rows of the design with all k + 2 outputs. */
  readonly n: number
}

/** Outputs of a Saltelli design: at the rows of A, of B, and of A with one column of B in place of its own. */
export interface SaltelliOutputs {
  readonly a: ArrayLike<number>
  readonly b: ArrayLike<number>
  /** One for each factor. */
  readonly ab: readonly ArrayLike<number>[]
}

/** Intervals narrower than this are good enough to rank factors by. */
export const NARROW = 0.1
/** Resamples for the intervals of indices: each costs N steps a factor. */
const INDEX_RESAMPLES = 1000

/**
 * Variance-based sensitivity indices of each factor,
 *
 *   S_i  = 1/N sum_j f(B)_j (f(AB_i)_j - f(A)_j) / V        S_Ti = 1/(2N) sum_j (f(A)_j - f(AB_i)_j)^2 / V
 *
 * V is the variance of f over A and B. Outputs are centred first, which leaves the sums unbiased and makes them quieter. Rows
 * of which any output is NaN are left out of all factors. NaN if the output does not vary. Small indices may come out a
 * little below 0.
 *
 * Intervals are percentiles of a bootstrap over rows. They take the rows for independent; those of a Sobol' sequence fill
 * space more evenly, so that the truth is nearer than the interval says.
 *
 * Source: S_i: A. Saltelli et al., Variance based sensitivity analysis of model output, Computer Physics Communications
 * 181 (2010) 259-270, table 2 (b); S_Ti: M. J. W. Jansen, Analysis of variance designs for model output, Computer Physics
 * Communications 117 (1999) 35-43
 */
export function sobolIndices(
  outputs: SaltelliOutputs,
  stream: Stream,
  level: number = LEVEL,
  resamples: number = INDEX_RESAMPLES,
): SobolIndex[] {
  const { a, b, ab } = centred(outputs)
  const n = a.length
  const interval = (statistic: (rows: Uint32Array) => number) =>
    n < 2 ? NO_INTERVAL : percentileInterval(bootstrap(n, statistic, stream, resamples), level)
  return ab.map((mixed) => {
    const first = (rows: Uint32Array) => firstOrder(a, b, mixed, rows)
    const total = (rows: Uint32Array) => totalOrder(a, b, mixed, rows)
    return {
      first: first(allRows(n)),
      firstInterval: interval(first),
      total: total(allRows(n)),
      totalInterval: interval(total),
      n,
    }
  })
}

interface Centred {
  readonly a: Float64Array
  readonly b: Float64Array
  readonly ab: readonly Float64Array[]
}

/** The rows with every output, less the mean of A and B. */
function centred({ a, b, ab }: SaltelliOutputs): Centred {
  const complete = Array.from({ length: a.length }, (_, j) => j).filter((j) =>
    [a, b, ...ab].every((outputs) => !Number.isNaN(outputs[j])),
  )
  let sum = 0
  for (const j of complete) sum += a[j] + b[j]
  const centre = sum / (2 * complete.length)
  const less = (outputs: ArrayLike<number>) => Float64Array.from(complete, (j) => outputs[j] - centre)
  return { a: less(a), b: less(b), ab: ab.map(less) }
}

function firstOrder(a: Float64Array, b: Float64Array, mixed: Float64Array, rows: Uint32Array): number {
  let sum = 0
  for (const j of rows) sum += b[j] * (mixed[j] - a[j])
  return sum / rows.length / varianceOf(a, b, rows)
}

function totalOrder(a: Float64Array, b: Float64Array, mixed: Float64Array, rows: Uint32Array): number {
  let sum = 0
  for (const j of rows) sum += (a[j] - mixed[j]) ** 2
  return sum / (2 * rows.length) / varianceOf(a, b, rows)
}

/** About the rows' own mean: a resample's is not that of the sample. NaN if nothing varies. */
function varianceOf(a: Float64Array, b: Float64Array, rows: Uint32Array): number {
  let sum = 0
  let squares = 0
  for (const j of rows) {
    sum += a[j] + b[j]
    squares += a[j] ** 2 + b[j] ** 2
  }
  const n = 2 * rows.length
  const spread = squares / n - (sum / n) ** 2
  return spread > 0 ? spread : Number.NaN
}
