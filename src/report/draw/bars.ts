import { type Axis, scaleOf, valueText } from './axis.js'
import type { Chart } from './figure.js'
import { ACCENT, seriesColour } from './palette.js'
import { axisY, barX, gridX, ruleX, tickX } from './plot.js'

/** A bar, perhaps with an interval. */
export interface Bar {
  readonly name: string
  readonly value: number
  readonly low?: number
  readonly high?: number
  /** Drawn in the second colour, with a mark in the name: adversaries, say. */
  readonly marked?: boolean
}

export interface BarSettings {
  readonly x: Axis
  /** What marked and unmarked bars are. */
  readonly groups?: { readonly plain: string; readonly marked: string }
}

/** Horizontal bars, in the order given. */
export function barsChart(bars: readonly Bar[], { x, groups }: BarSettings): Chart {
  const colour = (bar: Bar) => (bar.marked ? seriesColour(1) : ACCENT)
  const values = bars.flatMap(({ value, low = value, high = value }) => [value, low, high])
  const some = bars.some(({ marked }) => marked)
  const limited = bars.filter(({ low, high }) => low !== undefined && high !== undefined)
  return {
    height: () => 60 + 26 * bars.length + 42,
    plot: (width) => {
      const xScale = scaleOf({ zero: true, ...x }, values, width < 500 ? 4 : 8)
      return {
        marginLeft: labelMargin(
          bars.map(({ name }) => name),
          width,
        ),
        marginRight: 24,
        marginTop: 12,
        marginBottom: 42,
        x: xScale,
        y: { type: 'band', domain: bars.map(({ name }) => name), label: null, padding: 0.25 },
        marks: [
          gridX(xScale.ticks, { stroke: 'var(--rule)', strokeOpacity: 1 }),
          axisY({ tickSize: 0, tickFormat: (name: string) => shortened(name, labelLetters(width)) }),
          barX(bars, { x: 'value', y: 'name', fill: colour, fillOpacity: 0.85 }),
          ...['low' as const, 'high' as const].map((end) =>
            tickX(limited, { x: end, y: 'name', stroke: 'var(--text)', strokeWidth: 2, inset: 3 }),
          ),
          ruleX([0], { stroke: 'var(--text)' }),
        ],
      }
    },
    legend:
      groups && some
        ? [
            { label: groups.plain, colour: ACCENT, shape: 'square' },
            { label: groups.marked, colour: seriesColour(1), shape: 'square' },
          ]
        : [],
    spots: bars.map(({ name, value, low, high }) => ({
      x: value,
      y: name,
      text:
        low === undefined || high === undefined
          ? `${name}\n${valueText(x, value)}`
          : `${name}\n${valueText(x, value)} (${valueText(x, low)} to ${valueText(x, high)})`,
    })),
  }
}

/** Letters that a label may have at a width, and the room for the longest one. */
export const labelLetters = (width: number): number => (width < 500 ? 17 : 34)
export const labelMargin = (names: readonly string[], width: number): number =>
  14 + 7 * Math.min(labelLetters(width), Math.max(4, ...names.map(({ length }) => length)))

/** Cut in the middle: what tells names apart, a level or a number, is as often at their end. */
export function shortened(text: string, letters: number): string {
  if (text.length <= letters) return text
  const tail = Math.floor((letters - 1) / 2)
  return `${text.slice(0, letters - 1 - tail)}…${text.slice(text.length - tail)}`
}
