import { coverage, type PoolState } from './backtest.js'
import { type Distribution, distributions, type PresetBeginning } from './beginnings.js'
import type { LongLook } from './long-run.js'
import { moments } from './moments.js'
import { type FinishedRun, type Forecast, runsOf } from './runs-table.js'
import { type Achieved, achieved, countInside } from './score.js'
import { worlds } from './worlds.js'

/**
 * Figures that the sister presets are about, by moment. `wide`: second point of calibration.md 3. `hot`: April and May 2025
 * of its section 1 (one-month windows, subnets older than thirty days). Empty: not stated there.
 */
const shown: readonly { readonly id: string; readonly wide?: number; readonly hot?: readonly number[] }[] = [
  { id: 'returnSd', hot: [0.148, 0.104] },
  { id: 'returnRobustSd', hot: [0.0636, 0.052] },
  { id: 'skewness', hot: [3.0, 1.4] },
  { id: 'return05', hot: [-0.16, -0.145] },
  { id: 'return95', hot: [0.266, 0.182] },
  { id: 'logMedianSd', hot: [Math.log(0.106), Math.log(0.085)] },
  { id: 'sdSpread', hot: [0.65, 0.69] },
  { id: 'returnMemory1', hot: [0.043, -0.012] },
  { id: 'sizeMemory1', hot: [0.123, 0.106] },
  { id: 'volatilityMemory1', hot: [0.31, 0.28] },
  { id: 'dayRobustSd', hot: [0.0611, 0.052] },
  { id: 'meanReturnSd', hot: [0.0342, 0.0196] },
  { id: 'meanCorrelation', hot: [0.061, 0.04] },
  { id: 'logVolatility25', hot: [Math.log(0.0201), Math.log(0.0196)] },
  { id: 'logVolatility50', hot: [Math.log(0.0451), Math.log(0.0408)] },
  { id: 'logVolatility75', hot: [Math.log(0.089), Math.log(0.083)] },
  { id: 'logVolatility95', hot: [Math.log(0.238), Math.log(0.219)] },
  { id: 'squaresWithinDays', hot: [1.48, 0.86] },
  { id: 'varianceRatio5' },
  { id: 'changeMean' },
  { id: 'changeSd', wide: 0.377 },
  { id: 'change05', wide: -0.8 },
  { id: 'change25', wide: -0.4 },
  { id: 'change95', wide: 0.41 },
  { id: 'poolNet', wide: -9 },
  { id: 'poolGross' },
  { id: 'sumOfPrices' },
  { id: 'priceTop10' },
  { id: 'buyPressure', wide: 0.27 },
]

const number = (x: number | undefined, digits = 3): string =>
  x === undefined || Number.isNaN(x) ? '' : String(Number(x.toPrecision(digits)))
const row = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`

/** All four presets on the same scenario, beside what each is for. */
export function sisterTable(
  runs: readonly FinishedRun[],
  forecasts: readonly Forecast[],
  after: readonly PoolState[],
): string {
  const of = worlds.map(({ preset }) => scored(runs, preset))
  const value = (k: number, id: string) => number(of[k].find(({ moment }) => moment.id === id)?.mean)
  const lines = shown.map(({ id, wide, hot = [] }) => {
    const { summary, target } = moments.find((moment) => moment.id === id)!
    const months = hot.map((x) => number(x)).join(', ')
    return row([
      summary,
      number(target),
      value(0, id),
      value(1, id),
      number(wide),
      value(2, id),
      months,
      value(3, id),
    ])
  })
  const counts = of.map((rows, k) =>
    runsOf(runs, worlds[k].preset).length < LEAST_RUNS ? '' : `${countInside(rows)}`,
  )
  const cover = worlds.map(({ preset }) => covered(runs, forecasts, preset, after))
  return [
    row([
      'figure',
      'target',
      ...worlds.slice(0, 2).map(named(runs)),
      'second point',
      named(runs)(worlds[2]),
      'Apr, May 2025',
      named(runs)(worlds[3]),
    ]),
    row(Array.from({ length: 8 }, () => '---')),
    ...lines,
    row([
      'targets of 57 inside the range of single runs',
      '',
      counts[0],
      counts[1],
      '',
      counts[2],
      '',
      counts[3],
    ]),
    row([
      'real prices of day 60 inside the 90 % band of runs',
      '0.9',
      cover[0],
      cover[1],
      '0.89',
      cover[2],
      '',
      cover[3],
    ]),
  ].join('\n')
}

const named =
  (runs: readonly FinishedRun[]) =>
  ({ preset }: { readonly preset: string }): string =>
    `\`${preset}\` (${runsOf(runs, preset).length})`

const scored = (runs: readonly FinishedRun[], preset: string): Achieved[] => {
  const own = runsOf(runs, preset)
  return own.length < 2
    ? []
    : achieved(
        moments,
        own.map(({ values }) => values),
      )
}

/** A band of fewer runs than this says nothing. */
const LEAST_RUNS = 6

function covered(
  runs: readonly FinishedRun[],
  forecasts: readonly Forecast[],
  preset: string,
  after: readonly PoolState[],
): string {
  if (runsOf(runs, preset).length < LEAST_RUNS) return ''
  const band = (name: string) =>
    forecasts.find((forecast) => forecast.preset === preset && forecast.name === name)?.pools
  const [low, high] = [band('low 5 %'), band('high 95 %')]
  return low && high ? coverage(low, high, after).toFixed(2) : ''
}

/** What each preset begins with, beside mainnet. */
export function beginningTable(beginnings: readonly PresetBeginning[]): string {
  const line = ({ id, summary, target, source }: Distribution) =>
    row([summary, number(target, 4), source, ...beginnings.map(({ values }) => number(values[id], 4))])
  return [
    row(['distribution', 'mainnet', 'source', ...beginnings.map(({ preset }) => `\`${preset}\``)]),
    row(['---', '---', '---', ...beginnings.map(() => '---')]),
    ...distributions.map(line),
  ].join('\n')
}

/** Two years, a column a seed: sums of prices on the way, and the subnets that fell furthest. */
export function yearsTable(looks: readonly LongLook[]): string {
  const seeds = [...new Set(looks.map(({ seed }) => seed))]
  const days = [...new Set(looks.map(({ day }) => day))]
  const at = (seed: string, day: number) => looks.find((look) => look.seed === seed && look.day === day)!
  const most = (seed: string, read: (look: LongLook) => number) =>
    Math.max(...looks.filter((look) => look.seed === seed).map(read))
  const end = days[days.length - 1]
  const line = (name: string, of: (seed: string) => string) => row([name, ...seeds.map(of)])
  return [
    line('seed', (seed) => seed),
    row(['---', ...seeds.map(() => '---')]),
    ...days.map((day) => line(`sum of 119 prices, day ${day}`, (seed) => at(seed, day).sum.toFixed(2))),
    line(`of all, day ${end}`, (seed) => at(seed, end).sumOfAll.toFixed(2)),
    line('of 119 under 0.0005, most on any of these days', (seed) =>
      String(most(seed, ({ under }) => under)),
    ),
    line('of all, most', (seed) => String(most(seed, ({ underOfAll }) => underOfAll))),
    line(`part of the ten highest, day ${end}`, (seed) => at(seed, end).top10.toFixed(2)),
    line(`TAO in all pools, millions, day ${end}`, (seed) => at(seed, end).pools.toFixed(2)),
  ].join('\n')
}
