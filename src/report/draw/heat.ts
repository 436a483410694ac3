import { type Axis, extent, tickText, valueText } from './axis.js'
import { labelLetters, labelMargin, shortened } from './bars.js'
import type { Chart, LegendItem } from './figure.js'
import { gridFrame } from './grid.js'
import { SIGNED_STEPS, STEPS, signedColour, stepColour } from './palette.js'
import { axisX, axisY, cell, text } from './plot.js'

export interface HeatCell {
  readonly x: string
  readonly y: string
  readonly value: number
}

export interface HeatSettings {
  readonly x: { readonly label: string; readonly levels: readonly string[] }
  readonly y: { readonly label: string; readonly levels: readonly string[] }
  readonly value: Axis
  /** Ends of the colours, where they are not those of the values: several figures share one scale. */
  readonly range?: readonly [number, number]
}

/** A field of coloured cells, each with its value. Values on both sides of 0 get a scale with a middle. */
export function heatChart(cells: readonly HeatCell[], { x, y, value, range }: HeatSettings): Chart {
  const shown = cells.filter((one) => Number.isFinite(one.value))
  const ends = range ?? extent(shown.map((one) => one.value))
  const step = stepper(ends)
  const rows = y.levels.length
  // Where the values would not fit into their cells the pointer and the table tell them.
  const fits = (width: number, margin: number) => (width - margin) / x.levels.length >= 40
  return {
    height: () => 46 + Math.max(30, Math.min(44, 420 / rows)) * rows + 56,
    plot: (width) => {
      const marginLeft = Math.max(50, labelMargin(y.levels, width))
      return {
        ...gridFrame(x, y, marginLeft),
        marks: [
          axisX({ tickSize: 0, tickFormat: (name: string) => shortened(name, 12) }),
          axisY({ tickSize: 0, tickFormat: (name: string) => shortened(name, labelLetters(width)) }),
          cell(shown, { x: 'x', y: 'y', fill: (one: HeatCell) => step(one.value).colour }),
          ...(fits(width, marginLeft)
            ? [
                text(shown, {
                  x: 'x',
                  y: 'y',
                  text: (one: HeatCell) => cellText(value, one.value),
                  fill: (one: HeatCell) => step(one.value).ink,
                }),
              ]
            : []),
        ],
      }
    },
    legend: legendOf(ends, value, step),
    spots: shown.map((one) => ({
      x: one.x,
      y: one.y,
      text: `${x.label}: ${one.x}\n${y.label}: ${one.y}\n${valueText(value, one.value)}`,
    })),
  }
}

type Ends = readonly [number, number]

const cellText = (axis: Axis, x: number): string =>
  axis.percent ? `${Number((100 * x).toPrecision(3))}%` : tickText(axis, Number(x.toPrecision(3)))

/** What the ends of the scale are, and its middle where it has one: for fields too small for a value. */
function legendOf([low, high]: Ends, value: Axis, step: ReturnType<typeof stepper>): LegendItem[] {
  if (low === high) return []
  const item = (at: number, words: string): LegendItem => ({
    label: `${cellText(value, at)}${words}`,
    colour: step(at).colour,
    shape: 'square',
  })
  return [item(low, ' (lowest)'), ...(low < 0 && high > 0 ? [item(0, '')] : []), item(high, ' (highest)')]
}

/** The colour of a value and of letters on it. */
function stepper([low, high]: Ends) {
  const both = low < 0 && high > 0
  const reach = Math.max(-low, high)
  const [from, to] = both ? [-reach, reach] : [low, high]
  const steps = both ? SIGNED_STEPS : STEPS
  return (value: number) => {
    const part = to > from ? (value - from) / (to - from) : 0
    const i = Math.min(steps - 1, Math.floor(part * steps))
    return both
      ? { colour: signedColour(i), ink: `var(--signed-ink-${i})` }
      : { colour: stepColour(i), ink: `var(--step-ink-${i})` }
  }
}
