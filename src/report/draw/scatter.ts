import { type Axis, roomFor, scaleOf, valueText } from './axis.js'
import type { Chart } from './figure.js'
import { ACCENT, MUTED } from './palette.js'
import { dot, gridX, gridY, link, text } from './plot.js'

/** A dot with a name. */
export interface NamedDot {
  readonly name: string
  readonly x: number
  readonly y: number
}

export interface ScatterSettings {
  readonly x: Axis
  readonly y: Axis
  /** Lines y = slope x from 0, with what they divide. */
  readonly slopes?: readonly { readonly slope: number; readonly label: string }[]
}

/** Of the lines, in order of use. */
const DASHES = ['2 3', '8 4']

/** Most dots that get their name beside them: the farthest from the corner. */
const MOST_NAMES = { wide: 10, narrow: 5 }

/** Named dots over a plane that begins at 0. */
export function scatterChart(dots: readonly NamedDot[], { x, y, slopes = [] }: ScatterSettings): Chart {
  const most = (values: readonly number[]) => Math.max(...values, 0)
  const [right, top] = [most(dots.map((one) => one.x)), most(dots.map((one) => one.y))]
  const reach = (one: NamedDot) => Math.max(one.x / (right || 1), one.y / (top || 1))
  const order = [...dots].sort((a, b) => reach(b) - reach(a))
  return {
    height: (width) => (width < 500 ? 300 : 400),
    plot: (width) => {
      const xScale = scaleOf(
        { zero: true, ...x },
        dots.map((one) => one.x),
        width < 500 ? 4 : 8,
      )
      const yScale = scaleOf(
        { zero: true, ...y },
        dots.map((one) => one.y),
        6,
      )
      const [endX, endY] = [xScale.domain[1], yScale.domain[1]]
      const named = order.slice(0, width < 500 ? MOST_NAMES.narrow : MOST_NAMES.wide)
      const lines = slopes.map(({ slope }, i) => {
        const at = Math.min(endX, endY / slope)
        return { x: at, y: slope * at, dash: DASHES[i % DASHES.length] }
      })
      return {
        marginLeft: roomFor(yScale),
        marginRight: 24,
        marginBottom: 42,
        x: xScale,
        y: yScale,
        marks: [
          gridX(xScale.ticks, { stroke: 'var(--rule)', strokeOpacity: 1 }),
          gridY(yScale.ticks, { stroke: 'var(--rule)', strokeOpacity: 1 }),
          ...lines.map((end) =>
            link([end], { x1: 0, y1: 0, x2: 'x', y2: 'y', stroke: MUTED, strokeDasharray: end.dash }),
          ),
          dot(dots, { x: 'x', y: 'y', r: 4.5, fill: ACCENT }),
          // Towards the middle, so that no name leaves the picture.
          ...(['start', 'end'] as const).map((anchor) =>
            text(
              clear(named, endX, endY, width).filter((one) => one.x > 0.6 * endX === (anchor === 'end')),
              {
                x: 'x',
                y: 'y',
                text: 'name',
                textAnchor: anchor,
                dx: anchor === 'start' ? 8 : -8,
                fill: 'var(--text)',
                stroke: 'var(--background)',
                strokeWidth: 3,
              },
            ),
          ),
        ],
      }
    },
    legend: slopes.map(({ label }, i) => ({
      label,
      colour: MUTED,
      dash: DASHES[i % DASHES.length],
      shape: 'line',
    })),
    spots: [...dots]
      .sort((a, b) => a.x - b.x)
      .map((one) => ({
        x: one.x,
        y: one.y,
        text: `${one.name}\n${x.label}: ${valueText(x, one.x)}\n${y.label}: ${valueText(y, one.y)}`,
      })),
  }
}

/** Names whose lines of text would not lie over one that is there already. */
function clear(dots: readonly NamedDot[], endX: number, endY: number, width: number): NamedDot[] {
  const kept: NamedDot[] = []
  for (const one of dots) {
    const near = (other: NamedDot) =>
      Math.abs(one.y - other.y) / endY < 0.045 && Math.abs(one.x - other.x) / endX < 90 / width + 0.12
    if (!kept.some(near)) kept.push(one)
  }
  return kept
}
