import { readCsv } from '../genesis/csv.js'
import type { PoolState } from './backtest.js'
import { moments } from './moments.js'

/** One finished replicate: its moments by id, and its pools on the day of the backtest. */
export interface FinishedRun {
  readonly seed: string
  readonly values: Readonly<Record<string, number>>
}

const digits = (x: number): string => String(Number(x.toPrecision(7)))

/** Moments of runs, a row a run, as a CSV. */
export function writeRuns(runs: readonly FinishedRun[]): string {
  const ids = moments.map(({ id }) => id)
  const rows = runs.map(({ seed, values }) => [seed, ...ids.map((id) => digits(values[id]))].join(','))
  return `${['seed', ...ids].join(',')}\n${rows.join('\n')}\n`
}

export function readRuns(name: string, text: string): FinishedRun[] {
  return readCsv(name, text).map((row) => ({
    seed: String(row.whole('seed')),
    values: Object.fromEntries(moments.map(({ id }) => [id, Number(row.text(id))])),
  }))
}

/** Pools by forecast and subnet, as a CSV. A forecast is a run of its own, a median of runs, or the real state. */
export interface Forecast {
  readonly name: string
  readonly pools: readonly PoolState[]
}

export function writeForecasts(netuids: readonly number[], forecasts: readonly Forecast[]): string {
  const rows = forecasts.flatMap(({ name, pools }) =>
    pools.map(({ tao, alpha, price }, i) =>
      [name, netuids[i], digits(tao), digits(alpha), digits(price)].join(','),
    ),
  )
  return `forecast,netuid,tao_in,alpha_in,price_tao\n${rows.join('\n')}\n`
}

export function readForecasts(name: string, text: string): Forecast[] {
  const byName = new Map<string, PoolState[]>()
  for (const row of readCsv(name, text)) {
    const forecast = row.text('forecast') ?? ''
    const pools = byName.get(forecast) ?? []
    byName.set(forecast, pools)
    pools.push({
      tao: row.number('tao_in')!,
      alpha: row.number('alpha_in')!,
      price: row.number('price_tao')!,
    })
  }
  return [...byName].map(([forecast, pools]) => ({ name: forecast, pools }))
}
