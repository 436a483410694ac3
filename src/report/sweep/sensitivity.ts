import { literal } from '../../tables/duckdb.js'
import type { Figure } from '../draw/figure.js'
import { intervalsChart } from '../draw/intervals.js'
import { readable } from '../numbers.js'
import type { Section } from '../page/page.js'
import { idOf } from './effects.js'
import { morrisScatter } from './morris-scatter.js'
import type { SweepData } from './sweep-data.js'

/** How much each factor matters. */
export async function sensitivitySection(data: SweepData): Promise<Section> {
  const content: Figure[] = []
  for (const metric of data.primary) content.push(...(await sensitivityFigure(data, metric)))
  return { id: 'sensitivity', title: 'Sensitivity', content }
}

const columns = [
  'mu_star',
  'mu_star_lo',
  'mu_star_hi',
  'mu',
  'sigma',
  's1',
  's1_lo',
  's1_hi',
  'st',
  'st_lo',
  'st_hi',
  'n',
]

async function sensitivityFigure(data: SweepData, metric: string): Promise<Figure[]> {
  const { tables, factors } = data
  if (!tables.has('sensitivity', 'metric', 'factor')) return []
  const frame = await tables.read('sensitivity', {
    numbers: columns,
    texts: ['factor'],
    where: `metric = ${literal(metric)}`,
  })
  const morris = frame.has('mu_star')
  const sorted = frame.numbers(morris ? 'mu_star' : 'st')
  const rows = sorted.map((_, i) => i).filter((i) => Number.isFinite(sorted[i]))
  if (rows.length === 0) return []
  rows.sort((a, b) => sorted[b] - sorted[a])
  const label = (i: number) =>
    factors.find(({ name }) => name === frame.texts('factor')[i])?.label ?? frame.texts('factor')[i]
  const drawn = morris
    ? [['mu_star', 'mu*']]
    : [
        ['s1', 'first order'],
        ['st', 'total'],
      ]
  const estimates = rows.flatMap((i) =>
    drawn.map(([name], group) => ({
      name: label(i),
      value: frame.numbers(name)[i],
      low: frame.numbers(`${name}_lo`)[i],
      high: frame.numbers(`${name}_hi`)[i],
      group,
    })),
  )
  return [
    {
      id: `sensitivity-${idOf(metric)}`,
      title: morris
        ? `${metric}: size of each factor's effect (Morris)`
        : `${metric}: part of the variance that each factor explains (Sobol')`,
      note: morris
        ? 'Mean size of the elementary effects over the width of the range, with its 95 % interval. The noise of the runs is in it.'
        : 'First order: by itself; total: with all its interactions. The difference is interaction.',
      description: rows
        .slice(0, 8)
        .map((i) => `${label(i)}: ${readable(sorted[i])}.`)
        .join(' '),
      chart: intervalsChart(estimates, {
        x: morris
          ? { label: 'mu* (units of the metric)', zero: true }
          : { label: 'part of the variance (1 = all)', zero: true },
        groups: morris ? [] : drawn.map(([, name]) => name),
      }),
      data: {
        columns: ['factor', ...columns],
        rows: rows.map((i) => [
          frame.texts('factor')[i],
          ...columns.map((name) => (Number.isFinite(frame.numbers(name)[i]) ? frame.numbers(name)[i] : null)),
        ]),
      },
    },
    ...(morris && frame.has('sigma')
      ? [
          morrisScatter(
            `morris-${idOf(metric)}`,
            metric,
            data.column(metric).unit,
            rows.map((i) => ({
              name: label(i),
              x: sorted[i],
              y: frame.numbers('sigma')[i],
              mu: frame.numbers('mu')[i],
            })),
          ),
        ]
      : []),
  ]
}
