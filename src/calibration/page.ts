import { mean } from '../stats/mean.js'
import { coverage, type ForecastScore, type PoolState, sameChangeForAll, scoreForecast } from './backtest.js'
import type { PresetBeginning } from './beginnings.js'
import { fittedTable } from './fitted.js'
import type { LongLook } from './long-run.js'
import { moments } from './moments.js'
import { aboutBeginnings, aboutSisters, aboutValues, notes } from './notes.js'
import { type FinishedRun, type Forecast, runsOf } from './runs-table.js'
import { type Achieved, achieved, countInside } from './score.js'
import { beginningTable, sisterTable, yearsTable } from './world-tables.js'

/** What the page is made of. */
export interface CalibrationResults {
  readonly runs: readonly FinishedRun[]
  readonly forecasts: readonly Forecast[]
  readonly years: readonly LongLook[]
  readonly beginnings: readonly PresetBeginning[]
  readonly before: readonly PoolState[]
  readonly after: readonly PoolState[]
}

/** docs/calibration.md. */
export function calibrationPage(results: CalibrationResults): string {
  const { forecasts, before, after } = results
  const runs = runsOf(results.runs, 'mainnet')
  const rows = achieved(
    moments,
    runs.map(({ values }) => values),
  )
  return `# Calibration of the presets

Does the population of the preset \`mainnet\` behave as mainnet did? ${runs.length} replicates of \`scenarios/backtest-2026q3.yaml\` (92 days from
2026-08-02, all 128 subnets, the rules and the emission switch of those days, aggregate resolution) against ${rows.length} figures.
Figures of days are those of August to October 2025, figures of sixty days those of 119 subnets from 2026-08-02 to 09-30:
two regimes of the chain, because nothing better is public. Values of parameters and the data behind the targets:
[spec/calibration.md](spec/calibration.md).

Renewed by one command, \`npm run calibrate\`, which writes \`data/calibration_*.csv\` and this page (two workers; some 45 CPU
minutes), or in parts: \`npm run calibrate -- --replicates 40\` (14 CPU minutes), \`--preset mainnet-wide --replicates 8\` for a sister,
\`--years 3\`, \`--beginnings\`.

## Achieved against target

**${countInside(rows)} of ${rows.length}** targets lie inside the 95 % range of single runs. Error: Monte Carlo standard error of the mean. Spread: standard
deviation of a single run. z: (target - mean) / spread. Bold: outside. Prototype: the aggregate model to which the values
were fitted. In brackets the bootstrap error of the target over subnets, where there is one.

${momentTable(rows)}

## Values fitted again

${fittedTable()}

${aboutValues.trim()}

## Backtest: 2026-08-02 to 09-30

Known to a forecast: reserves, withheld shares and rules of the first day, and the switch of 09-09. 119 subnets; logarithms.
Gain: mean absolute error less that of "no change", with a 95 % bootstrap interval over subnets. Parameters were fitted to
cross-sections of the same sixty days: levels are in sample, no parameter knows a single subnet.

${forecastTable(forecasts, before, after)}

${bands(runsOfMainnet(forecasts), after)}

## The sister presets

The same scenario and days with another population; runs in brackets. \`mainnet-wide\` with \`market.organicFlow\` -0.0016 stands
beside the second point of calibration.md (section 3), \`mainnet-hot\` with \`market.marketFlow\` 0.012 beside April and May 2025,
\`mainnet-lite\` beside \`mainnet\`. Bands of few runs are those that a next run falls into with a chance of 90 %.

${sisterTable(results.runs, forecasts, after)}

${aboutSisters.trim()}

## What the presets begin with

Pools of 2026-09-30, all 128 subnets and everyone in them (seed 1), beside the figures of [data/README.md](../data/README.md).

${beginningTable(results.beginnings)}

${aboutBeginnings.trim()}

## Two years

The same scenario for 730 days. Asked for: a sum of prices between 0.8 and 2.5 at the end, and at most five of 119 prices under
0.0005. The aggregate model went from 1.25 to 1.12 on day 90, 1.14 on day 180, 1.21 on day 365 and 1.45 at the end, with at most two
under 0.0005 (calibration.md 3, six runs).

${yearsTable(results.years)}

${notes.trim()}
`
}

const number = (x: number): string => (Number.isNaN(x) ? '' : String(Number(x.toPrecision(3))))

function momentTable(rows: readonly Achieved[]): string {
  const lines = rows.map(
    ({ moment: { summary, target, error: boot, prototype }, mean: value, error, spread, z, inside }) => {
      const shown = inside ? number(value) : `**${number(value)}**`
      const aim = Number.isNaN(boot) ? number(target) : `${number(target)} (${number(boot)})`
      return `| ${[summary, aim, shown, number(error), number(spread), z.toFixed(1), number(prototype)].join(' | ')} |`
    },
  )
  return [
    '| figure | target | runs | error | spread | z | prototype |',
    '| --- | --- | --- | --- | --- | --- | --- |',
    ...lines,
  ].join('\n')
}

const BANDS = /^(low|high) \d+ %$/

function forecastTable(
  forecasts: readonly Forecast[],
  before: readonly PoolState[],
  after: readonly PoolState[],
): string {
  const all: Forecast[] = [
    { preset: '', name: 'no change', pools: before },
    { preset: '', name: 'one number for all (hindsight mean)', pools: sameChangeForAll(before, after) },
    ...forecasts.filter(({ name }) => !BANDS.test(name)),
  ]
  const lines = all.map(({ name, pools }) => scoreLine(name, scoreForecast(before, after, pools)))
  const sum = after.reduce((total, { price }) => total + price, 0)
  return [
    `| forecast | bias | error of ln p | gain | rank of changes | rank of prices | error of ln TAO | error of depth | sum of prices (${number(sum)}) |`,
    '| --- | --- | --- | --- | --- | --- | --- | --- | --- |',
    ...lines,
  ].join('\n')
}

function scoreLine(name: string, score: ForecastScore): string {
  const gain = score.gain === 0 ? '' : `${two(score.gain)} [${two(score.gainLow)}, ${two(score.gainHigh)}]`
  const ranks = [score.rankOfChanges, score.rankOfPrices].map((x) => (Number.isNaN(x) ? '' : two(x)))
  const errors = [score.taoError, score.depthError, score.sumOfPrices].map((x) => x.toFixed(3))
  return `| ${[name, two(score.bias), score.error.toFixed(3), gain, ...ranks, ...errors].join(' | ')} |`
}

/** Two digits, without a minus before zero. */
const two = (x: number): string => x.toFixed(2).replace(/^-(0\.00)$/, '$1')

const runsOfMainnet = (forecasts: readonly Forecast[]): Forecast[] =>
  forecasts.filter(({ preset }) => preset === 'mainnet')

/** What part of real prices the runs' own intervals hold. */
function bands(forecasts: readonly Forecast[], after: readonly PoolState[]): string {
  const pools = (name: string) => forecasts.find((forecast) => forecast.name === name)?.pools
  const cover = (low: string, high: string) => {
    const [below, above] = [pools(low), pools(high)]
    return below && above ? coverage(below, above, after).toFixed(2) : 'unknown'
  }
  const width = mean(
    (pools('high 95 %') ?? []).map(({ price }, i) =>
      Math.log(price / (pools('low 5 %')?.[i].price ?? price)),
    ),
  )
  return `Intervals from the runs: 50 % hold ${cover('low 25 %', 'high 75 %')} of the real prices, 90 % hold ${cover('low 5 %', 'high 95 %')} (mean width ${two(width)} of ln p).`
}
