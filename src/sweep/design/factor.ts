import { type Distribution, quantile } from '../../random/distributions.js'

/** What a design varies: the scenario path it goes to, and the values it takes. */
export type Factor = ListFactor | RangeFactor | DistributionFactor

/** Values one by one, of any kind; each as likely as the others where values are drawn. */
export interface ListFactor {
  readonly path: string
  readonly values: readonly unknown[]
}

/** Every number from `low` to `high`. */
export interface RangeFactor {
  readonly path: string
  readonly low: number
  readonly high: number
  /** Put behind the number, as a scenario has it: `TAO`, `%`, `days`. */
  readonly unit?: string
  /** `log`: evenly spread in its logarithm, for ranges over orders of magnitude; low above 0. */
  readonly scale?: 'linear' | 'log'
  /** Whole numbers only, both ends included, each as likely as the others. */
  readonly whole?: boolean
}

/** Drawn as a scenario's numbers are: `lognormal(median=20, sigma=0.9)`. */
export interface DistributionFactor {
  readonly path: string
  readonly distribution: Distribution
  readonly unit?: string
}

const isList = (factor: Factor): factor is ListFactor => 'values' in factor
const isRange = (factor: Factor): factor is RangeFactor => 'low' in factor

/**
 * The value of a factor at a place u of its range: lists by equal parts, ranges by length (or logarithm), distributions
 * by their quantile.
 *
 * @param u  0 .. 1; 1 gives the end of a range, the last of a list
 */
export function valueAt(factor: Factor, u: number): unknown {
  if (isList(factor)) return factor.values[partOf(u, factor.values.length)]
  if (isRange(factor)) return withUnit(inRange(factor, u), factor.unit)
  return withUnit(quantile(factor.distribution, Math.min(u, 1 - 2 ** -53)), factor.unit)
}

function inRange({ low, high, scale, whole }: RangeFactor, u: number): number {
  if (whole) return low + partOf(u, high - low + 1)
  // The ends exactly: low + (high - low) may miss high by a last bit.
  if (u === 0) return low
  if (u === 1) return high
  return scale === 'log' ? low * (high / low) ** u : low + u * (high - low)
}

const partOf = (u: number, parts: number): number => Math.min(parts - 1, Math.floor(u * parts))

const withUnit = (value: number, unit: string | undefined): unknown =>
  unit === undefined ? value : `${value} ${unit}`

/** How many values a factor has in a grid; a continuous one is cut into `levels`. */
export function levelCount(factor: Factor, levels: number): number {
  if (isList(factor)) return factor.values.length
  return isRange(factor) && factor.whole ? Math.min(levels, factor.high - factor.low + 1) : levels
}

/**
 * The values of a factor in a grid: those of a list; for a range `levels` evenly spaced ones, both ends included (the middle
 * for a single one); for a distribution the middles of as many equally likely parts.
 */
export function gridValues(factor: Factor, levels: number): unknown[] {
  if (isList(factor)) return [...factor.values]
  const count = levelCount(factor, levels)
  return Array.from({ length: count }, (_, i) => {
    if (!isRange(factor)) return valueAt(factor, (i + 0.5) / count)
    const u = count === 1 ? 0.5 : i / (count - 1)
    if (!factor.whole) return valueAt(factor, u)
    return withUnit(factor.low + Math.floor(u * (factor.high - factor.low) + 0.5), factor.unit)
  })
}

/** What is wrong with a factor, in words; nothing if all is well. */
export function faultOf(factor: Factor): { got: string; want: string } | undefined {
  if (isList(factor)) return factor.values.length > 0 ? undefined : { got: 'no value', want: 'at least one' }
  if (!isRange(factor)) return undefined
  const { low, high, scale, whole } = factor
  const got = `${low} to ${high}`
  if (!(Number.isFinite(low) && Number.isFinite(high) && low < high))
    return { got, want: 'two numbers, the lower one first' }
  if (scale === 'log' && low <= 0) return { got, want: 'numbers above 0 on a log scale' }
  if (whole && !(Number.isInteger(low) && Number.isInteger(high))) return { got, want: 'whole numbers' }
  if (whole && scale === 'log') return { got: 'whole numbers on a log scale', want: 'one or the other' }
  return undefined
}
