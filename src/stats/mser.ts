import type { Sample } from './mean.js'

/** Values in a batch of MSER-5. */
const BATCH = 5

export interface Truncation {
  /** Values to leave out at the start. */
  readonly cut: number
  /** The best cut is the longest that was tried: the series has not settled, and no cut can be trusted. */
  readonly unsettled: boolean
}

/**
 * MSER-5: how much of a series' start to leave out. Over means of 5 values, the d that minimises the squared standard
 * error of what remains,
 *
 *   sum_{i >= d} (x_i - mean_d)^2 / (n - d)^2        d = 0 .. n / 2
 *
 * The first such d if several are as good. Nothing is cut from fewer than two batches.
 *
 * Source: K. P. White Jr., M. J. Cobb and S. C. Spratt, A comparison of five steady-state truncation heuristics for
 * simulation, Winter Simulation Conference (2000) 755-760
 */
export function mser5(series: Sample): Truncation {
  const n = Math.floor(series.length / BATCH)
  const batches = Float64Array.from({ length: n }, (_, i) => {
    let sum = 0
    for (let j = 0; j < BATCH; j++) sum += series[i * BATCH + j]
    return sum / BATCH
  })
  const last = Math.floor(n / 2)
  let best = 0
  let least = Number.POSITIVE_INFINITY
  for (let d = 0; d <= last; d++) {
    const error = squaredError(batches, d)
    if (error < least) {
      least = error
      best = d
    }
  }
  return { cut: best * BATCH, unsettled: best > 0 && best === last }
}

function squaredError(batches: Float64Array, from: number): number {
  const n = batches.length - from
  let sum = 0
  for (let i = from; i < batches.length; i++) sum += batches[i]
  const centre = sum / n
  let squares = 0
  for (let i = from; i < batches.length; i++) squares += (batches[i] - centre) ** 2
  return squares / n ** 2
}
