import { tInterval } from '../../stats/t-interval.js'
import { identifier } from '../../tables/duckdb.js'
import type { Figure } from '../draw/figure.js'
import { linesChart, type Series } from '../draw/lines.js'
import { readable } from '../numbers.js'
import type { Section } from '../page/page.js'
import { asDouble } from '../read/tables.js'
import { idOf } from './effects.js'
import { cellNames, cellOrder } from './paired.js'
import { metricAxis } from './response.js'
import type { SweepData } from './sweep-data.js'

/** Cells whose running means are drawn, and points of each at most: a curve does not tell more of them. */
const CELLS = 4
const POINTS = 200

/** Whether there were enough replicates: the mean as they came in. */
export async function convergenceSection(data: SweepData): Promise<Section> {
  const content: Figure[] = []
  for (const metric of data.primary.slice(0, 4)) content.push(...(await convergenceFigure(data, metric)))
  return { id: 'convergence', title: 'Convergence', content }
}

async function convergenceFigure(data: SweepData, metric: string): Promise<Figure[]> {
  if (!data.tables.has('summary', 'cell_id', 'rep', metric)) return []
  const chosen = await widest(data, metric)
  const names = await cellNames(data)
  const series: Series[] = []
  for (const cell of chosen) {
    const frame = await data.tables.read('summary', {
      numbers: ['rep', metric],
      where: `cell_id = '${cell}'`,
    })
    const values = frame.numbers(metric).filter(Number.isFinite)
    if (values.length >= 4) series.push(runningMean(names.get(cell) ?? `cell ${cell}`, values))
  }
  if (series.length === 0) return []
  return [
    {
      id: `convergence-${idOf(metric)}`,
      title: `${metric}: mean after so many replicates`,
      note: `With Student's 95 % interval, once there are a few.${data.cells > series.length ? ` The ${series.length} cells with the widest interval of ${data.cells}.` : ''} The band should narrow and its middle stay. ${cellOrder(data)}`,
      description: series
        .map(({ name, x, y }) => `${name}: ${readable(y[y.length - 1])} after ${x[x.length - 1]}.`)
        .join(' '),
      chart: linesChart({
        series,
        x: { label: 'replicates (count)', whole: true },
        y: metricAxis(data, metric),
      }),
      data: {
        columns: ['cell', 'replicates', 'mean', 'ci_lo', 'ci_hi'],
        rows: series.flatMap(({ name, x, y, low, high }) =>
          x.map((n, i) => [name, n, y[i], low![i], high![i]]),
        ),
      },
    },
  ]
}

/** Cells with the largest standard error. */
async function widest({ tables }: SweepData, metric: string): Promise<string[]> {
  const value = asDouble(metric)
  const rows = await tables.rows(
    `SELECT cell_id FROM summary WHERE ${identifier(metric)} IS NOT NULL GROUP BY 1 HAVING count(${value}) >= 4
     ORDER BY stddev_samp(${value}) / sqrt(count(${value})) DESC, ${asDouble('cell_id')} LIMIT ${CELLS}`,
  )
  return rows.map(({ cell_id }) => String(cell_id)).sort((a, b) => Number(a) - Number(b))
}

function runningMean(name: string, values: readonly number[]): Series {
  const counts = countsUpTo(values.length)
  const intervals = counts.map((n) => tInterval(values.slice(0, n)))
  return {
    name,
    x: counts,
    y: intervals.map(({ low, high }) => (low + high) / 2),
    low: intervals.map(({ low }) => low),
    high: intervals.map(({ high }) => high),
  }
}

/** After how many replicates the mean is drawn: after each, or, where they are many, so many points and the last. */
function countsUpTo(n: number): number[] {
  const first = n < 12 ? 3 : 5
  const step = Math.max(1, Math.ceil((n - first + 1) / POINTS))
  const counts: number[] = []
  for (let count = first; count < n; count += step) counts.push(count)
  return [...counts, n]
}
