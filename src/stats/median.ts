import type { Sample } from './mean.js'
import { quantile } from './quantile.js'

/** Middle value, or the mean of the two in the middle; NaN of nothing. */
export const median = (values: Sample): number => quantile(values, 0.5)
