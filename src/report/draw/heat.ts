import { type Axis, extent, tickText, valueText } from './axis.js'
import { labelLetters, labelMargin, shortened } from './bars.js'
import type { Chart } from './figure.js'
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
}

/** A field of coloured cells, each with its value. Values on both sides of 0 get a scale with a middle. */
export function heatChart(cells: readonly HeatCell[], { x, y, value }: HeatSettings): Chart {
  const shown = cells.filter((one) => Number.isFinite(one.value))
  const step = stepper(shown.map((one) => one.value))
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
    spots: shown.map((one) => ({
      x: one.x,
      y: one.y,
      text: `${x.label}: ${one.x}\n${y.label}: ${one.y}\n${valueText(value, one.value)}`,
    })),
  }
}

const cellText = (axis: Axis, x: number): string =>
  axis.percent ? `${Number((100 * x).toPrecision(3))}%` : tickText(axis, Number(x.toPrecision(3)))

/** The colour of a value and of letters on it. */
function stepper(values: readonly number[]) {
  const [low, high] = extent(values)
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
