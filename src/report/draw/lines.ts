import { type Axis, nameOf, roomFor, scaleOf, valueText } from './axis.js'
import type { Chart, LegendItem, Spot } from './figure.js'
import { ACCENT, MUTED, seriesColour, seriesDash } from './palette.js'
import { areaY, dot, gridY, lineY, type Markish, ruleX, ruleY } from './plot.js'
import { type Shape, seriesShape } from './symbols.js'

/** One line: y over x; what is no number breaks it. */
export interface Series {
  readonly name: string
  readonly x: readonly number[]
  readonly y: readonly number[]
  /** Shaded around the line. */
  readonly low?: readonly number[]
  readonly high?: readonly number[]
}

/** Something that took place at a value of x. */
export interface Moment {
  readonly x: number
  readonly label: string
}

export interface Lines {
  readonly series: readonly Series[]
  readonly x: Axis
  readonly y: Axis
  readonly moments?: readonly Moment[]
  /** A value of y to compare with. */
  readonly reference?: { readonly y: number; readonly label: string }
  /** Dots alone: values of a design that was drawn from a range. */
  readonly scatter?: boolean
  /** Values hold until the next: stairs instead of slopes. */
  readonly steps?: boolean
  /** A dot at each value: for few, far apart. */
  readonly dots?: boolean
}

/** Most places of a picture that answer to the pointer. */
const MOST_SPOTS = 160

/** Lines over a common x, each with a colour and a dash of its own. */
export function linesChart({ series, x, y, moments = [], reference, dots, steps, scatter }: Lines): Chart {
  const colour = (i: number) => (series.length === 1 ? ACCENT : seriesColour(i))
  const dash = (i: number) => (series.length === 1 ? '' : seriesDash(i))
  const xs = series.flatMap((one) => one.x)
  const levels = series.flatMap((one) => [...one.y, ...(one.low ?? []), ...(one.high ?? [])])
  if (reference) levels.push(reference.y)
  return {
    height: (width) => (width < 500 ? 260 : 320),
    plot: (width) => {
      const yScale = scaleOf(y, levels, 6)
      return {
        marginLeft: roomFor(yScale),
        marginRight: 22,
        marginBottom: 42,
        x: scaleOf(x, xs, width < 500 ? 4 : 8, true),
        y: yScale,
        marks: [
          gridY(yScale.ticks, { stroke: 'var(--rule)', strokeOpacity: 1 }),
          ...(reference ? [ruleY([reference.y], { stroke: MUTED, strokeDasharray: '3 3' })] : []),
          ...moments.map((moment) => ruleX([moment.x], { stroke: MUTED, strokeDasharray: '2 4' })),
          ...series.flatMap((one, i) =>
            marksOf(one, colour(i), dash(i), {
              dots: dots || scatter,
              steps,
              scatter,
              log: y.log,
              symbol: scatter ? seriesShape(i) : 'circle',
            }),
          ),
        ],
      }
    },
    legend: legendOf(series, colour, scatter ? undefined : dash, reference, moments),
    spots: spotsOf(series, x, y, moments),
  }
}

interface Look {
  readonly dots?: boolean
  readonly steps?: boolean
  readonly scatter?: boolean
  readonly log?: boolean
  readonly symbol: Shape
}

function marksOf(
  series: Series,
  colour: string,
  dash: string,
  { dots, steps, scatter, log, symbol }: Look,
): Markish[] {
  const indices = series.x.map((_, i) => i)
  const at = (values: readonly number[]) => (i: number) =>
    Number.isFinite(values[i]) && !(log && values[i] <= 0) ? values[i] : Number.NaN
  const place = { x: (i: number) => series.x[i], y: at(series.y) }
  const { low, high } = series
  const band =
    low && high
      ? [areaY(indices, { x: place.x, y1: at(low), y2: at(high), fill: colour, fillOpacity: 0.16 })]
      : []
  // A line through one value has no length: a value without neighbours is a dot, or the picture would seem empty.
  const known = (i: number) => Number.isFinite(place.y(i))
  const lonely = indices.filter((i) => known(i) && !known(i - 1) && !known(i + 1))
  const points = [dot(dots ? indices : lonely, { ...place, fill: colour, r: 3.5, symbol })]
  return [
    ...band,
    ...(scatter
      ? []
      : [
          lineY(indices, {
            ...place,
            stroke: colour,
            strokeWidth: 2,
            strokeDasharray: dash || undefined,
            curve: steps ? 'step-after' : 'linear',
          }),
        ]),
    ...points,
  ]
}

function legendOf(
  series: readonly Series[],
  colour: (i: number) => string,
  dash: ((i: number) => string) | undefined,
  reference: Lines['reference'],
  moments: readonly Moment[],
): LegendItem[] {
  const own = series.map(({ name }, i) => ({
    label: name,
    colour: colour(i),
    ...(dash ? { dash: dash(i), shape: 'line' as const } : { shape: 'dot' as const, symbol: seriesShape(i) }),
  }))
  const mark = (label: string, pattern: string) =>
    ({ label, colour: MUTED, dash: pattern, shape: 'line' }) as const
  const labels = [...new Set(moments.map(({ label }) => label))]
  return [
    ...(series.length > 1 || reference || moments.length > 0 ? own : []),
    ...(reference ? [mark(reference.label, '3 3')] : []),
    ...labels.map((label) => mark(label, '2 4')),
  ]
}

/** One spot at each x, which tells of all lines at once. */
function spotsOf(series: readonly Series[], x: Axis, y: Axis, moments: readonly Moment[]): Spot[] {
  const byX = new Map<number, string[]>()
  series.forEach((one) => {
    one.x.forEach((at, i) => {
      if (!Number.isFinite(one.y[i])) return
      const range =
        one.low && one.high && Number.isFinite(one.low[i])
          ? ` (${valueText(y, one.low[i])} to ${valueText(y, one.high[i])})`
          : ''
      const line = `${one.name}: ${valueText(y, one.y[i])}${range}`
      byX.set(at, [...(byX.get(at) ?? []), line])
    })
  })
  const all = [...byX].sort(([a], [b]) => a - b)
  const step = Math.max(1, Math.ceil(all.length / MOST_SPOTS))
  const name = nameOf(x)
  const kept = all.filter((_, i) => i % step === 0 || i === all.length - 1)
  return [
    ...kept.map(([at, lines]) => ({ x: at, text: `${name} ${valueText(x, at)}\n${lines.join('\n')}` })),
    ...moments.map((moment) => ({ x: moment.x, text: `${moment.label}: ${name} ${valueText(x, moment.x)}` })),
  ].sort((a, b) => a.x - b.x)
}
