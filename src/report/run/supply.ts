import type { Figure } from '../draw/figure.js'
import { linesChart, type Series } from '../draw/lines.js'
import { readable } from '../numbers.js'
import type { Section } from '../page/page.js'
import type { RunData } from '../read/run-data.js'
import { lineWords } from './quantiles.js'
import { dayAxis, dayOf, moments, thinned } from './timing.js'

/** Supply of TAO, what a block mints, and where it goes. */
export const supplySection = (run: RunData): Section => ({
  id: 'supply',
  title: 'Supply and halving',
  content: [...issuance(run), ...uses(run), ...userFlow(run)],
})

/** One line of the network table over days. */
export function networkSeries(run: RunData, column: string, name: string): Series {
  return {
    name,
    x: run.network.numbers('block').map((block) => dayOf(run, block)),
    y: run.network.numbers(column),
  }
}

/** Lines of the network table with the data behind them. */
export function networkFigure(
  run: RunData,
  figure: {
    id: string
    title: string
    note?: string
    label: string
    zero?: boolean
    percent?: boolean
    steps?: boolean
    /** What is known of a line beyond its samples. */
    refine?: (series: Series) => Series
  },
  columns: readonly (readonly [column: string, name: string])[],
  reference?: { y: number; label: string },
): Figure[] {
  const there = columns.filter(([column]) => run.network.has(column))
  if (there.length === 0 || run.network.rows < 2) return []
  const { id, title, note = '', label, zero, percent, steps, refine = (one) => one } = figure
  const series = there.map(([column, name]) => refine(networkSeries(run, column, name)))
  const write = percent ? (x: number) => `${readable(100 * x)} %` : readable
  return [
    {
      id,
      title,
      note: `${note}${thinned(run)}`.trim(),
      description: series.map(({ name, y }) => lineWords(name, y, write)).join(' '),
      chart: linesChart({
        series,
        x: dayAxis(run),
        y: { label, zero, percent },
        moments: moments(run),
        reference,
        steps,
      }),
      data: {
        columns: ['day', ...there.map(([column]) => column)],
        rows: series[0].x.map((day, i) => [
          day,
          ...series.map(({ y }) => (Number.isNaN(y[i]) ? null : y[i])),
        ]),
      },
    },
  ]
}

function issuance(run: RunData): Figure[] {
  const supply = run.network.numbers('total_issuance_tao')
  const next = run.network.numbers('next_threshold_tao')[0]
  // The line of the threshold is drawn where it is near enough not to flatten the supply.
  const end = supply[supply.length - 1]
  const near = Number.isFinite(next) && next - end < 2 * (end - supply[0])
  const threshold = near ? { y: next, label: `halving at ${readable(next)} TAO` } : undefined
  return [
    ...networkFigure(
      run,
      { id: 'issuance', title: 'TAO issued and not recycled', label: 'TAO issued (TAO)' },
      [['total_issuance_tao', 'TAO issued']],
      threshold,
    ),
    ...networkFigure(
      run,
      {
        id: 'block-emission',
        title: 'TAO minted in a block',
        note: 'It halves when issuance passes a threshold, not at a date.',
        label: 'TAO per block',
        zero: true,
        steps: true,
        refine: (series) => withHalvings(run, series),
      },
      [['block_emission_tao', 'TAO per block']],
    ),
  ]
}

/** Emission changes at the block of a halving, not at the sample after it. */
function withHalvings(run: RunData, { name, x, y }: Series): Series {
  const at = new Map(x.map((day, i) => [day, y[i]]))
  const blocks = run.events.numbers('block')
  const values = run.events.texts('value')
  run.events.texts('event').forEach((event, i) => {
    if (event === 'halving') at.set(dayOf(run, blocks[i]), Number(values[i]))
  })
  const points = [...at].sort(([a], [b]) => a - b)
  return { name, x: points.map(([day]) => day), y: points.map(([, value]) => value) }
}

const uses = (run: RunData): Figure[] =>
  networkFigure(
    run,
    {
      id: 'uses',
      title: 'What the chain does with its TAO: puts it into pools, buys alpha, pays for alpha of root',
      note: 'Injected TAO deepens pools; chain buys lift prices; root sales pay TAO out and press prices down.',
      label: 'TAO per day',
      zero: true,
    },
    [
      ['injection_tao_per_day', 'injected'],
      ['chain_buy_tao_per_day', 'chain buys'],
      ['root_sell_tao_per_day', 'root sales'],
    ],
  )

const userFlow = (run: RunData): Figure[] =>
  networkFigure(
    run,
    {
      id: 'user-flow',
      title: 'What users bring into the pools of all subnets, net of what they take out',
      label: 'TAO per day',
    },
    [['user_net_flow_tao_per_day', 'net user flow']],
    { y: 0, label: 'in and out even' },
  )
