import { mean, type Sample } from './mean.js'
import { covariance, variance } from './sd.js'

/**
 * Values with the part removed that a control explains: y_r - beta (c_r - E c).
 *
 * The control is a number of the same run whose expectation is known (the drift of an exogenous price). beta comes from a
 * pilot, not from the runs it is applied to, so that the mean stays unbiased.
 *
 * Source: A. M. Law, Simulation Modeling and Analysis, 5th edition (2015), section 11.4
 */
export const controlled = (values: Sample, control: Sample, expected: number, beta: number): Float64Array =>
  Float64Array.from({ length: values.length }, (_, i) => values[i] - beta * (control[i] - expected))

/** Coefficient of a control variate from a pilot, cov(y, c) / var(c); 0 if the control does not vary. */
export function controlBeta(values: Sample, control: Sample): number {
  const spread = variance(control)
  return spread > 0 ? covariance(values, control) / spread : 0
}

/** Means of antithetic pairs, of which each is one observation: (0, 1), (2, 3), ... A last one without partner is left out. */
export const pairMeans = (values: Sample): Float64Array =>
  Float64Array.from({ length: Math.floor(values.length / 2) }, (_, pair) =>
    mean([values[2 * pair], values[2 * pair + 1]]),
  )
