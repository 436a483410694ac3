import { readable } from '../numbers.js'

/** One axis of a picture. */
export interface Axis {
  /** What it measures, with the unit. */
  readonly label: string
  /** How a single value is introduced, such as `day`; else the label without its unit. */
  readonly name?: string
  /** Steps of ten instead of steps of one. */
  readonly log?: boolean
  /** Start at 0. */
  readonly zero?: boolean
  /** Values as parts of a hundred. */
  readonly percent?: boolean
  /** Values to be named, instead of round ones. */
  readonly named?: readonly number[]
  /** What such values are called, where they have names. */
  readonly names?: ReadonlyMap<number, string>
  /** Counts: no parts between. */
  readonly whole?: boolean
  /** Days: no parts between where there are several. */
  readonly days?: boolean
  /** Limits; else those of the data. */
  readonly domain?: readonly [number, number]
}

/** What a single value of the axis is, in words: without the unit, which stands in brackets. */
export const nameOf = ({ label, name }: Axis): string => name ?? label.replace(/ \(.*/, '')

/** A value of the axis in words. */
export const valueText = (axis: Axis, x: number): string =>
  axis.names?.get(x) ?? (axis.percent ? `${readable(100 * x)} %` : readable(x))

/** A tick in few letters: 12k, 3.4M, 15 %; more digits where the ticks lie so close that six would not part them. */
export function tickText(axis: Axis, x: number, digits = 6): string {
  const name = axis.names?.get(x)
  if (name !== undefined) return name
  if (axis.percent) return `${Number((100 * x).toPrecision(12))} %`
  const size = Math.abs(x)
  const short = (factor: number, letter: string) => `${Number((x / factor).toPrecision(digits))}${letter}`
  if (size >= 1e6) return short(1e6, 'M')
  if (size >= 10_000) return short(1e3, 'k')
  return size !== 0 && size < 1e-4
    ? x.toExponential().replace('+', '')
    : String(Number(x.toPrecision(digits)))
}

/**
 * The scale of an axis and the values that are named on it. A logarithm shows what is above 0 alone.
 *
 * @param snug  end with the data, not with the next round value
 */
export function scaleOf(axis: Axis, values: readonly number[], most: number, snug = false) {
  const { label, log, domain } = axis
  const [low, high] = domain ?? rangeOf(axis, values)
  const whole = axis.whole === true || (axis.days === true && high - low >= FEW_DAYS)
  const round = log ? logTicks(low, high, most) : linearTicks(low, high, most, whole)
  const fixed = snug || log || domain !== undefined
  const ticks = axis.named ?? (fixed ? round.filter((x) => x >= low && x <= high) : round)
  const ends = fixed ? [low, high] : [Math.min(low, round[0]), Math.max(high, round[round.length - 1])]
  const digits = digitsOf(ticks)
  return {
    label,
    labelArrow: 'none',
    type: log ? 'log' : 'linear',
    ...(log && { base: WIDE_BASE }),
    domain: ends,
    ticks,
    // Levels of a design may have any number of digits.
    tickFormat: (x: number) =>
      tickText(axis, axis.named && !axis.names ? Number(x.toPrecision(3)) : x, digits),
    grid: false,
  } as const
}

/** Digits with which no two ticks are written alike: 6, or as many as it takes. */
function digitsOf(ticks: readonly number[]): number {
  const distinct = new Set(ticks).size
  for (let digits = 6; digits < 14; digits++)
    if (new Set(ticks.map((x) => Number(x.toPrecision(digits)))).size === distinct) return digits
  return 14
}

/** Room for the ticks of a vertical axis, px: that of seven letters, or of the longest. */
export const roomFor = ({ ticks, tickFormat }: ReturnType<typeof scaleOf>): number =>
  Math.max(62, 14 + Math.ceil(7 * Math.max(0, ...ticks.map((x) => tickFormat(x).length))))

/** From so many days on an axis of time names whole days alone. */
const FEW_DAYS = 4

/**
 * Base of logarithmic scales. Positions are the same whatever it is; but d3 leaves ticks such as 0.8 without their label
 * where it finds many powers of the base and its multiples, of which there is none between the powers of this one.
 */
const WIDE_BASE = 1e6 + 0.5

/** Limits of the data, with room where they are one value or where a logarithm would put them on the edge. */
function rangeOf({ log, zero }: Axis, values: readonly number[]): [number, number] {
  const [low, high] = extent(log ? values.filter((x) => x > 0) : values)
  if (log)
    return low === high ? [low / 2, high * 2] : [low / (high / low) ** 0.05, high * (high / low) ** 0.05]
  const from = zero ? Math.min(0, low) : low
  const to = zero ? Math.max(0, high) : high
  // A flat series is drawn in the middle of something.
  const room = from === to ? Math.abs(from) * 0.05 || 1 : 0
  return [from - room, to + room]
}

/** About so many round values, the outermost just outside of the limits. */
export function linearTicks(low: number, high: number, most: number, whole = false): number[] {
  const rough = (high - low) / most
  const ten = 10 ** Math.floor(Math.log10(rough))
  const fits = (one: number) => one * ten >= rough * 0.999 && !(whole && (one * ten) % 1 !== 0)
  const step = Math.max(whole ? 1 : 0, (ROUND.find(fits) ?? 10) * ten)
  const first = Math.floor(low / step + 1e-9)
  const last = Math.ceil(high / step - 1e-9)
  // A product of whole numbers and a power of ten would drag binary tails along: 0.30000000000000004.
  return Array.from({ length: last - first + 1 }, (_, i) => Number(((first + i) * step).toPrecision(14)))
}
const ROUND = [1, 2, 2.5, 5, 10]

/** Round values inside the limits of a logarithmic axis, as few as needed. */
function logTicks(low: number, high: number, most: number): number[] {
  for (const digits of [[1, 1.5, 2, 3, 4, 5, 7], [1, 2, 3, 5], [1, 3], [1]]) {
    const found: number[] = []
    for (let ten = Math.floor(Math.log10(low)); ten <= Math.log10(high); ten++) {
      for (const digit of digits) found.push(Number((digit * 10 ** ten).toPrecision(6)))
    }
    const inside = found.filter((x) => x >= low * 0.999 && x <= high * 1.001)
    if (inside.length <= most + 2 && inside.length >= 2) return inside
  }
  const inside = linearTicks(low, high, most).filter((x) => x >= low && x <= high && x > 0)
  return inside.length > 0 && high / low < 100 ? inside : decades(low, high, most)
}

/** Powers of ten, every so-manieth. */
function decades(low: number, high: number, most: number): number[] {
  const [first, last] = [Math.ceil(Math.log10(low)), Math.floor(Math.log10(high))]
  const every = Math.max(1, Math.ceil((last - first + 1) / most))
  return Array.from({ length: Math.floor((last - first) / every) + 1 }, (_, i) =>
    Number(`1e${first + i * every}`),
  )
}

/** Least and largest of what is a number; 0 and 1 if nothing is. */
export function extent(values: readonly number[]): [number, number] {
  let low = Number.POSITIVE_INFINITY
  let high = Number.NEGATIVE_INFINITY
  for (const value of values) {
    if (!Number.isFinite(value)) continue
    low = Math.min(low, value)
    high = Math.max(high, value)
  }
  return low <= high ? [low, high] : [0, 1]
}
