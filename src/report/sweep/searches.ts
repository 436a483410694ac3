import type { Figure } from '../draw/figure.js'
import { intervalsChart } from '../draw/intervals.js'
import { readable } from '../numbers.js'
import { type Html, html } from '../page/html.js'
import type { Section } from '../page/page.js'
import { tableHtml } from '../page/table.js'
import type { Frame } from '../read/frame.js'
import { idOf } from './effects.js'
import { cellNames, cellOrder } from './paired.js'
import type { SweepData } from './sweep-data.js'

/** Most cells that get a row. */
const MOST_ROWS = 40

/** Answers to "what is the least level that does it?": search.csv, a figure for each search. */
export async function searchesSection(data: SweepData): Promise<Section> {
  const section = { id: 'searches', title: 'The least level that does it' }
  if (!data.tables.has('search', 'search', 'cell_id', 'status')) return { ...section, content: [] }
  const frame = await data.tables.read('search', {
    numbers: [
      'target',
      'level',
      'level_short',
      'estimate',
      'ci_lo',
      'ci_hi',
      'levels',
      'n',
      'coc_tao',
      'coc_net_tao',
    ],
    texts: ['search', 'cell_id', 'axis', 'metric', 'status', 'unit'],
  })
  const names = await cellNames(data)
  const content: (Figure | Html)[] = []
  for (const [search, rows] of frame.groupsByText('search'))
    content.push(...searchFigure(data, frame, search, rows, names))
  return { ...section, content }
}

function searchFigure(
  data: SweepData,
  frame: Frame,
  search: string,
  rows: readonly number[],
  names: ReadonlyMap<string, string>,
): (Figure | Html)[] {
  const at = (column: string, i: number) => frame.numbers(column)[i]
  const cell = (i: number) => names.get(frame.texts('cell_id')[i]) ?? `cell ${frame.texts('cell_id')[i]}`
  const [axis, metric, unit] = ['axis', 'metric', 'unit'].map((name) => frame.texts(name)[rows[0]])
  const found = rows.filter((i) => frame.texts('status')[i] === 'found' && Number.isFinite(at('estimate', i)))
  const short = axis.split('.').slice(-2).join('.')
  const table = tableHtml(
    `Searches of ${search}`,
    [
      'cell',
      'answer',
      `least level known to do it${unit ? ` (${unit})` : ''}`,
      'largest known to fall short',
      'cost (TAO)',
      'net cost (TAO)',
    ],
    rows
      .slice(0, MOST_ROWS)
      .map((i) => [
        cell(i),
        { found: 'found', below: 'the lowest level does it', unreachable: 'the highest does not' }[
          frame.texts('status')[i]
        ] ?? frame.texts('status')[i],
        at('level', i),
        at('level_short', i),
        at('coc_tao', i),
        at('coc_net_tao', i),
      ]),
    true,
  )
  if (found.length === 0) return [table]
  const more = found.length > MOST_ROWS ? ` The first ${MOST_ROWS} of ${found.length}.` : ''
  const shown = found.slice(0, MOST_ROWS)
  const figure: Figure = {
    id: `search-${idOf(search)}`,
    title: `${short} at which ${metric} reaches ${readable(at('target', rows[0]))}`,
    note: `Where the monotone envelope of the means meets the target, with its 95 % interval. ${cellOrder(data)}${more}`.trim(),
    description: shown.map((i) => `${cell(i)}: ${readable(at('estimate', i))} ${unit}.`).join(' '),
    chart: intervalsChart(
      shown.map((i) => ({
        name: cell(i),
        value: at('estimate', i),
        low: at('ci_lo', i),
        high: at('ci_hi', i),
      })),
      { x: { label: unit ? `${short} (${unit})` : short } },
    ),
    data: {
      columns: ['cell_id', 'cell', 'status', 'level', 'level_short', 'estimate', 'ci_lo', 'ci_hi'],
      rows: rows.map((i) => [
        frame.texts('cell_id')[i],
        cell(i),
        frame.texts('status')[i],
        ...['level', 'level_short', 'estimate', 'ci_lo', 'ci_hi'].map((name) =>
          Number.isFinite(at(name, i)) ? at(name, i) : null,
        ),
      ]),
    },
  }
  return [figure, html`<details><summary>Answers, cell by cell (${rows.length})</summary>${table}</details>`]
}
