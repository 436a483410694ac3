import { literal } from '../../tables/duckdb.js'
import type { Figure } from '../draw/figure.js'
import { intervalsChart } from '../draw/intervals.js'
import { readable } from '../numbers.js'
import type { Section } from '../page/page.js'
import { idOf } from './effects.js'
import { metricAxis } from './response.js'
import type { SweepData } from './sweep-data.js'

/** Most rows of one picture. */
const MOST_ROWS = 40

/** Differences by replicate, under the same seeds. */
export async function pairedSection(data: SweepData): Promise<Section> {
  const content: Figure[] = []
  for (const metric of data.primary) content.push(...(await pairedFigure(data, metric)))
  return { id: 'paired', title: 'Paired differences', content }
}

async function pairedFigure(data: SweepData, metric: string): Promise<Figure[]> {
  if (!data.tables.has('mc_summary', 'metric', 'paired_with', 'diff_mean')) return []
  const frame = await data.tables.read('mc_summary', {
    numbers: ['n', 'diff_mean', 'diff_ci_lo', 'diff_ci_hi', 'diff_p', 'diff_p_holm', 'vr_ratio'],
    texts: ['cell_id', 'paired_with'],
    where: `metric = ${literal(metric)} AND paired_with IS NOT NULL AND diff_mean IS NOT NULL`,
  })
  const column = (name: string) => frame.numbers(name)
  const rows = Array.from({ length: frame.rows }, (_, i) => i).filter(
    (i) => column('diff_mean')[i] !== 0 || frame.rows <= MOST_ROWS,
  )
  if (rows.length === 0) return []
  const names = await cellNames(data)
  const chosen = [...rows]
    .sort((a, b) => Math.abs(column('diff_mean')[b]) - Math.abs(column('diff_mean')[a]))
    .slice(0, MOST_ROWS)
  chosen.sort((a, b) => a - b)
  const against = partnerOf(names, [...new Set(frame.texts('paired_with'))])
  const name = (i: number) => names.get(frame.texts('cell_id')[i]) ?? `cell ${frame.texts('cell_id')[i]}`
  const unit = metricAxis(data, metric)
  return [
    {
      id: `paired-${idOf(metric)}`,
      title: `${metric}: difference to ${against}, replicate by replicate`,
      note: `Mean difference with its 95 % interval; the same seeds on both sides. ${cellOrder(data)}${chosen.length < rows.length ? ` The ${chosen.length} largest of ${rows.length} differences.` : ''}`,
      description: chosen
        .slice(0, 8)
        .map((i) => `${name(i)}: ${readable(column('diff_mean')[i])}.`)
        .join(' '),
      chart: intervalsChart(
        chosen.map((i) => ({
          name: name(i),
          value: column('diff_mean')[i],
          low: column('diff_ci_lo')[i],
          high: column('diff_ci_hi')[i],
        })),
        { x: { ...unit, label: `difference of ${unit.label}` }, reference: { x: 0, label: 'no difference' } },
      ),
      data: {
        columns: [
          'cell_id',
          'cell',
          'paired_with',
          'n',
          'diff_mean',
          'diff_ci_lo',
          'diff_ci_hi',
          'diff_p',
          'diff_p_holm',
          'vr_ratio',
        ],
        rows: rows.map((i) => [
          frame.texts('cell_id')[i],
          name(i),
          frame.texts('paired_with')[i],
          ...['n', 'diff_mean', 'diff_ci_lo', 'diff_ci_hi', 'diff_p', 'diff_p_holm', 'vr_ratio'].map((one) =>
            Number.isFinite(column(one)[i]) ? column(one)[i] : null,
          ),
        ]),
      },
    },
  ]
}

/** What all are compared with, in words; the data have the partner of each row. */
function partnerOf(names: ReadonlyMap<string, string>, partners: readonly string[]): string {
  if (partners.length > 1) return 'the cell each is compared with'
  return partners[0] === 'attack-off'
    ? 'the same run with the attack off'
    : (names.get(partners[0]) ?? `cell ${partners[0]}`)
}

/** The levels of each cell in the order of the factors, by its number. */
export async function cellNames({ tables, factors }: SweepData): Promise<ReadonlyMap<string, string>> {
  if (!tables.has('cells', 'cell_id')) return new Map()
  const frame = await tables.read('cells', {
    numbers: [],
    texts: ['cell_id', ...factors.map(({ name }) => name)],
  })
  const ids = frame.texts('cell_id')
  const levels = (i: number) => factors.map(({ name }) => frame.texts(name)[i] || '-').join(' · ')
  return new Map(ids.map((id, i) => [id, levels(i) || `cell ${id}`]))
}

/** How the names of cells are to be read. */
export const cellOrder = ({ factors }: SweepData): string =>
  factors.length === 0 ? '' : `Cells: ${factors.map(({ label }) => label).join(' · ')}.`
