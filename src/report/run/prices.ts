import type { Axis } from '../draw/axis.js'
import { fanChart } from '../draw/fan.js'
import type { Figure } from '../draw/figure.js'
import { linesChart, type Series } from '../draw/lines.js'
import { significant } from '../numbers.js'
import type { Section } from '../page/page.js'
import type { RunData } from '../read/run-data.js'
import { fanOver, fanTable, fanWords, lineWords, percentWords } from './quantiles.js'
import { networkFigure } from './supply.js'
import { dayAxis, dayOf, moments, thinned } from './timing.js'

/** Prices of alpha, and the part of the emission that each subnet takes. */
export const pricesSection = (run: RunData): Section => ({
  id: 'prices',
  title: 'Prices and emission',
  content: [
    ...priceFan(run),
    ...movers(run),
    ...largestShares(run),
    ...concentration(run),
    ...networkFigure(
      run,
      { id: 'tao-price', title: 'Price of TAO outside the chain', label: 'USD per TAO' },
      [['tao_price_usd', 'USD per TAO']],
    ),
  ],
})

/** Most lines of one picture: more cannot be told apart. */
export const MOST_LINES = 6

/** One line for each subnet: a column, or the column by its first value. */
export function subnetSeries(run: RunData, column: string, relative: boolean): Map<number, Series> {
  const { subnets } = run
  const blocks = subnets.numbers('block')
  const values = subnets.numbers(column)
  const found = new Map<number, Series>()
  for (const [netuid, rows] of subnets.groups('netuid')) {
    const first = values[rows.find((row) => Number.isFinite(values[row]) && values[row] > 0) ?? rows[0]]
    const y = rows.map((row) => (relative ? values[row] / first : values[row]))
    if (!y.some(Number.isFinite)) continue
    found.set(netuid, { name: `SN ${netuid}`, x: rows.map((row) => dayOf(run, blocks[row])), y })
  }
  return found
}

const relativePrice: Axis = { label: 'price / first price (1 = unchanged)', log: true }

function priceFan(run: RunData): Figure[] {
  const { subnets } = run
  const lines = subnetSeries(run, 'price_tao', true)
  // Of few subnets the next picture has a line each, and quantiles would be made of nothing.
  if (lines.size <= MOST_LINES) return []
  const values = subnets.numbers('price_tao')
  const netuids = subnets.numbers('netuid')
  const first = new Map<number, number>()
  values.forEach((value, row) => {
    if (value > 0 && !first.has(netuids[row])) first.set(netuids[row], value)
  })
  const fan = fanOver(
    subnets,
    'price_tao',
    (block) => dayOf(run, block),
    (row) => values[row] / (first.get(netuids[row]) ?? Number.NaN),
  )
  return [
    {
      id: 'price-fan',
      title: `How the prices of ${lines.size} subnets moved, each relative to its first price`,
      note: `Logarithmic: equal steps are equal factors.${thinned(run)}`,
      description: fanWords(fan, significant),
      chart: fanChart(fan, {
        of: `${lines.size} subnets`,
        x: dayAxis(run),
        y: relativePrice,
        moments: moments(run),
        reference: 1,
      }),
      data: fanTable(fan),
    },
  ]
}

/** Lines with the data behind them, one column a line. */
export function seriesFigure(
  run: RunData,
  figure: { id: string; title: string; note?: string },
  series: readonly Series[],
  y: Axis,
  write: (x: number) => string,
): Figure {
  const days = [...new Set(series.flatMap(({ x }) => x))].sort((a, b) => a - b)
  const at = series.map(({ x, y: values }) => new Map(x.map((day, i) => [day, values[i]])))
  const cell = (value: number | undefined) => (value === undefined || Number.isNaN(value) ? null : value)
  return {
    ...figure,
    note: `${figure.note ?? ''}${thinned(run)}`.trim(),
    description: series.map((one) => lineWords(one.name, one.y, write)).join(' '),
    chart: linesChart({ series, x: dayAxis(run), y, moments: moments(run) }),
    data: {
      columns: ['day', ...series.map(({ name }) => name)],
      rows: days.map((day) => [day, ...at.map((values) => cell(values.get(day)))]),
    },
  }
}

/** Subnets whose price moved most, up or down. */
function movers(run: RunData): Figure[] {
  const lines = [...subnetSeries(run, 'price_tao', true).values()].filter(({ y }) => y.length > 1)
  if (lines.length === 0) return []
  const end = ({ y }: Series) => y[y.length - 1]
  const sorted = [...lines].sort((a, b) => end(b) - end(a))
  const few = sorted.length <= MOST_LINES
  const chosen = few ? sorted : [...sorted.slice(0, MOST_LINES / 2), ...sorted.slice(-MOST_LINES / 2)]
  const title = few
    ? 'Price of each subnet, relative to its first price'
    : `The ${MOST_LINES / 2} subnets whose price rose most and the ${MOST_LINES / 2} whose price rose least or fell`
  return [seriesFigure(run, { id: 'movers', title }, chosen, relativePrice, significant)]
}

/** Emission shares of those that had most at any end of the run. */
function largestShares(run: RunData): Figure[] {
  const lines = [...subnetSeries(run, 'emission_share_frac', false).values()].filter(({ y }) => y.length > 1)
  if (lines.length === 0) return []
  const change = ({ y }: Series) => {
    const there = y.filter(Number.isFinite)
    return Math.abs(there[there.length - 1] - there[0])
  }
  const chosen = [...lines].sort((a, b) => change(b) - change(a)).slice(0, MOST_LINES)
  const title =
    lines.length <= MOST_LINES
      ? "Each subnet's share of the TAO emission"
      : `Shares of the TAO emission that changed most: ${MOST_LINES} of ${lines.length} subnets`
  const y: Axis = { label: 'share of the TAO emission (%)', percent: true, zero: true }
  return [seriesFigure(run, { id: 'shares', title }, chosen, y, percentWords)]
}

const concentration = (run: RunData): Figure[] =>
  networkFigure(
    run,
    {
      id: 'emission-concentration',
      title: 'How concentrated the TAO emission is: part of the largest subnet, part of the ten largest',
      note: 'Frozen subnets count with their share.',
      label: 'part of the TAO emission (%)',
      zero: true,
      percent: true,
    },
    [
      ['emis_top1_frac', 'largest'],
      ['emis_top10_frac', 'ten largest'],
    ],
  )
