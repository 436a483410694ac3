import { type Axis, nameOf, roomFor, scaleOf, valueText } from './axis.js'
import type { Chart } from './figure.js'
import type { Moment } from './lines.js'
import { seriesColour } from './palette.js'
import { areaY, gridY, lineY, ruleX } from './plot.js'

/** A layer of a stack: how thick it is at each x. */
export interface Layer {
  readonly name: string
  readonly y: readonly number[]
}

/** Layers one above the other, the first at the bottom; a line in the background's colour parts them. */
export function stackChart(
  xs: readonly number[],
  layers: readonly Layer[],
  { x, y, moments = [] }: { readonly x: Axis; readonly y: Axis; readonly moments?: readonly Moment[] },
): Chart {
  const indices = xs.map((_, i) => i)
  const tops = layers.map((_, k) => indices.map((i) => sumTo(layers, k + 1, i)))
  const bottom = (k: number) => (i: number) => (k === 0 ? 0 : tops[k - 1][i])
  const total = tops[tops.length - 1] ?? []
  const step = Math.max(1, Math.ceil(xs.length / 160))
  const labels = [...new Set(moments.map(({ label }) => label))]
  return {
    height: (width) => (width < 500 ? 280 : 340),
    plot: (width) => {
      const yScale = scaleOf({ zero: true, ...y }, total, 6)
      return {
        marginLeft: roomFor(yScale),
        marginRight: 22,
        marginBottom: 42,
        x: scaleOf(x, xs, width < 500 ? 4 : 8, true),
        y: yScale,
        marks: [
          gridY(yScale.ticks, { stroke: 'var(--rule)', strokeOpacity: 1 }),
          ...layers.flatMap((_, k) => {
            const px = (i: number) => xs[i]
            const top = (i: number) => tops[k][i]
            return [
              areaY(indices, { x: px, y1: bottom(k), y2: top, fill: seriesColour(k), fillOpacity: 0.8 }),
              lineY(indices, { x: px, y: top, stroke: 'var(--background)', strokeWidth: 1 }),
            ]
          }),
          ...moments.map((moment) => ruleX([moment.x], { stroke: 'var(--text)', strokeDasharray: '2 4' })),
        ],
      }
    },
    legend: [
      ...layers.map(({ name }, k) => ({ label: name, colour: seriesColour(k), shape: 'square' }) as const),
      ...labels.map((label) => ({ label, colour: 'var(--text)', dash: '2 4', shape: 'line' }) as const),
    ],
    spots: indices
      .filter((i) => i % step === 0 || i === indices.length - 1)
      .map((i) => ({
        x: xs[i],
        text: [
          `${nameOf(x)} ${valueText(x, xs[i])}`,
          `all: ${valueText(y, total[i])}`,
          ...layers.map(({ name, y: thick }) => `${name}: ${valueText(y, thick[i])}`),
        ].join('\n'),
      })),
  }
}

const sumTo = (layers: readonly Layer[], end: number, i: number): number =>
  layers.slice(0, end).reduce((sum, { y }) => sum + (Number.isFinite(y[i]) ? y[i] : 0), 0)
