import { quantile } from '../../../stats/quantile.js'
import { tInterval } from '../../../stats/t-interval.js'
import type { Axis } from '../../draw/axis.js'
import { fanChart } from '../../draw/fan.js'
import type { Figure } from '../../draw/figure.js'
import { linesChart, type Series } from '../../draw/lines.js'
import { readable } from '../../numbers.js'
import type { Asked } from '../asked.js'
import { unitAxis } from '../response.js'
import type { SweepData, Where } from '../sweep-data.js'
import { overTime, type TimeValue } from './over-time.js'

/** Replicates from which on intervals are drawn. */
export const FEW = 5

/** What a line is, in words. */
export const meanOver = (reps: number): string =>
  reps >= FEW
    ? 'Mean over replicates with its 95 % interval.'
    : `Mean over ${reps} replicates, too few to draw an interval.`

/** Most lines that can be told apart. */
const MOST_LINES = 8

/** A column over time: the fan of all replicates, or the mean of each level. */
export async function pathFigure(
  data: SweepData,
  id: string,
  asked: Asked,
  where: Where,
  title: string,
): Promise<Figure[]> {
  const { by, names } = asked
  const values = await overTime(data, asked, where, by)
  if (values.length === 0) return []
  const reps = new Set(values.map(({ rep }) => rep)).size
  const x = timeAxis(asked)
  const y = columnAxis(data, asked)
  const moments = asked.since === 'start' ? [] : [{ x: 0, label: asked.since }]
  const reference = asked.against ? (asked.as === 'ratio' ? 1 : 0) : undefined
  const note = noteOf(data, asked)
  if (by) {
    const series = seriesOf(values, asked).slice(0, MOST_LINES)
    return [
      {
        id,
        title,
        note: `${note} ${meanOver(reps)}`,
        description: lastWords(series),
        chart: linesChart({
          series,
          x,
          y,
          moments,
          ...(reference !== undefined && { reference: { y: reference, label: 'no difference' } }),
        }),
        data: seriesTable(series, by.name),
      },
    ]
  }
  const fan = fanOf(values)
  return [
    {
      id,
      title,
      note: `${note} Quantiles over ${reps} replicates${reps < FEW ? ', so few that they are interpolated between them' : ''}.`,
      description: `Median of ${names[0]} at the end: ${readable(fan.q50[fan.q50.length - 1])}, nine tenths between ${readable(fan.q05[fan.q05.length - 1])} and ${readable(fan.q95[fan.q95.length - 1])}.`,
      chart: fanChart(fan, { of: 'replicates', x, y, moments, reference }),
      data: {
        columns: ['days', 'q05', 'q25', 'q50', 'q75', 'q95'],
        rows: fan.x.map((day, i) => [day, fan.q05[i], fan.q25[i], fan.q50[i], fan.q75[i], fan.q95[i]]),
      },
    },
  ]
}

export const timeAxis = ({ since }: Asked): Axis => ({
  label: `days since the ${since}`,
  name: 'day',
  days: true,
})

/** The axis of a kept column; of what it is more, or by how much larger, than in the counterfactual. */
export function columnAxis(data: SweepData, { names, table, against, as, running }: Asked): Axis {
  const [name] = names
  const plain = unitAxis(running ? `${name}, summed` : name, data.keptColumn(table, name).unit)
  if (!against) return plain
  if (as === 'ratio') return { label: `${name}, by that at ${against.level}` }
  return { ...plain, label: `${plain.label}, less that at ${against.level}` }
}

const WORDS = { sum: 'Sum', mean: 'Mean', median: 'Median' } as const

export function noteOf(data: SweepData, asked: Asked): string {
  const { names, table, against, as, since, over } = asked
  const meaning = data.keptColumn(table, names[0]).meaning ?? ''
  const paired = against
    ? ` ${as === 'ratio' ? 'As a ratio to' : 'Less'} the run of the same seed at ${against.factor.label} ${against.level}.`
    : ''
  const moment = since === 'halving' ? ' The halving is where issuance passes the threshold.' : ''
  const rows = table === 'network' || asked.kind !== 'path' ? '' : ` ${WORDS[over]} of its rows.`
  return `${meaning}${rows}${paired}${moment}`.trim()
}

/** Mean and interval over replicates at each time, a line for each level. */
export function seriesOf(values: readonly TimeValue[], { by }: Asked): Series[] {
  const levels = by?.levels ?? ['']
  return levels.flatMap((level) => {
    const own = values.filter((one) => one.level === level)
    const days = daysOf(own)
    if (days.length === 0) return []
    const at = days.map((day) => own.filter((one) => one.day === day).map(({ value }) => value))
    const intervals = at.map((found) => tInterval(found))
    return [
      {
        name: by ? `${by.label} ${level}` : 'mean',
        x: days,
        y: at.map((found) => found.reduce((sum, one) => sum + one, 0) / found.length),
        // Of few replicates an interval is so wide that it would set the scale and hide the lines.
        ...(Math.max(...at.map(({ length }) => length)) >= FEW && {
          low: intervals.map(({ low }) => low),
          high: intervals.map(({ high }) => high),
        }),
      },
    ]
  })
}

const daysOf = (values: readonly TimeValue[]): number[] =>
  [...new Set(values.map(({ day }) => day))].sort((a, b) => a - b)

function fanOf(values: readonly TimeValue[]) {
  const x = daysOf(values)
  const at = x.map((day) => values.filter((one) => one.day === day).map(({ value }) => value))
  const of = (p: number) => at.map((found) => quantile(found, p))
  return { x, q05: of(0.05), q25: of(0.25), q50: of(0.5), q75: of(0.75), q95: of(0.95) }
}

export const lastWords = (series: readonly Series[]): string =>
  series
    .map(({ name, y }) => `${name}: ${readable(y[0])} at first, ${readable(y[y.length - 1])} at last.`)
    .join(' ')

export const seriesTable = (series: readonly Series[], by: string) => ({
  columns: [by, 'days', 'mean', 'ci_lo', 'ci_hi'],
  rows: series.flatMap(({ name, x, y, low, high }) =>
    x.map((day, i) => [
      name,
      day,
      ...[y[i], low?.[i], high?.[i]].map((one) => (Number.isFinite(one) ? one! : null)),
    ]),
  ),
})
