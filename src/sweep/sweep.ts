import { availableParallelism } from 'node:os'
import { join, resolve } from 'node:path'
import { performance } from 'node:perf_hooks'
import { ScenarioError } from '../errors.js'
import { clearPartials } from '../record/sinks/folder.js'
import type { TableFormat } from '../record/sinks/format.js'
import { type Collected, collect, errorsOf } from './collect.js'
import type { Size } from './design/sized.js'
import { type GatheredRun, gather } from './gather/gather.js'
import { Ledger } from './ledger.js'
import { mergeRuns } from './merge.js'
import { type PreparedSweep, prepareSweep } from './prepare.js'
import type { LocalQueueOptions } from './queue/local.js'
import { openQueue } from './queue/open.js'
import type { RunQueue } from './queue/queue.js'
import { carryOutRounds, idleQueue } from './rounds.js'
import { carryOutSearches } from './search/carry-out-searches.js'
import { Standing, type SweepStanding } from './standing.js'
import { makeRunsFolder, refuseNothing, removeStale, runsElsewhere } from './sweep-folder.js'
import { writeSweepManifest } from './sweep-manifest.js'
import { dropUnfinished } from './table-file.js'

export interface SweepOptions {
  /** Folder for outputs; the sweep's own is `<out>/<experiment>/<sweep>`. */
  out?: string
  /** Threads; as many as the machine has cores if left out. */
  workers?: number
  /** `local`, or `redis://...`; or one of the caller's own, given the folder of the runs. */
  queue?: string | ((folder: string) => RunQueue)
  /** Only the runs of one shard of several, from 1; tables are made by `collect` afterwards. */
  shard?: { index: number; count: number }
  /** Run nothing: make the tables from what there is. */
  collect?: boolean
  /** Other folders for outputs, whose runs of this sweep are brought here first: shards that wrote elsewhere. */
  from?: readonly string[]
  /** Files of the tables that runs keep, gathered: `tables/` in the folder of the sweep. `csv` if left out. */
  format?: TableFormat
  size?: Size
  /** Only so many cells, the first. */
  limit?: number
  /** Aborted: what runs ends after its block, everything finished is kept. */
  signal?: AbortSignal
  /** Told in words of what holds up a shared queue. */
  say?(words: string): void
  /** Told now and then how far it is. */
  told?(standing: SweepStanding): void
}

export interface SweepResult extends Collected {
  experiment: string
  /** Name of what defines the cells: 16 hex digits. */
  sweep: string
  folder: string
  /** `failed`: some runs did. `partial`: some have not been run, as in a shard. */
  status: 'complete' | 'failed' | 'interrupted' | 'partial'
  cells: number
  /** Different runs that the sweep needs, twins included; equal ones of two cells count once. */
  runs: number
  /** Of them, finished before this call. */
  reused: number
  /** Cells on which a stopping rule gave up, with the metrics that are less well known than it asks for. */
  notPrecise: readonly { cell: number; metrics: readonly string[] }[]
}

/**
 * Carry out a sweep: every cell with its replicates, each run once; run again, it goes on where it stopped.
 *
 * Tables depend on the file alone, whatever the number of workers, the order of finishing and the interruptions.
 *
 * @example
 * const { folder, status, failures } = await sweep('my-sweep.yaml', { workers: 4, size: 'quick' })
 * @throws ScenarioError with everything that is wrong with the file, before anything runs
 */
export async function sweep(file: string, options: SweepOptions = {}): Promise<SweepResult> {
  return carryOutSweep(await prepareSweep(file, options), options)
}

/** The same for a sweep that has been read. */
export async function carryOutSweep(sweep: PreparedSweep, options: SweepOptions = {}): Promise<SweepResult> {
  const { plan, design, house } = sweep
  const { out = 'outputs', shard, signal = new AbortController().signal, told } = options
  if (shard) checkShard(sweep, shard, options.collect === true)
  const start = performance.now()
  const folder = resolve(out, plan.experiment, sweep.sweep)
  const runs = join(folder, 'runs')
  const elsewhere = runsElsewhere(options.from ?? [], join(plan.experiment, sweep.sweep))
  if (options.collect && elsewhere.length === 0) refuseNothing(out, runs)
  const standing = new Standing(told)
  const workers = options.workers ?? availableParallelism()
  // Before the folder is made: a Redis that is not there leaves nothing behind.
  const queue = options.collect ? idleQueue : await queueOf(options, { folder: runs, workers })
  try {
    makeRunsFolder(runs)
    for (const other of elsewhere) mergeRuns(other, runs)
    if (!options.collect) clearPartials(runs, true)
    const ledger = new Ledger(design.cells, runs)
    // Who only collects must know what failed, which otherwise looks as if it had not been run.
    if (options.collect) for (const [run, error] of errorsOf(ledger)) ledger.errors.set(run, error)
    const rounds = { plan, house, ledger, queue, shard, signal, standing }
    const stops = await carryOutRounds(rounds)
    const trails = await carryOutSearches(rounds)
    const { total, reused } = standing
    const facts = {
      experiment: plan.experiment,
      sweep: sweep.sweep,
      folder,
      cells: design.cells.length,
      runs: total,
      reused,
      notPrecise: stops.flatMap(({ status, wanting }, place) =>
        status === 'stopped_budget' ? [{ cell: design.cells[place].id, metrics: wanting }] : [],
      ),
    }
    if (shard) return { ...facts, ...nothingCollected, status: signal.aborted ? 'interrupted' : 'partial' }
    clearPartials(runs, false)
    const collected = await collect(sweep, ledger, folder, trails)
    const gathered = await gather({
      experiment: plan.experiment,
      folder,
      runs: () => finishedRuns(ledger),
      format: options.format ?? 'csv',
    })
    const tables = { ...collected.tables, ...gathered }
    const result: SweepResult = { ...facts, ...collected, tables, status: statusOf(collected, signal) }
    removeStale(folder, tables)
    writeSweepManifest(result, sweep, options.limit, (performance.now() - start) / 1000)
    return result
  } catch (error) {
    dropUnfinished(folder)
    throw error
  } finally {
    await queue.close()
  }
}

/** Runs that lie there, with cell and replicate; counterfactuals are no rows of a sweep's tables. */
function* finishedRuns(ledger: Ledger): Generator<GatheredRun> {
  for (const { cell, planned } of ledger.everyRun()) {
    if (ledger.isFinished(planned.run))
      yield { folder: ledger.folderOf(planned.run), cell: cell.id, rep: planned.rep }
  }
}

const queueOf = (
  { queue = 'local', say }: SweepOptions,
  local: LocalQueueOptions,
): Promise<RunQueue> | RunQueue =>
  typeof queue === 'string' ? openQueue(queue, local, say) : queue(local.folder)

const nothingCollected: Collected = { failures: [], hypotheses: [], searches: [], missing: 0, tables: {} }

function statusOf({ failures, missing }: Collected, signal: AbortSignal): SweepResult['status'] {
  if (signal.aborted) return 'interrupted'
  if (failures.length > 0) return 'failed'
  return missing > 0 ? 'partial' : 'complete'
}

/** A shard knows nothing of the others' runs, so that it cannot tell when to stop. */
function checkShard(
  { plan }: PreparedSweep,
  { index, count }: { index: number; count: number },
  collect: boolean,
): void {
  const whole = Number.isInteger(index) && Number.isInteger(count)
  if (!whole || index < 1 || index > count)
    throw new ScenarioError([{ path: '--shard', got: `${index}/${count}`, want: 'i/n with i from 1 to n' }])
  const blind = 'a shard does not see the others, so that it cannot tell'
  const wrong = (path: string, got: string, want: string) => ({ path, file: plan.file, got, want })
  const problems = [
    ...(collect
      ? [
          {
            path: '--shard',
            got: 'it with --collect',
            want: 'one or the other: shards run, and are collected',
          },
        ]
      : []),
    ...(plan.stop
      ? [wrong('stop', 'a stopping rule', `a fixed number of replicates: ${blind} when to stop`)]
      : []),
    ...(plan.searches.length > 0
      ? [wrong('search', 'a search', `no search in a sweep done in shards: ${blind} which level is next`)]
      : []),
  ]
  if (problems.length > 0) throw new ScenarioError(problems)
}
