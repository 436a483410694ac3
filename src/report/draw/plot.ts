import { type Markish, type PlotOptions, plot } from '@observablehq/plot'
import { emptyDocument, type SvgElement } from './document.js'

export {
  areaY,
  axisX,
  axisY,
  barX,
  cell,
  dot,
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
  x(value: number | string): number
  y(value: number | string): number
}

/** Draw without a browser. The only file that knows Observable Plot. */
export function drawPlot(options: PlotOptions): Drawn {
  const element = plot({
    ...options,
    document: emptyDocument() as never,
    className: 'plot',
    // Text of a size that can be read at the width for which the picture is drawn.
    style: { fontSize: '12px', fontFamily: 'system-ui, "DejaVu Sans", sans-serif' },
  }) as never as SvgElement & { scale(name: string): ScaleOf | undefined }
  const at = (name: string) => (value: number | string) => {
    const scale = element.scale(name)
    if (!scale) return 0
    return (scale.apply(value) as number) + (scale.bandwidth ?? 0) / 2
  }
  return { element, x: at('x'), y: at('y') }
}

interface ScaleOf {
  apply(value: unknown): unknown
  readonly bandwidth?: number
}
