import { type Axis, scaleOf, valueText } from './axis.js'
import { labelLetters, labelMargin, shortened } from './bars.js'
import type { Chart } from './figure.js'
import { ACCENT, MUTED, seriesColour } from './palette.js'
import { axisY, dot, gridX, link, type Markish, ruleX, ruleY } from './plot.js'
import { seriesShape } from './symbols.js'

/** An estimate with its interval; what is no number is not drawn. */
export interface Estimate {
  readonly name: string
  readonly value: number
  readonly low: number
  readonly high: number
  /** Which colour: its place in the list of groups. */
  readonly group?: number
}

export interface IntervalSettings {
  readonly x: Axis
  /** A value to compare with, such as 0. */
  readonly reference?: { readonly x: number; readonly label: string }
  readonly groups?: readonly string[]
}

const MARGIN = { top: 12, bottom: 42 }
const PADDING = 0.6

/** Dots with intervals, one below the other; each group has a colour and a shape. */
export function intervalsChart(
  estimates: readonly Estimate[],
  { x, reference, groups = [] }: IntervalSettings,
): Chart {
  const names = [...new Set(estimates.map(({ name }) => name))]
  const colour = ({ group = 0 }: Estimate) => (groups.length > 0 ? seriesColour(group) : ACCENT)
  // Estimates of one name stand one below the other within its row.
  const shift = ({ group = 0 }: Estimate) => (group - (Math.max(1, groups.length) - 1) / 2) * 12
  const rowHeight = Math.max(26, 12 * groups.length + 10)
  const values = estimates.flatMap(({ value, low, high }) => [value, low, high])
  if (reference) values.push(reference.x)
  const shown = estimates.filter(({ value }) => Number.isFinite(value))
  const height = 90 + rowHeight * names.length
  // Between the rows of names that have several estimates; the scale has half a step and a bit more at its ends.
  const step = (height - MARGIN.top - MARGIN.bottom) / (names.length - 1 + 2 * PADDING)
  const parted = groups.length > 1 ? names.slice(1) : []
  return {
    height: () => height,
    plot: (width) => {
      const xScale = scaleOf(x, values, width < 500 ? 4 : 8)
      return {
        marginLeft: labelMargin(names, width),
        marginRight: 24,
        marginTop: MARGIN.top,
        marginBottom: MARGIN.bottom,
        x: xScale,
        y: { type: 'point', domain: names, label: null, padding: PADDING },
        marks: [
          gridX(xScale.ticks, { stroke: 'var(--rule)', strokeOpacity: 1 }),
          axisY({ tickSize: 0, tickFormat: (name: string) => shortened(name, labelLetters(width)) }),
          ruleY(parted, { dy: -step / 2, stroke: 'var(--rule)', strokeDasharray: '1 3' }),
          ...(reference ? [ruleX([reference.x], { stroke: MUTED, strokeDasharray: '3 3' })] : []),
          ...shown.flatMap((one) => marksOf(one, colour(one), shift(one))),
        ],
      }
    },
    legend: [
      ...groups.map(
        (label, i) => ({ label, colour: seriesColour(i), shape: 'dot', symbol: seriesShape(i) }) as const,
      ),
      ...(reference ? [{ label: reference.label, colour: MUTED, dash: '3 3', shape: 'line' } as const] : []),
    ],
    spots: shown.map(({ name, value, low, high, group }) => ({
      x: value,
      y: name,
      text: [
        groups.length > 0 ? `${name}, ${groups[group ?? 0]}` : name,
        valueText(x, value),
        ...(Number.isFinite(low) ? [`interval ${valueText(x, low)} to ${valueText(x, high)}`] : []),
      ].join('\n'),
    })),
  }
}

const marksOf = (one: Estimate, colour: string, dy: number): Markish[] => [
  ...(Number.isFinite(one.low) && Number.isFinite(one.high)
    ? [link([one], { x1: 'low', x2: 'high', y1: 'name', y2: 'name', stroke: colour, strokeWidth: 2.5, dy })]
    : []),
  dot([one], { x: 'value', y: 'name', fill: colour, r: 4.5, symbol: seriesShape(one.group ?? 0), dy }),
]
