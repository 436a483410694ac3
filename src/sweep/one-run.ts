import { writeFileSync } from 'node:fs'
import { availableParallelism, cpus } from 'node:os'
import { join } from 'node:path'
import { InvariantError } from '../errors.js'
import {
  type Manifest,
  manifestOf,
  manifestText,
  type RunInput,
  runName,
  type WallClock,
} from '../record/manifest.js'
import type { Metric } from '../record/metric.js'
import { createRecorder, type RunRecorder } from '../record/recorder.js'
import type { Recorder, RunOutcome, RunStatus } from '../record/run.js'
import { CsvSink } from '../record/sinks/csv.js'
import {
  discardFolder,
  finishedRun,
  finishFolder,
  leavePartial,
  openRunFolder,
  type RunFolder,
} from '../record/sinks/folder.js'
import { kept, type Sink, tee } from '../record/sinks/sink.js'
import { Digest } from '../report/digest.js'
import { type Summary, summarise } from '../report/summary.js'
import { canonicalJson } from '../scenario/canonical.js'
import type { Scenario } from '../scenario/scenario.js'
import type { World } from '../state/world.js'

/** One run, as pure data. */
export interface Job {
  readonly scenario: Scenario
  readonly seed: string
  readonly input: RunInput
  /** Hashes of what the scenario names and does not hold: the snapshot's files, the plugins. */
  readonly ingredients: readonly string[]
  readonly engineVersion: string
}

/** Steps a job's world and tells the recorder; `configHash` goes into the records. */
export type Simulation = (
  job: Job,
  recorder: Recorder,
  configHash: string,
) => RunOutcome | Promise<RunOutcome>

export interface RunResult {
  readonly run: string
  readonly folder: string
  readonly status: RunStatus
  /** An identical run had been finished before, and was left as it is. */
  readonly reused: boolean
  readonly summary: Summary
  readonly manifest: Manifest
  /** What ended a failed run. */
  readonly error?: unknown
}

/** The name of a job's run: what determines the run determines the name, and nothing else does. */
export const nameOf = ({ scenario, seed, ingredients, engineVersion }: Job): string =>
  runName(canonicalJson({ scenario: { ...scenario, seed }, ingredients, engineVersion }))

export interface RunSettings {
  /** Who writes, where others may write the same run at the same time: the folder is `<run>.<writer>.partial` until then. */
  writer?: string
  /** Run even if an identical run is finished: the new one becomes `<run>-2`. */
  again?: boolean
  /** Told of the recorder once the folder is open. */
  started?(recorder: RunRecorder): void
  /** Metrics that the scenario brings along. */
  metrics?: readonly Metric[]
  /** The state as bytes, kept beside the records of a run that broke a law of its own. */
  saveState?(world: World): Uint8Array
  /** Tables that are written; all if undefined. The others are computed as ever, so that the run is the same. */
  keep?: readonly string[]
  /** Told of all rows, beside the files. */
  also?: Sink
  /** Adds to the folder of a complete run before it gets its name. @returns the manifest that says so */
  dress?(folder: string, manifest: Manifest): Promise<Manifest>
}

/** File of the state at which a run broke a law of its own. */
export const STATE_FILE = 'state.bin'

/** Run a job into `<parent>/<run>`; while it runs, and if it does not end well, the folder is `<run>.partial`. */
export async function runToFolder(
  job: Job,
  simulation: Simulation,
  parent: string,
  settings: RunSettings = {},
): Promise<RunResult> {
  const run = nameOf(job)
  const again = settings.again === true
  const finished = again ? undefined : finishedRun(parent, run)
  if (finished) return reuse(run, finished)
  const folder = openRunFolder(parent, run, again, settings.writer)
  const digest = new Digest()
  const recorder = createRecorder(
    tee(kept(new CsvSink(folder.partial), settings.keep), digest, ...(settings.also ? [settings.also] : [])),
    settings.metrics,
  )
  settings.started?.(recorder)
  const clock = startClock()
  const { outcome, error } = await carryOut(job, simulation, recorder, run)
  if (!recorder.run) {
    // The world could not even be made: there is nothing to keep.
    discardFolder(folder)
    throw error
  }
  if (error instanceof InvariantError && settings.saveState) {
    writeFileSync(join(folder.partial, STATE_FILE), settings.saveState(recorder.view.world))
  }
  const summary = summarise(digest)
  const bare = manifestOf(
    recorder,
    job.input,
    { ...job.scenario, seed: job.seed },
    summary,
    clock(),
    wordsOf(error),
  )
  const whole = outcome.status === 'complete' && settings.dress
  const manifest = whole ? await whole(folder.partial, bare) : bare
  const where = settle(folder, manifest, outcome.status)
  return { run, folder: where, status: outcome.status, reused: false, summary, manifest, error }
}

function reuse(run: string, finished: { folder: string; manifest: string }): RunResult {
  const manifest = JSON.parse(finished.manifest) as Manifest
  const { folder } = finished
  return {
    run,
    folder,
    status: manifest.status,
    reused: true,
    summary: manifest.summary as Summary,
    manifest,
  }
}

/** Simulate; whatever is thrown, close the records with what there is. */
async function carryOut(job: Job, simulation: Simulation, recorder: RunRecorder, run: string) {
  try {
    const outcome = await simulation(job, recorder, run)
    recorder.close(outcome)
    return { outcome, error: undefined }
  } catch (error) {
    const outcome: RunOutcome = { status: 'failed', stateHash: '', eras: [] }
    closeQuietly(recorder, outcome)
    return { outcome, error }
  }
}

/** The error that ended the run matters more than one that follows from it. */
function closeQuietly(recorder: RunRecorder, outcome: RunOutcome): void {
  try {
    recorder.close(outcome)
  } catch {
    // Nothing more can be written; the manifest says that the run failed.
  }
}

function settle(folder: RunFolder, manifest: Manifest, status: RunStatus): string {
  if (status === 'complete') return finishFolder(folder, manifestText(manifest))
  leavePartial(folder, manifestText(manifest))
  return folder.partial
}

const wordsOf = (error: unknown): string | undefined =>
  error === undefined ? undefined : error instanceof Error ? `${error.name}: ${error.message}` : String(error)

/** Time since now, and the machine: for the manifest alone. */
function startClock(): () => WallClock {
  const startedAt = new Date()
  return () => ({
    startedAt: startedAt.toISOString(),
    seconds: (Date.now() - startedAt.getTime()) / 1000,
    machine: `${process.platform} ${process.arch}, ${availableParallelism()} x ${cpus()[0]?.model.trim() ?? 'unknown'}`,
    node: process.version,
  })
}

/** Folder of all runs of a scenario. */
export const scenarioFolder = (out: string, scenario: Scenario): string => join(out, scenario.name)
