import { type Axis, scaleOf } from './axis.js'
import { labelLetters, labelMargin, shortened } from './bars.js'
import type { Chart } from './figure.js'
import { seriesColour } from './palette.js'
import { axisY, dot, gridY } from './plot.js'

/** Something that happened: when, of which kind, and in words. */
export interface Happening {
  readonly x: number
  readonly kind: string
  readonly text: string
}

/** Dots on a line of time for each kind; many at one place are darker. */
export function timelineChart(happenings: readonly Happening[], x: Axis): Chart {
  const kinds = [...new Set(happenings.map(({ kind }) => kind))]
  return {
    height: () => 60 + 28 * kinds.length + 20,
    plot: (width) => ({
      marginLeft: labelMargin(kinds, width),
      marginRight: 20,
      marginTop: 12,
      marginBottom: 42,
      x: scaleOf(
        x,
        happenings.map((one) => one.x),
        width < 500 ? 4 : 8,
      ),
      y: { type: 'point', domain: kinds, label: null, padding: 0.6 },
      marks: [
        gridY({ stroke: 'var(--rule)', strokeOpacity: 1 }),
        axisY({ tickSize: 0, tickFormat: (name: string) => shortened(name, labelLetters(width)) }),
        ...kinds.map((kind, i) => {
          const own = happenings.filter((one) => one.kind === kind)
          return dot(own, {
            x: 'x',
            y: 'kind',
            r: 5,
            fill: seriesColour(i),
            fillOpacity: opacityOf(own.length),
          })
        }),
      ],
    }),
    spots: happenings.map(({ x: at, kind, text }) => ({ x: at, y: kind, text })),
  }
}

/** The more dots lie upon one another, the less each of them hides. */
const opacityOf = (dots: number): number => (dots > 400 ? 0.12 : dots > 40 ? 0.45 : 0.85)
