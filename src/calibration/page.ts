import { mean } from '../stats/mean.js'
import { coverage, type ForecastScore, type PoolState, sameChangeForAll, scoreForecast } from './backtest.js'
import { moments } from './moments.js'
import { notes } from './notes.js'
import type { FinishedRun, Forecast } from './runs-table.js'
import { type Achieved, achieved, countInside } from './score.js'

/** What the page is made of. */
export interface CalibrationResults {
  readonly runs: readonly FinishedRun[]
  readonly forecasts: readonly Forecast[]
  readonly before: readonly PoolState[]
  readonly after: readonly PoolState[]
}

/** docs/calibration.md. */
export function calibrationPage({ runs, forecasts, before, after }: CalibrationResults): string {
  const rows = achieved(
    moments,
    runs.map(({ values }) => values),
  )
  return `# Calibration of the preset \`mainnet\`

Does the population of the preset behave as mainnet did? ${runs.length} replicates of \`scenarios/backtest-2026q3.yaml\` (92 days from
2026-08-02, all 128 subnets, the rules and the emission switch of those days, aggregate resolution) against ${rows.length} figures.
Figures of days are those of August to October 2025, figures of sixty days those of 119 subnets from 2026-08-02 to 09-30:
two regimes of the chain, because nothing better is public. Values of parameters and the data behind the targets:
[spec/calibration.md](spec/calibration.md).

Renewed by one command, \`node dist/calibration/main.js --replicates 40\` (built; 14 CPU minutes, two workers), which writes
\`data/calibration_runs.csv\`, \`data/calibration_forecasts.csv\` and this page.

## Achieved against target

**${countInside(rows)} of ${rows.length}** targets lie inside the 95 % range of single runs. Error: Monte Carlo standard error of the mean. Spread: standard
deviation of a single run. z: (target - mean) / spread. Bold: outside. Prototype: the aggregate model to which the values
were fitted. In brackets the bootstrap error of the target over subnets, where there is one.

${momentTable(rows)}

## Backtest: 2026-08-02 to 09-30

Known to a forecast: reserves, withheld shares and rules of the first day, and the switch of 09-09. 119 subnets; logarithms.
Gain: mean absolute error less that of "no change", with a 95 % bootstrap interval over subnets. Parameters were fitted to
cross-sections of the same sixty days: levels are in sample, no parameter knows a single subnet.

${forecastTable(forecasts, before, after)}

${bands(forecasts, after)}

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
    { name: 'no change', pools: before },
    { name: 'one number for all (hindsight mean)', pools: sameChangeForAll(before, after) },
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
