import { type Axis, nameOf, roomFor, scaleOf, valueText } from './axis.js'
import { shortened } from './bars.js'
import type { Chart, Spot } from './figure.js'
import type { Series } from './lines.js'
import { seriesColour, seriesDash } from './palette.js'
import { areaY, frame, gridY, lineY, type Markish, text } from './plot.js'

/** One of several small pictures that share their axes. */
export interface Panel {
  readonly name: string
  /** In the same order in every panel. */
  readonly series: readonly Series[]
}

/** Most spots of one panel. */
const MOST_SPOTS = 40

/** Panels side by side, or one below the other where there is no room: the same lines, the same axes, another group each. */
export function panelsChart(
  panels: readonly Panel[],
  { x, y }: { readonly x: Axis; readonly y: Axis },
): Chart {
  const all = panels.flatMap(({ series }) => series)
  const levels = all.flatMap((one) => [...one.y, ...(one.low ?? []), ...(one.high ?? [])])
  const names = panels[0]?.series.map(({ name }) => name) ?? []
  return {
    height: (width) => (width < 500 ? 60 + 170 * panels.length : 330),
    plot: (width) => {
      const side = width < 500 ? 'fy' : 'fx'
      const xScale = scaleOf(
        x,
        all.flatMap((one) => one.x),
        width < 500 ? 4 : Math.max(2, Math.floor(8 / panels.length)),
        true,
      )
      const yScale = scaleOf(y, levels, width < 500 ? 4 : 6)
      return {
        marginLeft: roomFor(yScale),
        marginRight: 22,
        marginTop: 50,
        marginBottom: 42,
        x: xScale,
        y: yScale,
        [side]: { domain: panels.map(({ name }) => name), axis: null, padding: side === 'fx' ? 0.06 : 0.2 },
        marks: [
          gridY(yScale.ticks, { stroke: 'var(--rule)', strokeOpacity: 1 }),
          frame({ stroke: 'var(--rule)' }),
          ...panels.flatMap((panel) => panel.series.flatMap((one, i) => marksOf(panel.name, side, one, i))),
          text(panels, {
            [side]: 'name',
            text: ({ name }: Panel) =>
              shortened(name, Math.floor((side === 'fx' ? (width - 78) / panels.length : width - 78) / 8)),
            frameAnchor: 'top-left',
            dx: 2,
            dy: -14,
            fill: 'var(--text)',
            fontWeight: 600,
          }),
        ],
      }
    },
    legend: names.map((label, i) => ({ label, colour: seriesColour(i), dash: seriesDash(i), shape: 'line' })),
    spots: panels.flatMap((panel) => spotsOf(panel, x, y)),
  }
}

function marksOf(panel: string, side: 'fx' | 'fy', { x, y, low, high }: Series, i: number): Markish[] {
  const indices = x.map((_, k) => k)
  const place = { x: (k: number) => x[k], [side]: () => panel }
  const colour = seriesColour(i)
  return [
    ...(low && high
      ? [
          areaY(indices, {
            ...place,
            y1: (k: number) => low[k],
            y2: (k: number) => high[k],
            fill: colour,
            fillOpacity: 0.14,
          }),
        ]
      : []),
    lineY(indices, {
      ...place,
      y: (k: number) => y[k],
      stroke: colour,
      strokeWidth: 2,
      strokeDasharray: seriesDash(i) || undefined,
    }),
  ]
}

function spotsOf({ name, series }: Panel, x: Axis, y: Axis): Spot[] {
  const [first] = series
  if (!first) return []
  const step = Math.max(1, Math.ceil(first.x.length / MOST_SPOTS))
  return first.x.flatMap((at, k) => {
    if ((k % step !== 0 && k !== first.x.length - 1) || !Number.isFinite(first.y[k])) return []
    const lines = series.map((one) => `${one.name}: ${valueText(y, one.y[k])}`)
    const text = [`${name}, ${nameOf(x)} ${valueText(x, at)}`, ...lines].join('\n')
    return [{ x: at, y: first.y[k], panel: name, text }]
  })
}
