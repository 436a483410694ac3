import { pairMeans } from './control-variate.js'
import type { Sample } from './mean.js'
import { variance } from './sd.js'

/**
 * How many independent pairs an antithetic pair is worth: the variance that the mean of two independent runs would have, over
 * that of the pairs' means,
 *
 *   (s_a^2 + s_b^2) / 4 / s_p^2  =  1 / (1 + rho)        where s_a = s_b
 *
 * with s_a, s_b the spreads of the first and the second runs of the pairs, rho their correlation. Above 1 mirroring pays, at 1
 * it changes nothing, below it costs. A pair of which one is missing is left out. Infinity if the pairs' means are all the same
 * though the runs vary; NaN if nothing varies, or for fewer than two pairs.
 *
 * @param values  those of replicates 2k and 2k + 1 are a pair
 * Source: A. M. Law, Simulation Modeling and Analysis, 5th edition (2015), section 11.3
 */
export function antitheticRatio(values: Sample): number {
  const means = pairMeans(values)
  const whole = Array.from(means, (_, pair) => pair).filter((pair) => !Number.isNaN(means[pair]))
  const [first, second] = [0, 1].map((member) => variance(whole.map((pair) => values[2 * pair + member])))
  return (first + second) / 4 / variance(whole.map((pair) => means[pair]))
}
