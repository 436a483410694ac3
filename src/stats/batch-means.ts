import { type Interval, LEVEL } from './interval.js'
import { mcseOfMean } from './mcse.js'
import { mean, type Sample } from './mean.js'
import { tInterval } from './t-interval.js'

/** Batches of a run's time average, unless a caller says otherwise. */
export const BATCHES = 20

export interface BatchMeans {
  readonly batches: Float64Array
  readonly mean: number
  /** Standard error of the run's time average. */
  readonly error: number
  readonly interval: Interval
}

/**
 * Time average of a series that remembers, with its error: the means of equally long batches are nearly independent where
 * single values are not. What does not fill a batch is left out at the start, where the warm-up is.
 *
 * The error is that within one run. It does not replace replicates.
 *
 * Source: A. M. Law, Simulation Modeling and Analysis, 5th edition (2015), section 9.5.3
 */
export function batchMeans(series: Sample, count: number = BATCHES, level: number = LEVEL): BatchMeans {
  const batches = meansOfBatches(series, Math.floor(series.length / count), count)
  return { batches, mean: mean(batches), error: mcseOfMean(batches), interval: tInterval(batches, level) }
}

function meansOfBatches(series: Sample, size: number, count: number): Float64Array {
  const from = series.length - size * count
  return Float64Array.from({ length: count }, (_, batch) => {
    let sum = 0
    for (let i = 0; i < size; i++) sum += series[from + batch * size + i]
    return sum / size
  })
}
