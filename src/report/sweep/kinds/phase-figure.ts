import { valueText } from '../../draw/axis.js'
import type { Figure } from '../../draw/figure.js'
import { type Region, regionsChart, type Side } from '../../draw/regions.js'
import type { Factor } from '../factor.js'
import { estimateTable, meaningOf, metricAxis, named } from '../response.js'
import type { Estimate, SweepData, Where } from '../sweep-data.js'

export interface PhaseAsked {
  readonly id: string
  readonly metric: string
  readonly x: Factor
  readonly y: Factor
  readonly where: Where
  readonly title: string
  readonly at: number
}

/** On which side of a limit a metric is, over two factors: the limit is passed only where all of the interval is beyond it. */
export async function phaseFigure(data: SweepData, asked: PhaseAsked): Promise<Figure[]> {
  const { id, metric, x, y, where, title, at } = asked
  const estimates = await data.estimates(metric, [x.name, y.name], where)
  const regions: Region[] = estimates
    .filter(({ mean }) => Number.isFinite(mean))
    .map((one) => ({
      x: one.levels[0],
      y: one.levels[1],
      value: one.mean,
      low: one.interval.low,
      high: one.interval.high,
      side: sideOf(one, at),
    }))
  if (regions.length === 0) return []
  const axis = metricAxis(data, metric)
  const count = (side: Side) => regions.filter((one) => one.side === side).length
  return [
    {
      id,
      title,
      note: `${meaningOf(data, metric)} Mean over replicates; a side is taken where all of its 95 % interval lies there.`.trim(),
      description: `${metric} is above ${valueText(axis, at)} at ${count('above')} of ${regions.length} combinations, below at ${count('below')}, undecided at ${count('undecided')}.`,
      chart: regionsChart(regions, {
        x: named(x),
        y: named(y),
        value: axis,
        limit: valueText(axis, at),
      }),
      data: estimateTable(estimates, [x, y], metric),
    },
  ]
}

/** Runs that are all equal decide by their mean. */
function sideOf({ mean, interval, n }: Estimate, at: number): Side {
  const [low, high] =
    n >= 2 && Number.isFinite(interval.low) ? [interval.low, interval.high] : [Number.NaN, Number.NaN]
  if (low > at || (low === high && mean > at)) return 'above'
  if (high < at || (low === high && mean < at)) return 'below'
  return 'undecided'
}
