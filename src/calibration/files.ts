import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { readBeginnings } from './beginnings.js'
import { readLongLooks } from './long-run.js'
import { calibrationPage } from './page.js'
import { keptSubnets, realPools } from './replicate.js'
import { readForecasts, readRuns } from './runs-table.js'

/** Files of the calibration, from the package's folder. */
export const RUNS = 'data/calibration_runs.csv'
export const FORECASTS = 'data/calibration_forecasts.csv'
export const LONG_RUNS = 'data/calibration_years.csv'
export const BEGINNINGS = 'data/calibration_beginnings.csv'
export const PAGE = 'docs/calibration.md'

/** Full path of a file of the package, beside `src` and `dist` alike. */
export const place = (path: string): string => fileURLToPath(new URL(`../../${path}`, import.meta.url))

/** The page, from the figures in `data/`. */
export function pageFromFiles(): string {
  const read = (path: string) => readFileSync(place(path), 'utf8')
  const netuids = keptSubnets()
  return calibrationPage({
    runs: readRuns(RUNS, read(RUNS)),
    forecasts: readForecasts(FORECASTS, read(FORECASTS)),
    years: readLongLooks(LONG_RUNS, read(LONG_RUNS)),
    beginnings: readBeginnings(BEGINNINGS, read(BEGINNINGS)),
    before: realPools('before', netuids),
    after: realPools('after', netuids),
  })
}
