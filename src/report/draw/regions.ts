import { type Axis, tickText, valueText } from './axis.js'
import { labelLetters, labelMargin, shortened } from './bars.js'
import type { Chart } from './figure.js'
import { gridFrame } from './grid.js'
import type { HeatSettings } from './heat.js'
import { axisX, axisY, cell, text } from './plot.js'

/** Which side of a limit a place is on, as far as is known. */
export type Side = 'above' | 'below' | 'undecided'

export interface Region {
  readonly x: string
  readonly y: string
  readonly value: number
  readonly low: number
  readonly high: number
  readonly side: Side
}

export interface RegionSettings extends HeatSettings {
  /** The limit, for the legend. */
  readonly limit: string
}

const colours: Readonly<Record<Side, string>> = {
  above: 'var(--signed-7)',
  below: 'var(--signed-1)',
  undecided: 'var(--signed-4)',
}
const inks: Readonly<Record<Side, string>> = {
  above: 'var(--signed-ink-7)',
  below: 'var(--signed-ink-1)',
  undecided: 'var(--signed-ink-4)',
}
/** So that nobody needs the colour to know. */
const signs: Readonly<Record<Side, string>> = { above: '▲', below: '▼', undecided: '?' }

/** Fields of two phases with what lies between them; each field says its side by colour and by sign. */
export function regionsChart(regions: readonly Region[], { x, y, value, limit }: RegionSettings): Chart {
  const rows = y.levels.length
  return {
    height: () => 46 + Math.max(34, Math.min(48, 420 / rows)) * rows + 56,
    plot: (width) => {
      const marginLeft = Math.max(50, labelMargin(y.levels, width))
      const room = (width - marginLeft - 12) / x.levels.length
      return {
        ...gridFrame(x, y, marginLeft),
        marks: [
          axisX({
            tickSize: 0,
            tickFormat: (name: string) => shortened(name, Math.max(4, Math.floor(room / 7))),
          }),
          axisY({ tickSize: 0, tickFormat: (name: string) => shortened(name, labelLetters(width)) }),
          cell(regions, { x: 'x', y: 'y', fill: ({ side }: Region) => colours[side] }),
          text(regions, {
            x: 'x',
            y: 'y',
            text: (one: Region) =>
              room >= 64 ? `${signs[one.side]} ${short(value, one.value)}` : signs[one.side],
            fill: ({ side }: Region) => inks[side],
          }),
        ],
      }
    },
    legend: (['above', 'below', 'undecided'] as const).map((side) => ({
      label: side === 'undecided' ? '? interval holds both' : `${signs[side]} ${side} ${limit}`,
      colour: colours[side],
      shape: 'square',
    })),
    spots: regions.map((one) => ({
      x: one.x,
      y: one.y,
      text: [
        `${x.label}: ${one.x}`,
        `${y.label}: ${one.y}`,
        `${valueText(value, one.value)}: ${one.side}`,
        ...(Number.isFinite(one.low)
          ? [`interval ${valueText(value, one.low)} to ${valueText(value, one.high)}`]
          : []),
      ].join('\n'),
    })),
  }
}

const short = (axis: Axis, x: number): string =>
  axis.percent ? `${Number((100 * x).toPrecision(3))}%` : tickText(axis, Number(x.toPrecision(3)))
