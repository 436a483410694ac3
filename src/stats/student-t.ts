import { betaCdf, betaQuantile } from '../random/beta.js'

/**
 * Two-sided p-value of Student's t: the chance that |T| >= |t|, I_x(df / 2, 1 / 2) with x = df / (df + t^2).
 *
 * @param df  degrees of freedom, above 0
 * Source: Abramowitz and Stegun, Handbook of Mathematical Functions, 26.7.1, 26.5.27
 */
export function tTwoSided(t: number, df: number): number {
  return betaCdf(df / (df + t * t), df / 2, 0.5)
}

/**
 * The t that |T| stays below with probability `level`, such as 2.0930 for 0.95 and 19 degrees of freedom.
 *
 * T^2 / (df + T^2) has the distribution Beta(1/2, df / 2), whose quantile y gives t = sqrt(df y / (1 - y)).
 *
 * @param level  0 .. 1, to about 12 digits for df up to 10,000
 */
export function tWithin(level: number, df: number): number {
  const ofLevel = known.get(level) ?? new Map<number, number>()
  known.set(level, ofLevel)
  const before = ofLevel.get(df)
  if (before !== undefined) return before
  const y = betaQuantile(level, 0.5, df / 2)
  const t = Math.sqrt((df * y) / (1 - y))
  ofLevel.set(df, t)
  return t
}

/** By level, then by degrees of freedom: a sweep asks for the same at every cell and metric. */
const known = new Map<number, Map<number, number>>()
