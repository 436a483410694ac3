import { type Axis, nameOf, roomFor, scaleOf, valueText } from './axis.js'
import type { Chart } from './figure.js'
import type { Moment } from './lines.js'
import { ACCENT, MUTED } from './palette.js'
import { areaY, gridY, lineY, ruleX, ruleY } from './plot.js'

/** Quantiles of something over x: 5, 25, 50, 75 and 95 %. */
export interface Fan {
  readonly x: readonly number[]
  readonly q05: readonly number[]
  readonly q25: readonly number[]
  readonly q50: readonly number[]
  readonly q75: readonly number[]
  readonly q95: readonly number[]
}

export interface FanSettings {
  /** Whose quantiles: `subnets`. */
  readonly of: string
  readonly x: Axis
  readonly y: Axis
  readonly moments?: readonly Moment[]
  readonly reference?: number
}

/** A median line in a band that holds half and a band that holds nine tenths. */
export function fanChart(fan: Fan, { of, x, y, moments = [], reference }: FanSettings): Chart {
  const indices = fan.x.map((_, i) => i)
  const px = (i: number) => fan.x[i]
  const band = (low: readonly number[], high: readonly number[], opacity: number) =>
    areaY(indices, {
      x: px,
      y1: (i: number) => low[i],
      y2: (i: number) => high[i],
      fill: ACCENT,
      fillOpacity: opacity,
    })
  const values = [...fan.q05, ...fan.q95, ...(reference === undefined ? [] : [reference])]
  const step = Math.max(1, Math.ceil(fan.x.length / 160))
  const name = nameOf(x)
  const mark = [...new Set(moments.map(({ label }) => label))]
  return {
    height: (width) => (width < 500 ? 260 : 320),
    plot: (width) => {
      const yScale = scaleOf(y, values, 6)
      return {
        marginLeft: roomFor(yScale),
        marginRight: 22,
        marginBottom: 42,
        x: scaleOf(x, [...fan.x], width < 500 ? 4 : 8, true),
        y: yScale,
        marks: [
          gridY(yScale.ticks, { stroke: 'var(--rule)', strokeOpacity: 1 }),
          ...(reference === undefined ? [] : [ruleY([reference], { stroke: MUTED, strokeDasharray: '3 3' })]),
          ...moments.map((moment) => ruleX([moment.x], { stroke: MUTED, strokeDasharray: '2 4' })),
          band(fan.q05, fan.q95, 0.16),
          band(fan.q25, fan.q75, 0.26),
          lineY(indices, { x: px, y: (i: number) => fan.q50[i], stroke: ACCENT, strokeWidth: 2.2 }),
        ],
      }
    },
    legend: [
      { label: `median of ${of}`, colour: ACCENT, shape: 'line' },
      { label: 'middle half', colour: ACCENT, shape: 'square', opacity: 0.42 },
      { label: 'nine tenths', colour: ACCENT, shape: 'square', opacity: 0.16 },
      ...mark.map((label) => ({ label, colour: MUTED, dash: '2 4', shape: 'line' }) as const),
    ],
    spots: indices
      .filter((i) => i % step === 0 || i === indices.length - 1)
      .map((i) => ({
        x: fan.x[i],
        text: [
          `${name} ${valueText(x, fan.x[i])}`,
          `median: ${valueText(y, fan.q50[i])}`,
          `middle half: ${valueText(y, fan.q25[i])} to ${valueText(y, fan.q75[i])}`,
          `nine tenths: ${valueText(y, fan.q05[i])} to ${valueText(y, fan.q95[i])}`,
        ].join('\n'),
      })),
  }
}
