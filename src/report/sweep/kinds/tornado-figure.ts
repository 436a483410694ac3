import type { Figure } from '../../draw/figure.js'
import { rangesChart } from '../../draw/ranges.js'
import { readable } from '../../numbers.js'
import { meaningOf, metricAxis } from '../response.js'
import type { SweepData, Where } from '../sweep-data.js'

export interface TornadoAsked {
  readonly id: string
  readonly metric: string
  readonly where: Where
  readonly title: string
}

/** How far each factor moves the mean of a metric, all others varied: from its lowest level to its highest, widest first. */
export async function tornadoFigure(
  data: SweepData,
  { id, metric, where, title }: TornadoAsked,
): Promise<Figure[]> {
  const [whole] = await data.estimates(metric, [], where)
  if (!whole || !Number.isFinite(whole.mean)) return []
  const ranges = []
  for (const { name, label } of data.factors) {
    const known = (await data.estimates(metric, [name], where)).filter(({ mean }) => Number.isFinite(mean))
    if (known.length < 2) continue
    known.sort((a, b) => a.mean - b.mean)
    const [least, most] = [known[0], known[known.length - 1]]
    const ends = { low: least.mean, high: most.mean, lowLabel: least.levels[0], highLabel: most.levels[0] }
    ranges.push({ name: label, ...ends })
  }
  if (ranges.length === 0) return []
  ranges.sort((a, b) => b.high - b.low - (a.high - a.low))
  return [
    {
      id,
      title,
      note: `${meaningOf(data, metric)} From the level with the lowest mean to that with the highest, all other factors varied.`.trim(),
      description: ranges
        .map(
          (one) =>
            `${one.name}: ${readable(one.low)} at ${one.lowLabel} to ${readable(one.high)} at ${one.highLabel}.`,
        )
        .join(' '),
      chart: rangesChart(ranges, metricAxis(data, metric), whole.mean),
      data: {
        columns: [
          'factor',
          'level with the lowest mean',
          'lowest mean',
          'level with the highest mean',
          'highest mean',
        ],
        rows: ranges.map((one) => [one.name, one.lowLabel, one.low, one.highLabel, one.high]),
      },
    },
  ]
}
