import { valueText } from '../draw/axis.js'
import type { Figure } from '../draw/figure.js'
import { intervalsChart } from '../draw/intervals.js'
import { linesChart } from '../draw/lines.js'
import { between, readable } from '../numbers.js'
import type { Section } from '../page/page.js'
import type { Factor } from './factor.js'
import { heatFigure, meaningOf, metricAxis, responseFigure } from './response.js'
import type { SweepData } from './sweep-data.js'

/** Levels up to which a factor is one of steps; above, its design was drawn from a range. */
const MOST_LEVELS = 25

/** Metrics and factors of a design drawn from ranges that get figures. */
const MOST_DRAWN = 4

/** What the factors do to the primary metrics. */
export async function effectsSection(data: SweepData): Promise<Section> {
  const stepped = data.factors.filter(({ levels }) => levels.length <= MOST_LEVELS)
  const content: Figure[] = []
  if (stepped.length > 0) {
    for (const metric of data.primary) {
      const [x, by] = axesOf(stepped)
      content.push(...(await responseFigure(data, { id: `effect-${idOf(metric)}`, metric, x, by })))
      if (by && x.levels.length * by.levels.length >= 6)
        content.push(...(await heatFigure(data, { id: `heat-${idOf(metric)}`, metric, x, by })))
      if (stepped.length > 2) content.push(...(await mainEffects(data, metric, stepped)))
    }
  }
  if (data.factors.length === 0)
    for (const metric of data.primary) content.push(...(await replicatesFigure(data, metric)))
  const drawn = data.factors.filter(({ levels, values }) => levels.length > MOST_LEVELS && values)
  for (const metric of data.primary.slice(0, MOST_DRAWN)) {
    for (const x of drawn.slice(0, MOST_DRAWN)) {
      const id = `drawn-${idOf(metric)}-${idOf(x.label)}`
      content.push(...(await responseFigure(data, { id, metric, x, scatter: true })))
    }
  }
  return { id: 'effects', title: data.factors.length > 0 ? 'Effects' : 'Replicates', content }
}

/** Where no factor is varied: each replicate, and their mean. */
async function replicatesFigure(data: SweepData, metric: string): Promise<Figure[]> {
  const values = (await data.values(metric, [])).filter(({ value }) => Number.isFinite(value))
  const [whole] = await data.estimates(metric, [])
  if (values.length < 2 || !whole) return []
  const axis = metricAxis(data, metric)
  const { low, high } = whole.interval
  return [
    {
      id: `replicates-${idOf(metric)}`,
      title: `${metric} in each of ${values.length} replicates`,
      note: `${meaningOf(data, metric)} A dot a replicate, in the order of their numbers; mean ${valueText(axis, whole.mean)}, its 95 % interval ${between(...(axis.percent ? ([100 * low, 100 * high] as const) : ([low, high] as const)))}${axis.percent ? ' %' : ''}.`.trim(),
      description: `Mean ${valueText(axis, whole.mean)} of ${values.length} replicates.`,
      chart: linesChart({
        series: [{ name: metric, x: values.map(({ rep }) => rep), y: values.map(({ value }) => value) }],
        x: { label: 'replicate (number)', whole: true },
        y: axis,
        scatter: true,
        reference: { y: whole.mean, label: 'mean' },
      }),
      data: { columns: ['rep', metric], rows: values.map(({ rep, value }) => [rep, value]) },
    },
  ]
}

/** Names of columns as parts of ids. */
export const idOf = (name: string): string => name.toLowerCase().replace(/[^a-z0-9]+/g, '-')

/** The factor along which lines run: of numbers, with most levels; and the one that tells them apart, with fewest. */
function axesOf(factors: readonly Factor[]): [Factor, Factor | undefined] {
  const rank = ({ values, levels }: Factor) => (values ? 1000 : 0) + levels.length
  const [x, ...rest] = [...factors].sort((a, b) => rank(b) - rank(a))
  const by =
    rest.sort((a, b) => b.levels.length - a.levels.length).find(({ levels }) => levels.length <= 8) ?? rest[0]
  return [x, by]
}

/** Each level of each factor, with all others varied. */
async function mainEffects(data: SweepData, metric: string, factors: readonly Factor[]): Promise<Figure[]> {
  const rows = []
  for (const { name, label, levels } of factors) {
    const estimates = await data.estimates(metric, [name])
    for (const level of levels) {
      const found = estimates.find((one) => one.levels[0] === level)
      if (found && Number.isFinite(found.mean)) rows.push({ ...found, name: `${label} ${level}` })
    }
  }
  if (rows.length === 0) return []
  return [
    {
      id: `main-${idOf(metric)}`,
      title: `${metric} at each level of each factor, all others varied`,
      note: 'Mean over replicates with its 95 % interval.',
      description: rows.map(({ name, mean }) => `${name}: ${readable(mean)}.`).join(' '),
      chart: intervalsChart(
        rows.map(({ name, mean, interval }) => ({
          name,
          value: mean,
          low: interval.low,
          high: interval.high,
        })),
        { x: metricAxis(data, metric) },
      ),
      data: {
        columns: ['factor and level', 'n', 'mean', 'ci_lo', 'ci_hi'],
        rows: rows.map(({ name, n, mean, interval }) => [
          name,
          n,
          mean,
          ...[interval.low, interval.high].map((x) => (Number.isFinite(x) ? x : null)),
        ]),
      },
    },
  ]
}
