import { mean } from '../stats/mean.js'
import { sd } from '../stats/sd.js'
import { tWithin } from '../stats/student-t.js'
import { type PoolState, quantileForecast } from './backtest.js'
import { replicate } from './replicate.js'
import type { Forecast } from './runs-table.js'
import { STEPS_PER_DAY, type Tape } from './tape.js'

/** Day of a run that stands for 2026-09-30. */
export const LATER = 60

/** Nothing is drawn that moves prices of all or fundamental values. */
const QUIET = ['market.marketFlow=0', 'market.slowFlow=0', 'market.fundamentalVolatility=0']
const NO_FLOW = 'market.organicFlow=0'
const NO_TRADERS = 'population.without=[retail, large-orders, fundamentalists, momentum]'

/** Models between "no change" and the whole population, each run once: nothing in them is drawn that matters. */
const reduced: Readonly<Record<string, readonly string[]>> = {
  'mechanical only (no traders)': [...QUIET, NO_FLOW, NO_TRADERS, 'market.depthCap=0 / day'],
  'plus sellers by receipts': [
    ...QUIET,
    NO_FLOW,
    NO_TRADERS,
    'market.depthCap=100 / day',
    'market.backlogCap=100 %',
  ],
  // Large orders buy more than they sell; without them the same balance needs this mean flow (calibration.md 7).
  'calibrated with noise off': [
    ...QUIET,
    'market.organicFlow=-0.001',
    'population.without=[retail, large-orders]',
  ],
}

export async function reducedForecasts(netuids: readonly number[]): Promise<Forecast[]> {
  const forecasts: Forecast[] = []
  for (const [name, set] of Object.entries(reduced)) {
    const tape = await replicate('1', [`horizon=${LATER} days`, ...set])
    forecasts.push({ preset: 'mainnet', name, pools: poolsOn(tape, LATER, netuids) })
  }
  return forecasts
}

/** Pools of a run on a day, in the order of the netuids. */
export const poolsOn = (
  { netuids: rows, prices, days }: Tape,
  day: number,
  netuids: readonly number[],
): PoolState[] =>
  netuids.map((n) => {
    const i = rows.indexOf(n)
    const { tao, alpha } = days[i][day]
    return { tao, alpha, price: prices[i][day * STEPS_PER_DAY] }
  })

/** What many runs say: their median, and quantiles on either side of it. */
export const medianAndBands = (runs: readonly (readonly PoolState[])[]): Forecast[] =>
  [
    { name: `calibrated: median of ${runs.length} runs`, pools: quantileForecast(runs, 0.5) },
    { name: 'low 25 %', pools: quantileForecast(runs, 0.25) },
    { name: 'high 75 %', pools: quantileForecast(runs, 0.75) },
    { name: 'low 5 %', pools: quantileForecast(runs, 0.05) },
    { name: 'high 95 %', pools: quantileForecast(runs, 0.95) },
  ].map((forecast) => ({ preset: 'mainnet', ...forecast }))

/**
 * The same of few runs of another preset: the band that a next run falls into with a chance of 90 %, were ln p normal.
 *
 *   ln p = m +- t s sqrt(1 + 1 / n)        m, s mean and deviation over n runs, t of n - 1 degrees of freedom
 */
export function predictions(preset: string, runs: readonly (readonly PoolState[])[]): Forecast[] {
  const band = (side: number) =>
    runs[0].map((pool, i) => ({
      ...pool,
      price: bound(
        runs.map((run) => run[i].price),
        side,
      ),
    }))
  return [
    { preset, name: `${preset}: median of ${runs.length} runs`, pools: quantileForecast(runs, 0.5) },
    { preset, name: 'low 5 %', pools: band(-1) },
    { preset, name: 'high 95 %', pools: band(1) },
  ]
}

function bound(prices: readonly number[], side: number): number {
  const logs = prices.map(Math.log)
  const n = logs.length
  return Math.exp(mean(logs) + side * tWithin(0.9, n - 1) * sd(logs) * Math.sqrt(1 + 1 / n))
}
