import { mkdirSync } from 'node:fs'
import { availableParallelism } from 'node:os'
import { join, resolve } from 'node:path'
import { ScenarioError } from '../errors.js'
import { clearPartials } from '../record/sinks/folder.js'
import { canonicalJson } from '../scenario/canonical.js'
import { loadText } from '../scenario/load.js'
import { sha256Hex } from '../hash.js'
import { whetherToStop } from '../stats/stopping.js'
import { baseText, cellsOf, checkCells } from './cells.js'
import { type Collected, collect } from './collect.js'
import type { Design } from './design/design.js'
import type { Size } from './design/sized.js'
import { readSweep } from './file/read-sweep.js'
import { ownHouse, type SweepHouse } from './house.js'
import { Ledger } from './ledger.js'
import { ordersOf } from './orders.js'
import type { SweepPlan } from './plan.js'
import { openQueue } from './queue/open.js'
import type { RunOrder, RunQueue } from './queue/queue.js'
import { cellRows, valuesOf } from './rows.js'
import { tell } from './standing.js'
import type { SweepStanding } from './standing.js'

export interface SweepOptions {
  /** Folder for outputs; the sweep's own is `<out>/<experiment>/<sweep>`. */
  out?: string
  /** Threads; as many as the machine has cores if left out. */
  workers?: number
  /** `local`, or `redis://...`. */
  queue?: string
  /** Only the runs of one shard of several, from 1; tables are made by `collect` afterwards. */
  shard?: { index: number; count: number }
  /** Run nothing: make the tables from what there is. */
  collect?: boolean
  size?: Size
  /** Only so many cells, the first. */
  limit?: number
  /** Aborted: what runs ends after its block, everything finished is kept. */
  signal?: AbortSignal
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
  const prepared = await prepareSweep(file, options)
  return carryOutSweep(prepared, options)
}

/** The same for a sweep that has been read. */
export async function carryOutSweep(prepared: PreparedSweep, options: SweepOptions = {}): Promise<SweepResult> {
  const { plan, design, sweep, house } = prepared
  const { out = 'outputs', shard, signal = new AbortController().signal } = options
  checkShard(plan, shard)
  const folder = resolve(out, plan.experiment, sweep)
  const runs = join(folder, 'runs')
  mkdirSync(runs, { recursive: true })
  clearPartials(runs)
  const ledger = new Ledger(design.cells, runs)
  const standing = tell(options.told)
  if (options.collect) planAll(plan, ledger, house)
  else {
    const workers = options.workers ?? availableParallelism()
    const queue = await openQueue(options.queue ?? 'local', { folder: runs, workers })
    try {
      await rounds({ plan, ledger, house, queue, shard, signal, standing })
    } finally {
      await queue.close()
    }
  }
  const interrupted = signal.aborted
  const { total, reused } = standing
  const base = { experiment: plan.experiment, sweep, folder, cells: design.cells.length, runs: total, reused }
  if (shard && !options.collect) {
    return { ...base, status: interrupted ? 'interrupted' : 'partial', failures: [], hypotheses: [], files: {}, missing: 0 }
  }
  const collected = await collect(prepared, ledger, folder, interrupted)
  clearPartials(runs)
  const status = interrupted
    ? 'interrupted'
    : collected.failures.length > 0
      ? 'failed'
      : collected.missing > 0
        ? 'partial'
        : 'complete'
  return { ...base, ...collected, status }
}
