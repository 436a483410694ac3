import { sha256Hex } from '../hash.js'
import { BLOCKS_PER_DAY, SECONDS_PER_BLOCK } from '../units.js'
import type { RunRecorder } from './recorder.js'
import { type EraRow, eventKinds, type FilledValue, type RunStatus } from './run.js'
import type { WrittenTable } from './sinks/sink.js'
import type { ColumnSpec, TableSpec } from './table.js'

/** Version of the manifest's own form. */
export const MANIFEST_FORMAT = 1

/** How the run was asked for: enough to ask for it again. */
export interface RunInput {
  /** Name of the scenario file as given. */
  file: string
  text: string
  /** `path=value`, in order. */
  set: readonly string[]
  /** The scenario as read, and then with its attack off: the counterfactual of a pair. */
  attackOff?: true
  /** The scenario's own files, in the order it names them; absent where there are none. */
  plugins?: readonly PluginCode[]
}

/** A user's own file, made into one piece: data that any machine can carry out, without the file. */
export interface PluginCode {
  /** As the scenario names it. */
  readonly file: string
  /** Over that file and all that it imports, by path and content. */
  readonly sha256: string
  /** JavaScript: the file and what it imports, less what only a compiler needs. */
  readonly code: string
  /** Source map (JSON): from the code to the lines that the user wrote. Sources are relative to the scenario. */
  readonly map: string
}

/** Where and how fast: the only place where a clock or a machine leaves a trace. */
export interface WallClock {
  startedAt: string
  seconds: number
  machine: string
  node: string
}

export interface TableEntry {
  file: string
  row: string
  rows: number
  bytes: number
  sha256: string
  columns: readonly ColumnSpec[]
  /** The same rows as Parquet, if they were asked for. */
  parquet?: { file: string; bytes: number; sha256: string }
}

export interface Manifest {
  format: number
  run: string
  experiment: string
  status: RunStatus
  seed: string
  engineVersion: string
  start: { block: number; date: string }
  end: { block: number; date: string; days: number }
  regime: string
  eras: readonly EraRow[]
  snapshot: { id: string; sha256: string }
  filled: readonly FilledValue[]
  input: RunInput
  /** As resolved, in the engine's units. */
  scenario: unknown
  /** `parquet`: the CSV files that `tables` describes were not kept; `both`: they were. Absent for CSV alone. */
  files?: 'parquet' | 'both'
  tables: Record<string, TableEntry>
  events: Record<string, string>
  stateHash: string
  summary: unknown
  error?: string
  wall: WallClock
}

/** Name of a run: the first 16 hex digits of the hash over the canonical text of all that determines it. */
export const runName = (determinants: string): string => sha256Hex(determinants).slice(0, 16)

/** Everything about a run that is not a row. */
export function manifestOf(
  recorder: RunRecorder,
  input: RunInput,
  scenario: unknown,
  summary: unknown,
  wall: WallClock,
  error?: string,
): Manifest {
  const { run, outcome, endBlock, written } = recorder
  const blocks = endBlock - run.startBlock
  return {
    format: MANIFEST_FORMAT,
    run: run.configHash,
    experiment: run.experiment,
    status: outcome.status,
    seed: run.seed,
    engineVersion: run.engineVersion,
    start: { block: run.startBlock, date: run.startDate },
    end: { block: endBlock, date: dateAfter(run.startDate, blocks), days: blocks / BLOCKS_PER_DAY },
    regime: run.regime,
    eras: outcome.eras,
    snapshot: run.snapshot,
    filled: run.filled,
    input,
    scenario,
    tables: Object.fromEntries(written.map((table) => [table.table, entryOf(table, recorder.specs)])),
    events: Object.fromEntries(Object.entries(eventKinds).map(([kind, { meaning }]) => [kind, meaning])),
    stateHash: outcome.stateHash,
    summary,
    ...(error === undefined ? {} : { error }),
    wall,
  }
}

function entryOf(
  { table, rows, file, bytes, sha256 }: WrittenTable,
  specs: readonly TableSpec[],
): TableEntry {
  const { row, columns } = specs.find((spec) => spec.name === table)!
  return { file, row, rows, bytes, sha256, columns }
}

/** UTC of a block so many after a date, ISO 8601 to the second. */
export function dateAfter(start: string, blocks: number): string {
  return `${new Date(Date.parse(start) + blocks * SECONDS_PER_BLOCK * 1000).toISOString().slice(0, 19)}Z`
}

/** Lines up to this long are not broken. */
const LINE = 150

/** JSON that people can read: what fits on a line stays on one. */
export const manifestText = (manifest: Manifest): string => prettyJson(manifest)
export const prettyJson = (value: unknown): string => `${pretty(value, '')}\n`

function pretty(value: unknown, indent: string): string {
  const flat = JSON.stringify(value)
  if (!(value instanceof Object) || indent.length + flat.length <= LINE) return flat
  const deeper = `${indent}  `
  const lines = Array.isArray(value)
    ? value.map((item) => pretty(item ?? null, deeper))
    : Object.entries(value)
        .filter(([, item]) => item !== undefined)
        .map(([key, item]) => `${JSON.stringify(key)}: ${pretty(item, deeper)}`)
  const [open, close] = Array.isArray(value) ? '[]' : '{}'
  return `${open}\n${lines.map((line) => deeper + line).join(',\n')}\n${indent}${close}`
}
