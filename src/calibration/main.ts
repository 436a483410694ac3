import { readFileSync, writeFileSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { beginningOf, writeBeginnings } from './beginnings.js'
import { BEGINNINGS, FORECASTS, LONG_RUNS, PAGE, pageFromFiles, place, RUNS } from './files.js'
import { medianAndBands, predictions, reducedForecasts } from './forecasts.js'
import { writeLongLooks } from './long-run.js'
import { keptSubnets } from './replicate.js'
import { readForecasts, readRuns, renewed, writeForecasts, writeRuns } from './runs-table.js'
import { type Job, serve, share } from './workers.js'
import { worlds } from './worlds.js'

/**
 * Renews docs/calibration.md and the figures in `data/` that it is made of; all of them where nothing is asked for.
 *
 *   --replicates 40                         the preset `mainnet`, and the reduced models of the backtest
 *   --preset mainnet-wide --replicates 8    another preset on the same scenario
 *   --years 3                               two years of `mainnet`, so many seeds
 *   --beginnings                            what the presets begin with
 *   --page                                  the page alone, from the figures
 */

/** Runs of two years. */
const YEARS = 3

const seedsUpTo = (count: number): string[] => Array.from({ length: count }, (_, i) => String(i + 1))
const stored = (path: string): string => readFileSync(place(path), 'utf8')

async function renewRuns(preset: string, replicates: number): Promise<void> {
  // One run has no spread, and none of its bands could be told.
  if (!(replicates >= 2)) throw new RangeError(`--replicates: got ${replicates}, want 2 or more`)
  const done = await share(seedsUpTo(replicates).map((seed): Job => ({ kind: 'moments', preset, seed })))
  const netuids = keptSubnets()
  const pools = done.map((each) => each.pools)
  const forecasts =
    preset === 'mainnet'
      ? [...(await reducedForecasts(netuids)), ...medianAndBands(pools)]
      : predictions(preset, pools)
  const runs = done.map(({ seed, values }) => ({ preset, seed, values }))
  writeFileSync(place(RUNS), writeRuns(renewed(readRuns(RUNS, stored(RUNS)), preset, runs)))
  const before = readForecasts(FORECASTS, stored(FORECASTS))
  writeFileSync(place(FORECASTS), writeForecasts(netuids, renewed(before, preset, forecasts)))
}

async function renewLongRuns(seeds: number): Promise<void> {
  const done = await share(seedsUpTo(seeds).map((seed): Job => ({ kind: 'years', preset: 'mainnet', seed })))
  writeFileSync(place(LONG_RUNS), writeLongLooks(done.flatMap(({ looks }) => looks)))
}

async function renewBeginnings(): Promise<void> {
  const beginnings = []
  for (const { preset } of worlds) beginnings.push({ preset, values: await beginningOf(preset) })
  writeFileSync(place(BEGINNINGS), writeBeginnings(beginnings))
}

/** Everything, as the page shows it. */
async function renewAll(): Promise<void> {
  for (const { preset, replicates } of worlds) await renewRuns(preset, replicates)
  await renewLongRuns(YEARS)
  await renewBeginnings()
}

const { values: asked } = parseArgs({
  options: {
    preset: { type: 'string' },
    replicates: { type: 'string' },
    years: { type: 'string' },
    beginnings: { type: 'boolean' },
    page: { type: 'boolean' },
    serve: { type: 'boolean' },
  },
})
if (asked.serve) serve()
else {
  if (Object.keys(asked).length === 0) await renewAll()
  if (asked.replicates !== undefined) await renewRuns(asked.preset ?? 'mainnet', Number(asked.replicates))
  if (asked.years !== undefined) await renewLongRuns(Number(asked.years))
  if (asked.beginnings) await renewBeginnings()
  writeFileSync(place(PAGE), pageFromFiles())
}
