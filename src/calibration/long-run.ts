import { readCsv } from '../genesis/csv.js'
import { median } from '../stats/median.js'
import { STEPS_PER_DAY, type Tape } from './tape.js'

/** Days of a long run at which prices are looked at. */
const LOOKS = [0, 30, 60, 90, 180, 270, 360, 450, 540, 630, 730]
export const LONG_RUN_DAYS = 730
/** TAO per alpha; a subnet under it counts as collapsed. */
export const COLLAPSED = 0.0005

/** State of the subnets at one look of one run of two years. */
export interface LongLook {
  readonly seed: string
  readonly day: number
  /** Prices of the subnets that kept their netuid from 2026-08-02 to 09-30, and of all that had started. */
  readonly sum: number
  readonly sumOfAll: number
  readonly under: number
  readonly underOfAll: number
  readonly median: number
  /** Part of the ten highest prices in the sum, of those that kept their netuid. */
  readonly top10: number
  /** TAO in all pools, millions. */
  readonly pools: number
}

/** What a run of two years looked like on the way. @param kept  subnets that count in the first figures */
export function longLooks(
  seed: string,
  { netuids, prices, days }: Tape,
  kept: ReadonlySet<number>,
): LongLook[] {
  return LOOKS.map((day) => {
    const all = prices.map((row) => row[day * STEPS_PER_DAY])
    const those = all.filter((_, i) => kept.has(netuids[i]))
    const highest = [...those].sort((a, b) => b - a).slice(0, 10)
    return {
      seed,
      day,
      sum: total(those),
      sumOfAll: total(all),
      under: collapsed(those),
      underOfAll: collapsed(all),
      median: median(those),
      top10: total(highest) / total(those),
      pools: total(days.map((row) => row[day].tao)) / 1e6,
    }
  })
}

const total = (values: readonly number[]): number => values.reduce((sum, x) => sum + x, 0)
const collapsed = (prices: readonly number[]): number => prices.filter((price) => price < COLLAPSED).length

const COLUMNS = [
  ['sum', 'sum_119'],
  ['sumOfAll', 'sum_all'],
  ['under', 'under_119'],
  ['underOfAll', 'under_all'],
  ['median', 'median_119'],
  ['top10', 'top10_119'],
  ['pools', 'pools_mtao'],
] as const

export function writeLongLooks(looks: readonly LongLook[]): string {
  const rows = looks.map((look) =>
    [look.seed, look.day, ...COLUMNS.map(([key]) => Number(look[key].toPrecision(7)))].join(','),
  )
  return `seed,day,${COLUMNS.map(([, column]) => column).join(',')}\n${rows.join('\n')}\n`
}

export function readLongLooks(name: string, text: string): LongLook[] {
  return readCsv(name, text).map((row) => {
    const figures = COLUMNS.map(([key, column]) => [key, row.number(column)!])
    return {
      seed: String(row.whole('seed')),
      day: row.whole('day')!,
      ...Object.fromEntries(figures),
    } as LongLook
  })
}
