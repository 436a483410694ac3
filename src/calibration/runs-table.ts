import { readCsv } from '../genesis/csv.js'
import type { PoolState } from './backtest.js'
import { moments } from './moments.js'

/** One finished replicate of a preset: its moments by id. */
export interface FinishedRun {
  readonly preset: string
  readonly seed: string
  readonly values: Readonly<Record<string, number>>
}

const digits = (x: number): string => String(Number(x.toPrecision(7)))

/** Moments of runs, a row a run, as a CSV. */
export function writeRuns(runs: readonly FinishedRun[]): string {
  const ids = moments.map(({ id }) => id)
  const rows = runs.map(({ preset, seed, values }) =>
    [preset, seed, ...ids.map((id) => digits(values[id]))].join(','),
  )
  return `${['preset', 'seed', ...ids].join(',')}\n${rows.join('\n')}\n`
}

export function readRuns(name: string, text: string): FinishedRun[] {
  return readCsv(name, text).map((row) => ({
    preset: row.text('preset') ?? '',
    seed: String(row.whole('seed')),
    values: Object.fromEntries(moments.map(({ id }) => [id, Number(row.text(id))])),
  }))
}

/** Runs of one preset. */
export const runsOf = (runs: readonly FinishedRun[], preset: string): FinishedRun[] =>
  runs.filter((run) => run.preset === preset)

/** Pools by forecast and subnet. A forecast is a run of its own, a quantile of runs, or the real state. */
export interface Forecast {
  /** Preset that it was made with. */
  readonly preset: string
  readonly name: string
  readonly pools: readonly PoolState[]
}

export function writeForecasts(netuids: readonly number[], forecasts: readonly Forecast[]): string {
  const rows = forecasts.flatMap(({ preset, name, pools }) =>
    pools.map(({ tao, alpha, price }, i) =>
      [preset, name, netuids[i], digits(tao), digits(alpha), digits(price)].join(','),
    ),
  )
  return `preset,forecast,netuid,tao_in,alpha_in,price_tao\n${rows.join('\n')}\n`
}

export function readForecasts(name: string, text: string): Forecast[] {
  const found: { preset: string; name: string; pools: PoolState[] }[] = []
  for (const row of readCsv(name, text)) {
    const [preset, forecast] = [row.text('preset') ?? '', row.text('forecast') ?? '']
    let last = found.at(-1)
    if (last?.preset !== preset || last.name !== forecast) {
      last = { preset, name: forecast, pools: [] }
      found.push(last)
    }
    last.pools.push({
      tao: row.number('tao_in')!,
      alpha: row.number('alpha_in')!,
      price: row.number('price_tao')!,
    })
  }
  return found
}

/** What was made with one preset gives way to what is made with it now; the rest stays where it is. */
export const renewed = <T extends { readonly preset: string }>(
  stored: readonly T[],
  preset: string,
  fresh: readonly T[],
): T[] => {
  const first = stored.findIndex((each) => each.preset === preset)
  const others = stored.filter((each) => each.preset !== preset)
  const place = first < 0 ? others.length : first
  return [...others.slice(0, place), ...fresh, ...others.slice(place)]
}
