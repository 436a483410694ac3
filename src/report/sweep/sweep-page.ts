import { between, count, many } from '../numbers.js'
import { type Html, html } from '../page/html.js'
import type { Page, Section } from '../page/page.js'
import { numbersHtml, tableHtml } from '../page/table.js'
import { originSection, sourceOf } from '../run/origin.js'
import { claimsSection } from './claims.js'
import { convergenceSection } from './convergence.js'
import { effectsSection } from './effects.js'
import { ownFigures } from './own-figures.js'
import { cellNames, cellOrder, pairedSection } from './paired.js'
import { searchesSection } from './searches.js'
import { sensitivitySection } from './sensitivity.js'
import type { SweepData } from './sweep-data.js'
import { varianceSection } from './variance.js'

/** The page of a sweep. */
export async function sweepPage(data: SweepData): Promise<Page> {
  const { manifest, remarks } = data.output
  const plan = (manifest.plan ?? {}) as { question?: string; size?: string }
  const found = [...remarks]
  const failures = await failuresSection(data)
  const own = await ownFigures(data, found)
  if (data.runs === 0) found.push('There is no finished run to show: summary.csv is missing or empty.')
  return {
    title: manifest.experiment ?? 'A sweep',
    question: String(manifest.question ?? plan.question ?? '').trim() || undefined,
    facts: [
      `A sweep of ${many(data.cells, 'cell')}`,
      many(data.runs, 'run'),
      manifest.size || plan.size ? `size ${manifest.size ?? plan.size}` : undefined,
      manifest.seed ? `seed ${manifest.seed}` : undefined,
      manifest.engineVersion ? `taolab ${manifest.engineVersion}` : undefined,
    ]
      .filter(Boolean)
      .join(' · '),
    source: sourceOf(data.output, many(data.runs, 'run')),
    remarks: found,
    sections: [
      await askedSection(data),
      await claimsSection(data),
      own,
      await searchesSection(data),
      await effectsSection(data),
      await pairedSection(data),
      await sensitivitySection(data),
      await convergenceSection(data),
      await varianceSection(data),
      failures,
      await figuresTable(data),
      originSection(data.output),
    ],
  }
}

/** The design in figures, and its factors. */
async function askedSection(data: SweepData): Promise<Section> {
  const { tables, factors, cells, runs } = data
  const failed =
    tables.columns('failures').length === 0
      ? 0
      : Number((await tables.rows('SELECT count(*) AS n FROM failures'))[0].n)
  const replicates = tables.has('summary', 'cell_id')
    ? await tables.rows(
        'SELECT min(n) AS low, max(n) AS high FROM (SELECT count(*) AS n FROM summary GROUP BY cell_id)',
      )
    : []
  const [low, high] = [Number(replicates[0]?.low ?? 0), Number(replicates[0]?.high ?? 0)]
  const content: Html[] = [
    numbersHtml([
      ['Cells', count(cells)],
      ['Replicates of a cell', low === high ? count(low) : `${count(low)} to ${count(high)}`],
      ['Runs', count(runs), 'finished'],
      ['Failed', count(failed), failed > 0 ? 'listed below' : undefined],
    ]),
  ]
  if (factors.length > 0) {
    const rows = factors.map(({ name, levels, values }) => [
      html`<code>${name}</code>`,
      levels.length,
      levels.length <= 12
        ? levels.join(', ')
        : values
          ? `${levels[0]} to ${levels[levels.length - 1]}`
          : `${levels.slice(0, 12).join(', ')}, ...`,
    ])
    content.push(tableHtml('Factors', ['factor', 'levels', 'which'], rows, true))
  }
  return { id: 'asked', title: 'What was asked', content }
}

/** Most rows of a table on a page. */
const MOST_ROWS = 200

async function failuresSection({ tables }: SweepData): Promise<Section> {
  const frame = await tables.read('failures', {
    numbers: [],
    texts: ['cell_id', 'rep', 'seed', 'error', 'repeat'],
  })
  if (frame.rows === 0) return { id: 'failures', title: 'Failures', content: [] }
  const text = (name: string, i: number) => frame.texts(name)[i]
  const rows = Array.from({ length: Math.min(frame.rows, MOST_ROWS) }, (_, i) => [
    text('cell_id', i),
    text('rep', i),
    text('error', i),
    html`<code>${text('repeat', i)}</code>`,
  ])
  return {
    id: 'failures',
    title: 'Failures',
    content: [
      html`<p>${many(frame.rows, 'run')} failed; the others went on. Figures leave out what failed: a replicate without one of its runs counts with the cells that it has.${frame.rows > MOST_ROWS ? ` The first ${MOST_ROWS}:` : ''}</p>`,
      tableHtml('Runs that failed', ['cell', 'replicate', 'what ended it', 'to repeat it'], rows),
    ],
  }
}

/** The primary metrics of each cell, as figures. */
async function figuresTable(data: SweepData): Promise<Section> {
  const { tables, primary } = data
  const section = { id: 'metrics', title: 'Metrics by cell' }
  if (!tables.has('mc_summary', 'cell_id', 'metric', 'mean') || primary.length === 0)
    return { ...section, content: [] }
  const names = await cellNames(data)
  const among = primary.map((name) => `'${name}'`).join(', ')
  const numbers = ['n', 'mean', 'mcse', 'ci_lo', 'ci_hi', 'q50', 'min', 'max', 'n_missing']
  const frame = await tables.read('mc_summary', {
    numbers,
    texts: ['cell_id', 'metric'],
    where: `metric IN (${among})`,
  })
  const rows = Array.from({ length: Math.min(frame.rows, MOST_ROWS) }, (_, i) => {
    const at = (name: string) => frame.numbers(name)[i]
    const limits = Number.isNaN(at('ci_lo')) ? '' : between(at('ci_lo'), at('ci_hi'))
    return [
      names.get(frame.texts('cell_id')[i]) ?? frame.texts('cell_id')[i],
      html`<code>${frame.texts('metric')[i]}</code>`,
      at('mean'),
      limits,
      at('mcse'),
      at('q50'),
      at('n'),
      at('n_missing'),
    ]
  })
  const head = [
    'cell',
    'metric',
    'mean',
    '95 % interval',
    'standard error',
    'median',
    'replicates',
    'missing',
  ]
  const more = frame.rows > MOST_ROWS ? ` The first ${MOST_ROWS} of ${count(frame.rows)} rows.` : ''
  const known = primary.map((name) => {
    const { unit, meaning } = data.column(name)
    return [html`<code>${name}</code>`, unit ?? '', meaning ?? '']
  })
  return {
    ...section,
    content: [
      tableHtml('Primary metrics', ['metric', 'unit', 'meaning'], known, true),
      html`<p>${cellOrder(data)} All metrics of all cells are in mc_summary.csv.${more}</p>`,
      tableHtml('Metrics by cell', head, rows),
    ],
  }
}
