import type { TableFormat } from '../record/sinks/format.js'
import type { Size } from '../sweep/design/sized.js'
import { prepareSweep } from '../sweep/prepare.js'
import type { SweepStanding } from '../sweep/standing.js'
import { carryOutSweep, type SweepOptions, type SweepResult } from '../sweep/sweep.js'
import { tellNotes } from './notes.js'
import { duration, Progress } from './progress.js'
import { listenForInterrupt } from './run.js'
import { columns, EXIT, type ExitCode, type Terminal, writeJson } from './terminal.js'

export interface SweepCommandOptions {
  file: string
  out: string
  workers?: number
  queue: string
  shard?: { index: number; count: number }
  collect: boolean
  from?: readonly string[]
  format: TableFormat
  size: Size
  limit?: number
  json: boolean
  quiet: boolean
}

/** All cells and replicates of an experiment; run again, it goes on where it stopped. */
export async function sweepCommand(terminal: Terminal, options: SweepCommandOptions): Promise<ExitCode> {
  const { file, json, quiet, ...rest } = options
  const progress = new Progress(terminal, quiet)
  const stop = new AbortController()
  const interrupt = listenForInterrupt(() => stop.abort())
  const settings: SweepOptions = {
    ...rest,
    signal: stop.signal,
    say: (words) => terminal.err(`${words}\n`),
    told: (standing) => progress.draw(partOf(standing), (seconds) => sweepLine(standing, seconds)),
  }
  try {
    const prepared = await prepareSweep(file, rest)
    if (!quiet) tellNotes(terminal, prepared.notes)
    const result = await carryOutSweep(prepared, settings)
    progress.clear()
    return tell(terminal, options, result)
  } finally {
    progress.clear()
    interrupt.release()
  }
}

const partOf = ({ done, failed, expected }: SweepStanding): number =>
  expected > 0 ? (done + failed) / expected : 1

/** `412 of 2,000 runs  1 failed  2 running  3.1 runs/s  8 min 32 s left`. */
export function sweepLine(
  { done, failed, running, reused, expected }: SweepStanding,
  seconds: number,
): string {
  const fresh = done - reused + failed
  const rate = seconds > 0 ? fresh / seconds : 0
  const left = rate > 0 ? duration((expected - done - failed) / rate) : '?'
  const failures = failed > 0 ? `  ${failed} failed` : ''
  const pace = rate >= 1 || rate === 0 ? `${rate.toFixed(1)} runs/s` : `${(1 / rate).toFixed(1)} s a run`
  return `${done} of ${expected} runs${failures}  ${running} running  ${pace}  ${left} left`
}

/** Failures shown at the end; the rest stands in failures.csv. */
const SHOWN = 10

function tell(terminal: Terminal, options: SweepCommandOptions, result: SweepResult): ExitCode {
  const { json, quiet, shard, limit } = options
  const { failures, status, folder, hypotheses } = result
  if (json) writeJson(terminal, resultJson(result))
  else terminal.out(words(result, limit))
  if (!json && result.searches.length > 0) terminal.out(`\n${searchLines(result)}`)
  if (!json && hypotheses.length > 0) terminal.out(`\n${hypothesisLines(result)}`)
  for (const { cell, rep, seed, error, repeat } of failures.slice(0, SHOWN))
    terminal.err(`failed: cell ${cell}, replicate ${rep}, seed ${seed}: ${error}\n  ${repeat}\n`)
  if (failures.length > SHOWN)
    terminal.err(`and ${failures.length - SHOWN} more, in ${folder}/failures.csv\n`)
  if (status === 'interrupted')
    terminal.err('interrupted: what was finished is kept; run again, it goes on from there\n')
  else if (!quiet) terminal.err(`written to ${folder}\n`)
  if (status === 'interrupted') return EXIT.interrupted
  // A shard leaves runs to the others; whoever makes the tables wants them all.
  const wanting = status === 'partial' && shard === undefined
  return failures.length > 0 || wanting ? EXIT.no : EXIT.done
}

function words(result: SweepResult, limit: number | undefined): string {
  const { experiment, sweep, cells, runs, reused, failures, missing, notPrecise, status } = result
  const some = notPrecise.slice(0, SHOWN).map(({ cell, metrics }) => `${cell} (${metrics.join(', ')})`)
  const others = notPrecise.length > SHOWN ? ` and ${notPrecise.length - SHOWN} more` : ''
  return columns([
    ['experiment', experiment],
    ['sweep', sweep],
    ['status', status],
    ['cells', limit === undefined ? String(cells) : `${cells}, with --limit ${limit}`],
    ['runs', `${runs}${reused > 0 ? `, of which ${reused} had been finished before and were reused` : ''}`],
    ...(failures.length > 0 ? [['failed', String(failures.length)]] : []),
    ...(missing > 0 ? [['not run', `${missing} replicates`]] : []),
    ...(some.length > 0 ? [['not precise', `cells ${some.join(', ')}${others}`]] : []),
  ])
}

const figure = (x: number) => (Number.isFinite(x) ? String(Number(x.toPrecision(4))) : '-')

function searchLines({ searches }: SweepResult): string {
  const amount = (x: number, unit = '') => `${figure(x)} ${unit}`.trimEnd()
  return columns([
    ['search', 'cell', 'axis', 'status', 'least level', '95 % interval', 'metric', 'there'],
    ...searches.map(({ search: { id, axis, unit, metric }, cell, status, level, interval, mean }) => [
      id,
      String(cell),
      axis,
      status,
      amount(level, unit),
      `${figure(interval.low)} to ${figure(interval.high)}`,
      metric,
      figure(mean),
    ]),
  ])
}

function hypothesisLines({ hypotheses }: SweepResult): string {
  return columns([
    ['claim', 'cell', 'metric', 'test', 'estimate', 's.e.', '95 % interval', 'n', 'verdict'],
    ...hypotheses.map(({ id, cell, metric, test, estimate, mcse, interval, n, verdict }) => [
      id,
      cell === undefined ? 'all' : String(cell),
      metric,
      test,
      figure(estimate),
      figure(mcse),
      `${figure(interval.low)} to ${figure(interval.high)}`,
      String(n),
      verdict,
    ]),
  ])
}

function resultJson({ tables, hypotheses, searches, ...rest }: SweepResult) {
  const files = Object.values(tables).map(({ file, rows, sha256 }) => ({ file, rows, sha256 }))
  const found = searches.map(({ search, ...result }) => ({ id: search.id, axis: search.axis, ...result }))
  return { ...rest, hypotheses, searches: found, files }
}
