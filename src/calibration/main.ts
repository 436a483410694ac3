import { fork } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import type { PoolState } from './backtest.js'
import { FORECASTS, PAGE, pageFromFiles, place, RUNS } from './files.js'
import { LATER, medianAndBands, poolsOn, reducedForecasts } from './forecasts.js'
import { momentsOf } from './moments.js'
import { keptSubnets, replicate, withheldAtStart } from './replicate.js'
import { type FinishedRun, writeForecasts, writeRuns } from './runs-table.js'

/**
 * Renews docs/calibration.md: runs the replicates in two processes, then the reduced models of the backtest, and writes their
 * figures to `data/` and the page. With `--page` the page alone is made anew from the figures.
 */

const WORKERS = 2

/** What a worker sends for each seed. */
interface Told {
  readonly run: FinishedRun
  readonly pools: readonly PoolState[]
}

async function work(seeds: readonly string[], tell: (told: Told) => void): Promise<void> {
  const netuids = keptSubnets()
  for (const seed of seeds) {
    const tape = await replicate(seed)
    const values = momentsOf(tape, new Set(netuids), withheldAtStart)
    tell({ run: { seed, values }, pools: poolsOn(tape, LATER, netuids) })
  }
}

/** One worker in a process of its own. */
const worker = (seeds: readonly string[], told: Told[]): Promise<void> =>
  new Promise((done, fail) => {
    const child = fork(fileURLToPath(import.meta.url), ['--work', seeds.join(',')])
    child.on('message', (one: Told) => {
      told.push(one)
      process.stderr.write(`seed ${one.run.seed}\n`)
    })
    child.on('exit', (code) => (code === 0 ? done() : fail(new Error(`a worker ended with code ${code}`))))
  })

async function renew(replicates: number): Promise<void> {
  const seeds = Array.from({ length: replicates }, (_, i) => String(i + 1))
  const told: Told[] = []
  await Promise.all(
    Array.from({ length: WORKERS }, (_, k) =>
      worker(
        seeds.filter((_, i) => i % WORKERS === k),
        told,
      ),
    ),
  )
  told.sort((a, b) => Number(a.run.seed) - Number(b.run.seed))
  const netuids = keptSubnets()
  const forecasts = [...(await reducedForecasts(netuids)), ...medianAndBands(told.map(({ pools }) => pools))]
  writeFileSync(place(RUNS), writeRuns(told.map(({ run }) => run)))
  writeFileSync(place(FORECASTS), writeForecasts(netuids, forecasts))
}

const { values } = parseArgs({
  options: {
    replicates: { type: 'string', default: '40' },
    page: { type: 'boolean' },
    work: { type: 'string' },
  },
})
if (values.work !== undefined) {
  await work(values.work.split(','), (told) => process.send?.(told))
} else {
  if (!values.page) await renew(Number(values.replicates))
  writeFileSync(place(PAGE), pageFromFiles())
}
