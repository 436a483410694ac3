import type { Figure } from '../draw/figure.js'
import { intervalsChart } from '../draw/intervals.js'
import { linesChart, type Series } from '../draw/lines.js'
import { between, many, readable, signed } from '../numbers.js'
import { html } from '../page/html.js'
import type { Page, Section } from '../page/page.js'
import { tableHtml } from '../page/table.js'
import { type RunData, readRun } from '../read/run-data.js'
import { sourceOf } from '../run/origin.js'
import { lineWords } from '../run/quantiles.js'
import { networkSeries } from '../run/supply.js'
import type { Comparison } from './compare.js'
import { type Difference, differs } from './replicates.js'

/** The page of a comparison. */
export async function comparePage(comparison: Comparison): Promise<Page> {
  const { a, b, remarks } = comparison
  const single = a.kind === 'run' && a.outputs.length === 1 && b.outputs.length === 1
  return {
    title: `${nameOf(comparison, 'a')} against ${nameOf(comparison, 'b')}`,
    facts: `A: ${a.folder} · B: ${b.folder}`,
    source: `A: ${sourceOf(a.outputs[0])}; B: ${sourceOf(b.outputs[0])}`,
    remarks,
    sections: [
      changesSection(comparison),
      outcomes(comparison),
      ...(single ? [await courses(comparison)] : []),
    ],
  }
}

const nameOf = (comparison: Comparison, side: 'a' | 'b'): string =>
  `${side.toUpperCase()} (${comparison[side].outputs[0].manifest.experiment ?? 'unnamed'})`

function changesSection({ changes }: Comparison): Section {
  const rows = changes.map(({ path, a, b }) => [
    html`<code>${path}</code>`,
    html`<code>${a ?? 'not set'}</code>`,
    html`<code>${b ?? 'not set'}</code>`,
  ])
  const content =
    rows.length > 0
      ? tableHtml('Differences of the scenarios', ['path', 'A', 'B'], rows)
      : html`<p>The scenarios are the same but for the seed.</p>`
  return { id: 'changes', title: 'What differs in the scenario', content: [content] }
}

/** Most rows of the picture. */
const MOST_ROWS = 30

function outcomes({ differences, without }: Comparison): Section {
  const differing = differences.filter(differs)
  const section = { id: 'outcomes', title: 'What differs in the outcome' }
  if (differences.length === 0) {
    const words = 'No metric has a value on both sides: a run that did not come to its end has none.'
    return { ...section, content: [html`<p>${words}</p>`] }
  }
  const rest = without > 0 ? `; ${many(without, 'metric has', 'metrics have')} no value on one side` : ''
  const words = `${differing.length} of ${many(differences.length, 'metric')} differ${rest}.`
  return {
    ...section,
    content: [
      html`<p>${words} ${howWords(differences)}</p>`,
      ...relative(differing),
      ...(differing.length > 0 ? [table(differing)] : []),
    ],
  }
}

function howWords(differences: readonly Difference[]): string {
  const [first] = differences
  if (!first) return ''
  if (first.paired && first.n >= 2)
    return `Differences are B less A, replicate by replicate under the same ${first.n} seeds, with 95 % intervals.`
  if (first.n >= 2)
    return 'The seeds differ, so the two sides are compared as independent samples (Welch), with 95 % intervals.'
  return 'There is one run on each side, so that nothing says how much of a difference is chance.'
}

const partOf = (x: number, { a }: Difference): number => x / Math.abs(a)

/** Differences by the size of A, largest first: metrics of all units side by side. */
function relative(differing: readonly Difference[]): Figure[] {
  const size = (one: Difference) => Math.abs(partOf(one.difference, one))
  const shown = differing
    .filter((one) => Number.isFinite(size(one)) && size(one) < 10)
    .sort((x, y) => size(y) - size(x))
    .slice(0, MOST_ROWS)
  if (shown.length === 0) return []
  return [
    {
      id: 'relative',
      title: 'Differences as part of A, largest first',
      note:
        shown.length < differing.length
          ? `${shown.length} of ${differing.length} metrics; all are in the table below.`
          : undefined,
      description: shown
        .slice(0, 8)
        .map((one) => `${one.metric}: ${signed(partOf(one.difference, one))}.`)
        .join(' '),
      chart: intervalsChart(
        shown.map((one) => ({
          name: one.metric,
          value: partOf(one.difference, one),
          low: partOf(one.interval.low, one),
          high: partOf(one.interval.high, one),
        })),
        { x: { label: '(B - A) / |A| (%)', percent: true }, reference: { x: 0, label: 'no difference' } },
      ),
      data: {
        columns: ['metric', 'unit', 'a', 'b', 'difference', 'ci_lo', 'ci_hi'],
        rows: shown.map((one) => [
          one.metric,
          one.unit,
          one.a,
          one.b,
          one.difference,
          ...[one.interval.low, one.interval.high].map((x) => (Number.isFinite(x) ? x : null)),
        ]),
      },
    },
  ]
}

function table(differing: readonly Difference[]) {
  const rows = differing.map((one) => [
    html`<code>${one.metric}</code>`,
    one.a,
    one.b,
    one.difference,
    Number.isNaN(one.interval.low) ? '' : between(one.interval.low, one.interval.high),
    Number.isNaN(one.pHolm) ? '' : readable(one.pHolm),
    one.unit,
    one.meaning,
  ])
  const head = ['metric', 'A', 'B', 'B - A', '95 % interval', 'p (Holm)', 'unit', 'meaning']
  // Of one run on each side there is no interval, and no column for it.
  const kept = head.map((_, j) => j).filter((j) => rows.some((row) => row[j] !== '' && row[j] !== undefined))
  return tableHtml(
    'Metrics that differ',
    kept.map((j) => head[j]),
    rows.map((row) => kept.map((j) => row[j])),
  )
}

/** How the two runs went, side by side. */
async function courses({ a, b }: Comparison): Promise<Section> {
  const runs = [await readRun(a.outputs[0]), await readRun(b.outputs[0])]
  const wanted: readonly (readonly [column: string, title: string, label: string])[] = [
    ['sum_price_tao', 'Sum of the prices of all subnets', 'TAO per alpha'],
    ['total_issuance_tao', 'TAO issued and not recycled', 'TAO issued (TAO)'],
    ['user_net_flow_tao_per_day', 'What users bring into pools, net', 'TAO per day'],
    ['emis_hhi_eff_n', 'Effective number of subnets that receive emission', 'subnets (count)'],
    ['sell_to_injection_ratio', 'User TAO that left pools for each TAO injected', 'ratio'],
    ['tao_price_usd', 'Price of TAO outside the chain', 'USD per TAO'],
  ]
  const content = wanted.flatMap(([column, title, label]) => course(runs, column, title, label))
  return { id: 'courses', title: 'How the two went', content }
}

function course(runs: readonly RunData[], column: string, title: string, label: string): Figure[] {
  if (!runs.every(({ network }) => network.has(column))) return []
  const series: Series[] = runs.map((run, i) => networkSeries(run, column, i === 0 ? 'A' : 'B'))
  return [
    {
      id: `course-${column.replaceAll('_', '-')}`,
      title: `${title}: A and B`,
      description: series.map(({ name, y }) => lineWords(name, y, readable)).join(' '),
      chart: linesChart({
        series,
        x: { label: 'days since the start', name: 'day', days: true },
        y: { label },
      }),
      data: {
        columns: ['side', 'day', column],
        rows: series.flatMap(({ name, x, y }) =>
          x.map((day, i) => [name, day, Number.isNaN(y[i]) ? null : y[i]]),
        ),
      },
    },
  ]
}
