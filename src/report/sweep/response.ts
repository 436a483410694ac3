import type { Axis } from '../draw/axis.js'
import type { Figure } from '../draw/figure.js'
import { heatChart } from '../draw/heat.js'
import { intervalsChart } from '../draw/intervals.js'
import { linesChart } from '../draw/lines.js'
import { readable } from '../numbers.js'
import { axisOf, type Factor } from './factor.js'
import type { Estimate, SweepData, Where } from './sweep-data.js'

/** What a figure of a sweep shows. */
export interface Response {
  readonly id: string
  readonly metric: string
  readonly x: Factor
  /** One line (or row) for each level. */
  readonly by?: Factor
  readonly where?: Where
  readonly title?: string
  /** Dots without a line: levels were drawn from a range. */
  readonly scatter?: boolean
  /** Ends of the scale of colours, where several figures share it. */
  readonly range?: readonly [number, number]
}

/** Most lines that can be told apart. */
const MOST_LINES = 8
const INTERVALS =
  'Mean over replicates with its 95 % interval; for each replicate the mean over all cells of that level.'

/** The axis of a metric, with its unit. */
export const metricAxis = (data: SweepData, metric: string): Axis =>
  unitAxis(metric, data.column(metric).unit)

/** The axis of a column of a table, with its unit. */
export function unitAxis(name: string, unit: string | undefined): Axis {
  const percent = unit === 'fraction' || unit === 'probability'
  return { label: percent ? `${name} (%)` : unit ? `${name} (${unit})` : name, percent }
}

/** What a metric is, in words. */
export const meaningOf = (data: SweepData, metric: string): string => data.column(metric).meaning ?? ''

export const whereWords = (where: Where = {}): string =>
  Object.entries(where)
    .map(([name, level]) => `, ${name.split('.').pop()} ${level}`)
    .join('')

/** A metric over a factor: lines where its levels are numbers, dots where they are names. */
export async function responseFigure(data: SweepData, response: Response): Promise<Figure[]> {
  const { id, metric, x, by, where } = response
  const estimates = await data.estimates(metric, by ? [x.name, by.name] : [x.name], where)
  if (!estimates.some(({ mean }) => Number.isFinite(mean))) return []
  const groups = (by?.levels ?? ['']).slice(0, MOST_LINES)
  const left = (by?.levels.length ?? 0) - groups.length
  const title = response.title ?? `${metric} by ${x.label}${by ? ` and ${by.label}` : ''}${whereWords(where)}`
  const axis = metricAxis(data, metric)
  const of = (level: string, group: string) =>
    estimates.find((one) => one.levels[0] === level && (!by || one.levels[1] === group))
  const chart = x.values
    ? linesChart({
        series: groups.map((group) => seriesOf(x, by, group, (level) => of(level, group))),
        x: axisOf(x),
        y: axis,
        dots: true,
        scatter: response.scatter,
      })
    : intervalsChart(
        groups.flatMap((group, g) =>
          x.levels.map((level) => ({ name: level, ...ends(of(level, group)), group: g })),
        ),
        { x: axis, groups: by ? groups.map((group) => `${by.label} ${group}`) : [] },
      )
  return [
    {
      id,
      title,
      note: `${meaningOf(data, metric)} ${INTERVALS}${left > 0 ? ` ${left} levels of ${by!.label} are in the data alone.` : ''}`.trim(),
      description: describe(estimates, data, metric),
      chart,
      data: estimateTable(estimates, by ? [x, by] : [x], metric),
    },
  ]
}

const ends = (one: Estimate | undefined) => ({
  value: one?.mean ?? Number.NaN,
  low: one?.interval.low ?? Number.NaN,
  high: one?.interval.high ?? Number.NaN,
})

function seriesOf(
  x: Factor,
  by: Factor | undefined,
  group: string,
  of: (level: string) => Estimate | undefined,
) {
  const found = x.levels.map((level) => ({ at: x.values!.get(level)!, ...ends(of(level)) }))
  return {
    name: by ? `${by.label} ${group}` : 'mean over replicates',
    x: found.map(({ at }) => at),
    y: found.map(({ value }) => value),
    low: found.map(({ low }) => low),
    high: found.map(({ high }) => high),
  }
}

/** A metric over two factors, as a field. */
export async function heatFigure(data: SweepData, response: Response & { by: Factor }): Promise<Figure[]> {
  const { id, metric, x, by, where, range } = response
  const estimates = await data.estimates(metric, [x.name, by.name], where)
  const filled = estimates.filter(({ mean }) => Number.isFinite(mean))
  if (filled.length === 0) return []
  return [
    {
      id,
      title: response.title ?? `${metric} over ${x.label} and ${by.label}${whereWords(where)}`,
      note: `${meaningOf(data, metric)} Each field is the mean over replicates, and over all other factors.`.trim(),
      description: describe(filled, data, metric),
      chart: heatChart(
        filled.map(({ levels, mean }) => ({ x: levels[0], y: levels[1], value: mean })),
        {
          x: named(x),
          y: named(by),
          value: metricAxis(data, metric),
          range,
        },
      ),
      data: estimateTable(estimates, [x, by], metric),
    },
  ]
}

/** A factor as an axis of names, which have their unit with them. */
export const named = ({ label, levels }: Factor) => ({ label, levels })

/** Where it is lowest and where highest. */
export function describe(estimates: readonly Estimate[], data: SweepData, metric: string): string {
  const present = estimates.filter(({ mean }) => Number.isFinite(mean)).sort((a, b) => a.mean - b.mean)
  const at = ({ levels, mean }: Estimate) => `${readable(mean)} at ${levels.join(', ')}`
  const unit = data.column(metric).unit ?? ''
  return `${metric}${unit ? `, ${unit}` : ''}: lowest ${at(present[0])}, highest ${at(present[present.length - 1])}.`
}

/** Estimates as rows, with their intervals. */
export const estimateTable = (
  estimates: readonly Estimate[],
  factors: readonly Factor[],
  metric: string,
) => ({
  columns: [...factors.map(({ name }) => name), 'n', `${metric} mean`, 'ci_lo', 'ci_hi', 'ci_method'],
  rows: estimates.map(({ levels, n, mean, interval }) => [
    ...levels,
    n,
    ...[mean, interval.low, interval.high].map((x) => (Number.isFinite(x) ? x : null)),
    interval.method,
  ]),
})
