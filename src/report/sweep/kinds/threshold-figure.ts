import { createStreams } from '../../../random/streams.js'
import { bootstrap } from '../../../stats/bootstrap.js'
import { percentileInterval } from '../../../stats/percentile-interval.js'
import { valueText } from '../../draw/axis.js'
import type { Figure } from '../../draw/figure.js'
import { intervalsChart } from '../../draw/intervals.js'
import { axisOf, type Factor } from '../factor.js'
import { metricAxis } from '../response.js'
import type { SweepData, Where } from '../sweep-data.js'

export interface ThresholdAsked {
  readonly id: string
  readonly metric: string
  readonly x: Factor
  readonly by?: Factor
  readonly where: Where
  readonly title: string
  readonly at: number
}

/** Means of each replicate at each level: `values[rep][level]`. */
type Curves = readonly (readonly number[])[]

/**
 * Where the mean of a metric passes a level along a factor: the break-even.
 *
 *   x* = x_i + (x_(i+1) - x_i) (at - m_i) / (m_(i+1) - m_i)      for the first i at which m_i and m_(i+1) lie on two sides
 *
 * m_i mean over replicates at the i-th level of x; along a logarithmic factor in logarithms of x. The interval is that of
 * the percentiles over resampled replicates that pass it at all.
 */
export async function thresholdFigure(data: SweepData, asked: ThresholdAsked): Promise<Figure[]> {
  const { id, metric, x, by, where, title, at } = asked
  const axis = axisOf(x)
  const xs = x.levels.map((level) => x.values!.get(level)!)
  const groups = by?.levels ?? ['']
  const rows = []
  for (const group of groups) {
    const curves = await curvesOf(data, metric, x, by ? { ...where, [by.name]: group } : where)
    if (curves.length > 0)
      rows.push({ name: group || 'all', ...crossing(curves, xs, at, axis.log === true, `${id}/${group}`) })
  }
  if (rows.length === 0) return []
  const level = valueText(metricAxis(data, metric), at)
  const without = rows.filter(({ value }) => Number.isNaN(value))
  const found = rows.filter(({ value }) => !Number.isNaN(value))
  const silent = without.map(({ name, side }) => `${name} (always ${side})`).join(', ')
  return [
    {
      id,
      title,
      note: `Where the mean of ${metric} passes ${level}, straight between the levels of ${x.label}, with the 95 % interval over resampled replicates.${silent ? ` It is not passed by ${silent}.` : ''}`,
      description: rows
        .map(
          ({ name, value, side }) =>
            `${name}: ${Number.isNaN(value) ? `always ${side} ${level}` : valueText(axis, value)}.`,
        )
        .join(' '),
      chart: intervalsChart(
        found.map(({ name, value, low, high }) => ({ name, value, low, high })),
        { x: { ...axis, named: undefined, names: undefined, log: false } },
      ),
      data: {
        columns: [
          by?.name ?? 'cells',
          `${x.name} at ${level}`,
          'ci_lo',
          'ci_hi',
          'resamples that pass it',
          'side if not passed',
        ],
        rows: rows.map(({ name, value, low, high, passed, side }) => [
          name,
          ...[value, low, high].map((one) => (Number.isFinite(one) ? one : null)),
          passed,
          Number.isNaN(value) ? side : null,
        ]),
      },
    },
  ]
}

async function curvesOf(data: SweepData, metric: string, x: Factor, where: Where): Promise<Curves> {
  const values = await data.values(metric, [x.name], where)
  const reps = [...new Set(values.map(({ rep }) => rep))].sort((a, b) => a - b)
  return reps.map((rep) =>
    x.levels.map(
      (level) => values.find((one) => one.rep === rep && one.levels[0] === level)?.value ?? Number.NaN,
    ),
  )
}

function crossing(curves: Curves, xs: readonly number[], at: number, log: boolean, name: string) {
  const place = (rows: Iterable<number>) => passedAt(meansOf(curves, [...rows]), xs, at, log)
  const value = place(curves.keys())
  const first = meansOf(curves, [...curves.keys()]).find(Number.isFinite) ?? Number.NaN
  const resampled =
    curves.length < 2
      ? new Float64Array()
      : bootstrap(curves.length, place, createStreams('report').make(name))
  const passed = resampled.filter((one) => !Number.isNaN(one)).length
  const { low, high } = percentileInterval(resampled)
  return {
    value,
    low,
    high,
    passed: resampled.length === 0 ? null : passed / resampled.length,
    side: first > at ? 'above' : 'below',
  }
}

const meansOf = (curves: Curves, rows: readonly number[]): number[] =>
  curves[0].map((_, i) => {
    const known = rows.map((row) => curves[row][i]).filter(Number.isFinite)
    return known.reduce((sum, one) => sum + one, 0) / known.length
  })

/** NaN if it is not passed. */
export function passedAt(means: readonly number[], xs: readonly number[], at: number, log: boolean): number {
  const known = means.map((_, i) => i).filter((i) => Number.isFinite(means[i]))
  for (let k = 0; k + 1 < known.length; k++) {
    const [i, j] = [known[k], known[k + 1]]
    if ((means[i] - at) * (means[j] - at) > 0 || means[i] === means[j]) continue
    const part = (at - means[i]) / (means[j] - means[i])
    return log ? xs[i] * (xs[j] / xs[i]) ** part : xs[i] + (xs[j] - xs[i]) * part
  }
  return Number.NaN
}
