import type { Axis } from '../draw/axis.js'
import { fanChart } from '../draw/fan.js'
import type { Figure } from '../draw/figure.js'
import { linesChart, type Series } from '../draw/lines.js'
import { readable } from '../numbers.js'
import type { Section } from '../page/page.js'
import type { RunData } from '../read/run-data.js'
import { MOST_LINES, seriesFigure, subnetSeries } from './prices.js'
import { fanOver, fanTable, fanWords, lineWords, percentWords } from './quantiles.js'
import { dayAxis, dayOf, moments, thinned } from './timing.js'

/** How much can be traded, and what it costs. */
export const depthSection = (run: RunData): Section => ({
  id: 'depth',
  title: 'Pool depth and slippage',
  content: [
    ...fanFigure(
      run,
      'depth_tao_1pct',
      { id: 'depth-1pct', title: 'TAO that lifts the price of a subnet by 1 %' },
      { label: 'depth (TAO)', log: true },
      readable,
    ),
    ...slippage(run),
    ...fanFigure(
      run,
      'haircut_exit_frac',
      {
        id: 'haircut',
        title: 'What holders would lose against the price if all alpha outside a pool were sold at once',
      },
      { label: 'loss against spot (%)', percent: true },
      percentWords,
    ),
  ],
})

function fanFigure(
  run: RunData,
  column: string,
  figure: { id: string; title: string },
  y: Axis,
  write: (x: number) => string,
): Figure[] {
  if (!run.subnets.has(column)) return []
  // Quantiles of a few subnets would be made of nothing: they get a line each.
  const lines = [...subnetSeries(run, column, false).values()]
  if (lines.length <= MOST_LINES) {
    const note = y.log ? 'Logarithmic.' : undefined
    return lines.length === 0 ? [] : [seriesFigure(run, { ...figure, note }, lines, y, write)]
  }
  const fan = fanOver(run.subnets, column, (block) => dayOf(run, block))
  const subnets = run.subnets.groups('netuid').size
  return [
    {
      ...figure,
      note: `Quantiles over ${subnets} simulated subnets.${y.log ? ' Logarithmic.' : ''}${thinned(run)}`,
      description: fanWords(fan, write),
      chart: fanChart(fan, { of: `${subnets} subnets`, x: dayAxis(run), y, moments: moments(run) }),
      data: fanTable(fan),
    },
  ]
}

/** Median cost of purchases of four sizes. */
function slippage(run: RunData): Figure[] {
  const sizes = [1, 10, 100, 1000].filter((size) => run.subnets.has(`slip_buy_${size}_bps`))
  const single = run.subnets.groups('netuid').size === 1
  if (sizes.length === 0) return []
  const series: Series[] = sizes.map((size) => {
    const fan = fanOver(run.subnets, `slip_buy_${size}_bps`, (block) => dayOf(run, block))
    return {
      name: `${size} TAO`,
      x: fan.x,
      y: fan.q50.map((bps) => bps / 1e4),
      ...(!single && { low: fan.q25.map((bps) => bps / 1e4), high: fan.q75.map((bps) => bps / 1e4) }),
    }
  })
  return [
    {
      id: 'slippage',
      title: `What a purchase pays above the price, by its size${single ? '' : ': median subnet and the middle half'}`,
      note: `Fee included; logarithmic. Purchases that a pool refuses are left out.${thinned(run)}`,
      description: series.map(({ name, y }) => lineWords(name, y, percentWords)).join(' '),
      chart: linesChart({
        series,
        x: dayAxis(run),
        y: { label: 'slippage (%)', percent: true, log: true },
        moments: moments(run),
      }),
      data: {
        columns: [
          'day',
          ...series.flatMap(({ name }) =>
            single ? [name] : [`${name} q25`, `${name} median`, `${name} q75`],
          ),
        ],
        rows: series[0].x.map((day, i) => [
          day,
          ...series.flatMap(({ low, y, high }) =>
            (low && high ? [low[i], y[i], high[i]] : [y[i]]).map((x) => x ?? null),
          ),
        ]),
      },
    },
  ]
}
