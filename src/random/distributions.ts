import { betaCdf, betaQuantile } from './beta.js'
import { inverseNormal } from './normal.js'
import { normalCdf } from './normal-cdf.js'
import type { Stream } from './streams.js'

/**
 * A number that is drawn: `lognormal(median=20, sigma=0.9)`.
 *
 * Every draw takes exactly one uniform, so that streams stay aligned whatever comes out. Bounds are kept by drawing
 * from the part of the distribution between them (u' = F(min) + u (F(max) - F(min))), not by drawing again and not by
 * clamping, which would heap probability on the bound.
 */
export interface Distribution {
  readonly distribution: Shape
  /** Its arguments in the engine's unit, every one, defaults filled in. */
  readonly args: Readonly<Record<string, number>>
  /** The values of `choice`, each as likely as the others. */
  readonly values?: readonly number[]
  readonly min?: number
  readonly max?: number
  /** Rounded to the nearest whole number. */
  readonly whole?: boolean
}
export type Shape = keyof typeof SHAPES

interface Law {
  /** Arguments in order. `unit`: it is an amount of what is drawn; `spread`: so, and above 0; `shape`: a pure number above 0. */
  readonly args: Readonly<Record<string, 'unit' | 'spread' | 'shape'>>
  readonly defaults?: Readonly<Record<string, number>>
  readonly sentence: string
  quantile(u: number, args: Args): number
  cdf(x: number, args: Args): number
  mean(args: Args): number
}
type Args = Readonly<Record<string, number>>

export const SHAPES = {
  normal: {
    args: { mean: 'unit', sd: 'spread' },
    sentence: 'bell curve',
    quantile: (u, { mean, sd }) => mean + sd * inverseNormal(u),
    cdf: (x, { mean, sd }) => normalCdf((x - mean) / sd),
    mean: ({ mean }) => mean,
  },
  lognormal: {
    args: { median: 'spread', sigma: 'shape' },
    sentence: 'the logarithm is normal with standard deviation sigma',
    quantile: (u, { median, sigma }) => median * Math.exp(sigma * inverseNormal(u)),
    cdf: (x, { median, sigma }) => (x <= 0 ? 0 : normalCdf(Math.log(x / median) / sigma)),
    mean: ({ median, sigma }) => median * Math.exp((sigma * sigma) / 2),
  },
  uniform: {
    args: { low: 'unit', high: 'unit' },
    sentence: 'every value between low and high alike',
    quantile: (u, { low, high }) => low + u * (high - low),
    cdf: (x, { low, high }) => Math.min(1, Math.max(0, (x - low) / (high - low))),
    mean: ({ low, high }) => (low + high) / 2,
  },
  pareto: {
    args: { minimum: 'spread', index: 'shape' },
    sentence: 'power law from minimum upwards, P(X > x) = (minimum / x)^index',
    quantile: (u, { minimum, index }) => minimum * (1 - Math.min(u, 1 - 2 ** -53)) ** (-1 / index),
    cdf: (x, { minimum, index }) => (x <= minimum ? 0 : 1 - (minimum / x) ** index),
    mean: ({ minimum, index }) => (index <= 1 ? Number.POSITIVE_INFINITY : (minimum * index) / (index - 1)),
  },
  exponential: {
    args: { mean: 'spread' },
    sentence: 'waiting time without memory',
    quantile: (u, { mean }) => -mean * Math.log1p(-Math.min(u, 1 - 2 ** -53)),
    cdf: (x, { mean }) => (x <= 0 ? 0 : -Math.expm1(-x / mean)),
    mean: ({ mean }) => mean,
  },
  beta: {
    args: { a: 'shape', b: 'shape', low: 'unit', high: 'unit' },
    defaults: { low: 0, high: 1 },
    sentence: 'Beta(a, b) stretched from low to high (0 to 1 if left out)',
    quantile: (u, { a, b, low, high }) => low + (high - low) * betaQuantile(u, a, b),
    cdf: (x, { a, b, low, high }) => betaCdf((x - low) / (high - low), a, b),
    mean: ({ a, b, low, high }) => low + ((high - low) * a) / (a + b),
  },
  choice: {
    args: {},
    sentence: 'one of the values given, each as likely as the others',
    quantile: () => Number.NaN,
    cdf: () => Number.NaN,
    mean: () => Number.NaN,
  },
} satisfies Record<string, Law>

const law = (distribution: Distribution): Law => SHAPES[distribution.distribution]

export const isDistribution = (value: unknown): value is Distribution =>
  value instanceof Object && typeof (value as Distribution).distribution === 'string'

/** One value: one uniform of the stream, whatever the distribution. */
export const draw = (distribution: Distribution, stream: Stream): number =>
  quantile(distribution, stream.uniform())

/** The value below which a part `u` of the draws lies, bounds and rounding included. @param u in [0, 1) */
export function quantile(distribution: Distribution, u: number): number {
  const { values, args, whole } = distribution
  const min = distribution.min ?? Number.NEGATIVE_INFINITY
  const max = distribution.max ?? Number.POSITIVE_INFINITY
  if (values) return values[Math.floor(u * values.length)]
  const { quantile, cdf } = law(distribution)
  const below = min === Number.NEGATIVE_INFINITY ? 0 : cdf(min, args)
  const within = (max === Number.POSITIVE_INFINITY ? 1 : cdf(max, args)) - below
  const drawn = quantile(below + u * within, args)
  // The inverse may miss a bound by a last bit, and rounding may step over it.
  if (whole) return Math.min(Math.floor(max), Math.max(Math.ceil(min), Math.floor(drawn + 0.5)))
  return Math.min(max, Math.max(min, drawn))
}

/**
 * Mean of the draws: exact without bounds, else by the midpoint rule on 10,000 quantiles. For documentation.
 */
export function mean(distribution: Distribution): number {
  const { values, args, min, max } = distribution
  if (values) return values.reduce((sum, value) => sum + value, 0) / values.length
  const { cdf, mean } = law(distribution)
  const cut = (min !== undefined && cdf(min, args) > 0) || (max !== undefined && cdf(max, args) < 1)
  if (!cut) return mean(args)
  const steps = 10_000
  let sum = 0
  for (let i = 0; i < steps; i++) sum += quantile({ ...distribution, whole: false }, (i + 0.5) / steps)
  return sum / steps
}

/** How much of the distribution lies within its bounds, 0..1; 0 means it can give nothing. */
export function massWithin({ distribution, args, values, min, max }: Distribution): number {
  if (values)
    return values.every((value) => value >= (min ?? -Infinity) && value <= (max ?? Infinity)) ? 1 : 0
  const { cdf } = SHAPES[distribution] as Law
  const below = min === undefined ? 0 : cdf(min, args)
  return (max === undefined ? 1 : cdf(max, args)) - below
}
