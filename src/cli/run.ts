import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { performance } from 'node:perf_hooks'
import type { Manifest } from '../record/manifest.js'
import type { RunRecorder } from '../record/recorder.js'
import type { RunHooks } from '../record/run.js'
import type { TableFormat } from '../record/sinks/format.js'
import { summaryText } from '../report/words.js'
import { loadText } from '../scenario/load.js'
import type { CellRun } from '../sweep/cell-run.js'
import { refuseSweep } from '../sweep/file/is-sweep.js'
import { type RunResult, runToFolder, STATE_FILE, scenarioFolder } from '../sweep/one-run.js'
import { type Engine, jobOf } from './engine.js'
import { tellNotes } from './notes.js'
import { Progress } from './progress.js'
import { watchForStall } from './stall.js'
import { EXIT, type ExitCode, type Terminal, writeJson } from './terminal.js'

export interface RunOptions {
  scenario: string
  seed?: string
  set: readonly string[]
  out: string
  format: TableFormat
  force: boolean
  json: boolean
  quiet: boolean
  /** Of a sweep file: which of its runs. */
  cell?: CellRun
}

/** One run of one scenario, or of one cell and replicate of a sweep. */
export async function run(engine: Engine, terminal: Terminal, options: RunOptions): Promise<ExitCode> {
  const { loaded, job } = await load(engine, options)
  if (!options.quiet) tellNotes(terminal, loaded.notes)
  const progress = new Progress(terminal, options.quiet)
  const interrupt = listenForInterrupt()
  const stall = loaded.scenario.plugins.length > 0 ? watchForStall(stalled(terminal)) : undefined
  let recorder: RunRecorder | undefined
  const hooks: RunHooks = {
    tick: (done) => {
      stall?.beat(done)
      if (!recorder?.run) return
      const { startBlock, startDate, horizon } = recorder.run
      progress.show({ done, horizon, startBlock, startDate })
    },
    stop: () => interrupt.asked,
  }
  try {
    const parent = scenarioFolder(options.out, loaded.scenario)
    const done = await runToFolder(job, engine.simulation(loaded, hooks), parent, {
      again: options.force,
      metrics: loaded.additions?.metrics,
      dress: await dresser(options.format),
      saveState: engine.saveState,
      started: (own) => {
        recorder = own
      },
    })
    progress.clear()
    return tell(terminal, options, await withFormat(done, options.format, terminal))
  } finally {
    progress.clear()
    interrupt.release()
    stall?.release()
  }
}

/** On a line of its own, below the bar. */
const stalled = ({ live }: Terminal): string =>
  `${live ? '\n' : ''}no block has ended for a while: perhaps a loop of a plugin never ends; then Ctrl-\\ ends the run\n`

async function load(engine: Engine, { scenario: file, set, seed, cell }: RunOptions) {
  const text = await loadText(file)
  if (cell) {
    const { loadCellRun } = await import('../sweep/cell-run.js')
    return loadCellRun(file, { ...cell, set })
  }
  refuseSweep(text, file)
  const loaded = await engine.read(text, file, set)
  return { loaded, job: jobOf(engine, loaded, text, file, set, seed) }
}

/** What makes Parquet of a run's tables, loaded if it is asked for. */
async function dresser(format: TableFormat) {
  if (format === 'csv') return undefined
  const { writeParquet } = await import('../record/sinks/parquet.js')
  return (folder: string, manifest: Manifest) => writeParquet(folder, manifest, format)
}

/** A run that was finished before has the files that were asked for then: those missing now are added. */
async function withFormat(result: RunResult, format: TableFormat, terminal: Terminal): Promise<RunResult> {
  const { reused, folder, manifest } = result
  if (!reused) return result
  if (manifest.files === 'parquet' && format !== 'parquet') {
    terminal.err('its tables were kept as Parquet alone; --force runs it again for CSV\n')
  }
  if (format === 'csv' || manifest.files !== undefined) return result
  const { addParquet } = await import('../record/sinks/parquet.js')
  return { ...result, manifest: await addParquet(folder, manifest) }
}

function tell(terminal: Terminal, { json, quiet }: RunOptions, result: RunResult): ExitCode {
  const { status, folder, reused, error, summary, manifest } = result
  if (error !== undefined) {
    terminal.err(`the run failed (seed ${manifest.seed}); what was written until then is in ${folder}\n`)
    if (existsSync(join(folder, STATE_FILE)))
      terminal.err(`the state at that block is in ${join(folder, STATE_FILE)}\n`)
    throw error
  }
  const words = summary.blocks > 0 || status === 'complete' ? summaryText(summary) : ''
  if (json) writeJson(terminal, resultJson(result))
  else terminal.out(words)
  if (status === 'interrupted') {
    terminal.err(`interrupted: what was finished is in ${folder}\n`)
    return EXIT.interrupted
  }
  if (!quiet || reused) {
    terminal.err(
      reused
        ? `an identical run was finished before and is left as it is: ${folder}\n`
        : `written to ${folder}\n`,
    )
  }
  return EXIT.done
}

function resultJson({ run, folder, status, reused, summary, manifest }: RunResult) {
  const { stateHash, seed, engineVersion, tables } = manifest
  const files = Object.values(tables).flatMap(({ file, rows, sha256, parquet }) => [
    ...(manifest.files === 'parquet' ? [] : [{ file, rows, sha256 }]),
    ...(parquet ? [{ file: parquet.file, rows, sha256: parquet.sha256 }] : []),
  ])
  return { run, folder, status, reused, seed, engineVersion, stateHash, files, summary }
}

/** Milliseconds in which a second signal is the same one again: runners such as npm pass on what the terminal has sent. */
const ECHO = 1_000

/** The first signal asks the run to end after its block; another one later ends the process at once. */
export function listenForInterrupt(onAsked = () => {}): { readonly asked: boolean; release(): void } {
  let askedAt = Number.POSITIVE_INFINITY
  const onSignal = () => {
    const now = performance.now()
    if (now - askedAt > ECHO) process.exit(EXIT.interrupted)
    askedAt = Math.min(askedAt, now)
    onAsked()
  }
  process.on('SIGINT', onSignal)
  process.on('SIGTERM', onSignal)
  return {
    get asked() {
      return Number.isFinite(askedAt)
    },
    release() {
      process.off('SIGINT', onSignal)
      process.off('SIGTERM', onSignal)
    },
  }
}
