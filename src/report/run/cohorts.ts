import { barsChart } from '../draw/bars.js'
import type { Figure } from '../draw/figure.js'
import { linesChart, type Series } from '../draw/lines.js'
import { readable, signed } from '../numbers.js'
import type { Html } from '../page/html.js'
import type { Section } from '../page/page.js'
import { tableHtml } from '../page/table.js'
import type { RunData } from '../read/run-data.js'
import { lineWords } from './quantiles.js'
import { dayAxis, dayOf, moments, thinned } from './timing.js'

/** Who gained and who lost. */
export function cohortsSection(run: RunData): Section {
  const cohorts = readCohorts(run)
  return {
    id: 'cohorts',
    title: "Cohorts' wealth",
    content:
      cohorts.length === 0 ? [] : [...gains(cohorts), ...wealth(run, cohorts), ...cohortTable(cohorts)],
  }
}

interface Cohort {
  readonly id: string
  readonly adversary: boolean
  readonly agents: number
  readonly series: Series
  readonly start: number
  readonly end: number
  readonly income: number
  readonly trades: number
  readonly refusals: number
}

function readCohorts(run: RunData): Cohort[] {
  const { agents } = run
  const [blocks, wealth] = [agents.numbers('block'), agents.numbers('wealth_tao')]
  return [...agents.groupsByText('agent_id')].flatMap(([id, rows]) => {
    const last = rows[rows.length - 1]
    const sum = (name: string) => rows.reduce((total, row) => total + (agents.numbers(name)[row] || 0), 0)
    const series = {
      name: id,
      x: rows.map((row) => dayOf(run, blocks[row])),
      y: rows.map((row) => wealth[row]),
    }
    if (!series.y.some(Number.isFinite)) return []
    return {
      id,
      adversary: agents.numbers('adversary')[last] === 1,
      agents: agents.numbers('agents')[last],
      series,
      start: wealth[rows[0]],
      end: wealth[last],
      income: sum('income_tao'),
      trades: sum('trades'),
      refusals: sum('refusals'),
    }
  })
}

const gainOf = ({ start, end }: Cohort): number => (start > 0 ? end / start - 1 : Number.NaN)
/** A gain that needs a scale of its own says nothing beside the others. */
const MOST_GAIN = 20

function gains(cohorts: readonly Cohort[]): Figure[] {
  const shown = cohorts
    .filter((cohort) => Math.abs(gainOf(cohort)) < MOST_GAIN)
    .sort((a, b) => gainOf(b) - gainOf(a))
  if (shown.length === 0) return []
  const left = cohorts.length - shown.length
  return [
    {
      id: 'gains',
      title: 'How much more or less each cohort is worth at the end than at the start',
      note: `Liquidation value: all alpha sold into the pools as they are, fees paid.${left > 0 ? ` ${left} cohorts that began with next to nothing are in the table alone.` : ''}`,
      description: shown.map((cohort) => `${cohort.id}: ${signed(gainOf(cohort))}.`).join(' '),
      chart: barsChart(
        shown.map((cohort) => ({ name: cohort.id, value: gainOf(cohort), marked: cohort.adversary })),
        {
          x: { label: 'change of wealth (%)', percent: true },
          groups: { plain: 'others', marked: 'adversaries' },
        },
      ),
      data: {
        columns: ['cohort', 'adversary', 'start_tao', 'end_tao', 'change_frac'],
        rows: shown.map((cohort) => [
          cohort.id,
          cohort.adversary ? 1 : 0,
          cohort.start,
          cohort.end,
          gainOf(cohort),
        ]),
      },
    },
  ]
}

/** Most lines of one picture. */
const MOST_LINES = 8

function wealth(run: RunData, cohorts: readonly Cohort[]): Figure[] {
  const chosen = cohorts
    .filter(({ start, series }) => start > 0 && series.x.length > 1)
    .sort((a, b) => Math.abs(Math.log(b.end / b.start)) - Math.abs(Math.log(a.end / a.start)))
    .slice(0, MOST_LINES)
  if (chosen.length === 0) return []
  const series = chosen.map((cohort) => ({
    ...cohort.series,
    name: cohort.adversary ? `${cohort.id} (adversary)` : cohort.id,
    y: cohort.series.y.map((value) => value / cohort.start),
  }))
  const less =
    chosen.length < cohorts.length ? ` (the ${chosen.length} that changed most of ${cohorts.length})` : ''
  return [
    {
      id: 'wealth',
      title: `Wealth of cohorts, relative to the start${less}`,
      note: `Liquidation value; logarithmic.${thinned(run)}`,
      description: series.map(({ name, y }) => lineWords(name, y, readable)).join(' '),
      chart: linesChart({
        series,
        x: dayAxis(run),
        y: { label: 'wealth / wealth at the start (1 = unchanged)', log: true },
        moments: moments(run),
      }),
      data: {
        columns: ['day', ...chosen.map(({ id }) => `${id} wealth_tao`)],
        rows: chosen[0].series.x.map((day, i) => [
          day,
          ...chosen.map((cohort) => cohort.series.y[i] ?? null),
        ]),
      },
    },
  ]
}

function cohortTable(cohorts: readonly Cohort[]): Html[] {
  const head = ['cohort', 'agents', 'TAO before', 'TAO after', 'change', 'income, TAO', 'trades', 'refused']
  const rows = cohorts.map((cohort) => [
    cohort.adversary ? `${cohort.id} (adversary)` : cohort.id,
    cohort.agents,
    cohort.start,
    cohort.end,
    signed(gainOf(cohort)),
    cohort.income,
    cohort.trades,
    cohort.refusals,
  ])
  return [tableHtml('Cohorts', head, rows, true)]
}
