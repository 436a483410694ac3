import { type Markish, type PlotOptions, plot } from '@observablehq/plot'
import { emptyDocument, type SvgElement } from './document.js'

export {
  areaY,
  axisX,
  axisY,
  barX,
  cell,
  contour,
  dot,
  frame,
  gridX,
  gridY,
  lineY,
  link,
  ruleX,
  ruleY,
  text,
  tickX,
} from '@observablehq/plot'
export type { Markish, PlotOptions }

/** A drawn plot: its element, and where a value lies in it, px. */
export interface Drawn {
  readonly element: SvgElement
  /** In a picture of several panels, within the one named. */
  x(value: number | string, panel?: string): number
  y(value: number | string, panel?: string): number
}

/** Draw without a browser. The only file that knows Observable Plot. */
export function drawPlot(options: PlotOptions): Drawn {
  const element = plot({
    ...options,
    // A little above the lower edge: letters with descenders were cut.
    x: { ...options.x, labelOffset: (options.marginBottom ?? 30) - 6 },
    document: emptyDocument() as never,
    className: 'plot',
    // Text of a size that can be read at the width for which the picture is drawn.
    style: { fontSize: '12px', fontFamily: 'system-ui, "DejaVu Sans", sans-serif' },
  }) as never as SvgElement & { scale(name: string): ScaleOf | undefined }
  const at = (name: string, margin: number) => (value: number | string, panel?: string) => {
    const scale = element.scale(name)
    const facet = panel === undefined ? undefined : element.scale(`f${name}`)
    if (!scale) return 0
    return scale.apply(value) + (scale.bandwidth ?? 0) / 2 + (facet ? facet.apply(panel) - margin : 0)
  }
  return { element, x: at('x', options.marginLeft ?? 0), y: at('y', options.marginTop ?? 0) }
}

interface ScaleOf {
  apply(value: unknown): number
  readonly bandwidth?: number
}
