import type { Axis } from '../report/draw/axis.js'
import { draw, standalone } from '../report/draw/draw.js'
import type { Chart } from '../report/draw/figure.js'
import { type Estimate, intervalsChart } from '../report/draw/intervals.js'
import { linesChart, type Moment, type Series } from '../report/draw/lines.js'

/** What a picture shows: lines over x, or estimates with their intervals one below the other. */
export type Picture = {
  /** What there is to see, as a sentence without its full stop. */
  readonly title: string
  readonly x: Axis
  readonly width?: number
} & (
  | {
      readonly lines: readonly Series[]
      readonly y: Axis
      /** Values of x at which something took place. */
      readonly moments?: readonly Moment[]
      readonly reference?: { readonly y: number; readonly label: string }
      /** A dot at each value. */
      readonly dots?: boolean
    }
  | {
      readonly estimates: readonly Estimate[]
      readonly groups?: readonly string[]
      readonly reference?: { readonly x: number; readonly label: string }
    }
)

/**
 * A picture in the manner of the reports, as the text of an SVG file.
 *
 * @example
 * picture({
 *   title: 'The price rises',
 *   x: { label: 'day' },
 *   y: { label: 'price (TAO/alpha)' },
 *   lines: [{ name: 'subnet 5', x: [0, 1], y: [0.02, 0.03] }],
 * })
 */
export function picture(picture: Picture): string {
  const chart: Chart =
    'lines' in picture
      ? linesChart({ ...picture, series: picture.lines })
      : intervalsChart(picture.estimates, picture)
  const { title, width = 760 } = picture
  const data = { columns: [], rows: [] }
  return standalone(draw({ id: 'picture', title, description: picture.x.label, chart, data }, width))
}
