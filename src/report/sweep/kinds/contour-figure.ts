import { contourChart } from '../../draw/contour.js'
import type { Figure } from '../../draw/figure.js'
import { readable } from '../../numbers.js'
import { axisOf, type Factor } from '../factor.js'
import { describe, estimateTable, meaningOf, metricAxis } from '../response.js'
import type { SweepData, Where } from '../sweep-data.js'

export interface ContourAsked {
  readonly id: string
  readonly metric: string
  readonly x: Factor
  readonly y: Factor
  readonly where: Where
  readonly title: string
  /** Drawn heavily. */
  readonly at?: number
  /** Ends of the scale of colours, where several figures share it. */
  readonly range?: readonly [number, number]
}

/** A metric over two factors of numbers, as bands. */
export async function contourFigure(data: SweepData, asked: ContourAsked): Promise<Figure[]> {
  const { id, metric, x, y, where, title, at, range } = asked
  const estimates = await data.estimates(metric, [x.name, y.name], where)
  const filled = estimates.filter(({ mean }) => Number.isFinite(mean))
  if (filled.length < 3) return []
  const axis = metricAxis(data, metric)
  const level = at === undefined ? undefined : { at, label: `at least ${readable(at)}` }
  return [
    {
      id,
      title,
      note: `${meaningOf(data, metric)} Mean over replicates at each dot, and straight between them.${level ? ` Heavy outline: where it is at least ${readable(at!)}.` : ''}`.trim(),
      description: describe(filled, data, metric),
      chart: contourChart(
        filled.map(({ levels, mean }) => ({
          x: x.values!.get(levels[0])!,
          y: y.values!.get(levels[1])!,
          value: mean,
        })),
        { x: axisOf(x), y: axisOf(y), value: axis, level, range },
      ),
      data: estimateTable(estimates, [x, y], metric),
    },
  ]
}
