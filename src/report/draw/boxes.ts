import { type Axis, scaleOf, valueText } from './axis.js'
import { labelLetters, labelMargin, shortened } from './bars.js'
import type { Chart } from './figure.js'
import { ACCENT } from './palette.js'
import { axisY, dot, gridX, link } from './plot.js'

/** Quantiles of something: 5, 25, 50, 75 and 95 %. */
export interface Box {
  readonly name: string
  readonly quantiles: readonly number[]
}

/** A line for nine tenths, a bar for the middle half, a dot for the median; one below the other. */
export function boxesChart(boxes: readonly Box[], x: Axis): Chart {
  const names = boxes.map(({ name }) => name)
  const bar = (from: number, to: number, strokeWidth: number, strokeOpacity: number) =>
    link(boxes, {
      x1: ({ quantiles }: Box) => quantiles[from],
      x2: ({ quantiles }: Box) => quantiles[to],
      y1: 'name',
      y2: 'name',
      stroke: ACCENT,
      strokeWidth,
      strokeOpacity,
    })
  return {
    height: () => 60 + 34 * boxes.length + 30,
    plot: (width) => {
      const xScale = scaleOf(
        x,
        boxes.flatMap(({ quantiles }) => [...quantiles]),
        width < 500 ? 4 : 8,
      )
      return {
        marginLeft: labelMargin(names, width),
        marginRight: 24,
        marginTop: 12,
        marginBottom: 42,
        x: xScale,
        y: { type: 'point', domain: names, label: null, padding: 0.6 },
        marks: [
          gridX(xScale.ticks, { stroke: 'var(--rule)', strokeOpacity: 1 }),
          axisY({ tickSize: 0, tickFormat: (name: string) => shortened(name, labelLetters(width)) }),
          bar(0, 4, 1.5, 1),
          bar(1, 3, 12, 0.5),
          dot(boxes, { x: ({ quantiles }: Box) => quantiles[2], y: 'name', fill: 'var(--text)', r: 4.5 }),
        ],
      }
    },
    spots: boxes.map(({ name, quantiles: [q05, q25, q50, q75, q95] }) => ({
      x: q50,
      y: name,
      text: [
        name,
        `median ${valueText(x, q50)}`,
        `middle half ${valueText(x, q25)} to ${valueText(x, q75)}`,
        `nine tenths ${valueText(x, q05)} to ${valueText(x, q95)}`,
      ].join('\n'),
    })),
  }
}
