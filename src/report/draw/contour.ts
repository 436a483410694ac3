import { type Axis, extent, linearTicks, nameOf, scaleOf, tickText, valueText } from './axis.js'
import type { Chart, LegendItem } from './figure.js'
import { SIGNED_STEPS, STEPS, signedColour, stepColour } from './palette.js'
import { contour, dot } from './plot.js'

/** A value at a place of the plane. */
export interface Place {
  readonly x: number
  readonly y: number
  readonly value: number
}

export interface ContourSettings {
  readonly x: Axis
  readonly y: Axis
  readonly value: Axis
  /** The area of at least so much gets a heavy outline: where something pays, say. */
  readonly level?: { readonly at: number; readonly label: string }
  /** Ends of the bands, where they are not those of the values: several figures share one scale. */
  readonly range?: readonly [number, number]
}

/**
 * Bands of equal height over a plane: straight between neighbouring places (barycentric), nothing beyond the outermost.
 * The places themselves are dots, so that a reader sees on what the bands stand.
 */
export function contourChart(
  places: readonly Place[],
  { x, y, value, level, range }: ContourSettings,
): Chart {
  const known = places.filter((one) => Number.isFinite(one.value))
  const limits = bandsOf([...known.map((one) => one.value), ...(range ?? [])])
  const colours = coloursOf(limits)
  // Values interpolated on a plateau differ by rounding: a limit just there would be drawn as noise.
  const hair = (limits[limits.length - 1] - limits[0]) * 1e-9
  const floors = limits.slice(0, -1).map((limit) => limit - hair)
  const heavy =
    level && known.some((one) => one.value < level.at) && known.some((one) => one.value > level.at)
  const channels = { x: 'x', y: 'y', interpolate: 'barycentric' } as const
  return {
    height: (width) => (width < 500 ? 300 : 420),
    plot: (width) => ({
      marginLeft: 62,
      marginRight: 24,
      marginTop: 30,
      marginBottom: 42,
      x: scaleOf(
        x,
        known.map((one) => one.x),
        width < 500 ? 4 : 8,
        true,
      ),
      y: scaleOf(
        y,
        known.map((one) => one.y),
        6,
        true,
      ),
      color: { type: 'threshold', domain: floors.slice(1), range: [...colours] },
      marks: [
        contour(known, { ...channels, fill: 'value', thresholds: floors, stroke: 'var(--rule)' }),
        ...(heavy
          ? [
              contour(known, {
                ...channels,
                value: 'value',
                thresholds: [level.at - hair],
                fill: 'none',
                stroke: 'var(--text)',
                strokeWidth: 2.5,
              }),
            ]
          : []),
        dot(known, { x: 'x', y: 'y', r: 2, fill: 'var(--text)', fillOpacity: 0.6 }),
      ],
    }),
    legend: legendOf(limits, colours, value, heavy ? level.label : undefined),
    spots: known.map((one) => ({
      x: one.x,
      y: one.y,
      text: `${nameOf(x)}: ${valueText(x, one.x)}\n${nameOf(y)}: ${valueText(y, one.y)}\n${valueText(value, one.value)}`,
    })),
  }
}

/** Round limits of at most as many bands as there are colours; with 0 among them where values lie on both sides. */
function bandsOf(values: readonly number[]): readonly number[] {
  const [low, high] = extent(values)
  if (low === high) return [low - 0.5, high + 0.5]
  for (let most = STEPS; most > 0; most--) {
    const ticks = linearTicks(low, high, most)
    if (ticks.length - 1 <= STEPS) return ticks
  }
  return [low, high]
}

/** A colour for each band; values on both sides of 0 get those of a scale with a middle. */
function coloursOf(limits: readonly number[]): readonly string[] {
  const bands = limits.length - 1
  const [low, high] = [limits[0], limits[bands]]
  const reach = Math.max(-low, high)
  return Array.from({ length: bands }, (_, i) => {
    const middle = (limits[i] + limits[i + 1]) / 2
    return low < 0 && high > 0
      ? signedColour(Math.floor(((middle + reach) / (2 * reach)) * SIGNED_STEPS))
      : stepColour(bands === 1 ? 3 : Math.round((i * (STEPS - 1)) / (bands - 1)))
  })
}

function legendOf(
  limits: readonly number[],
  colours: readonly string[],
  value: Axis,
  heavy: string | undefined,
): LegendItem[] {
  const bands = colours.map((colour, i) => ({
    label: `${tickText(value, limits[i])} to ${tickText(value, limits[i + 1])}`,
    colour,
    shape: 'square' as const,
  }))
  return heavy ? [...bands, { label: heavy, colour: 'var(--text)', shape: 'line' }] : bands
}
