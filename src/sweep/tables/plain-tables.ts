import type { TableEntry } from '../../record/manifest.js'
import type { ColumnSpec } from '../../record/table.js'
import { planTable } from '../../record/tables.js'
import { axesOf } from '../cells.js'
import { type Cell, settingOf } from '../design/cell.js'
import { pairedColumns } from '../house.js'
import type { PreparedSweep } from '../prepare.js'
import type { FinishedRow } from '../rows.js'
import { TableFile } from '../table-file.js'
import { cellId, experiment, rep, text } from './columns.js'

/** `cells.csv`: what each cell sets, one column a factor. */
export function writeCells(folder: string, { plan, design }: PreparedSweep): TableEntry {
  const axes = axesOf(plan)
  const columns = axes.map((axis) => text(axis, 'level of the factor; empty where the base scenario stands'))
  const table = new TableFile(folder, 'cells', 'cell', [experiment, cellId, ...columns])
  for (const cell of design.cells)
    table.line([plan.experiment, String(cell.id), ...axes.map((axis) => levelText(settingOf(cell, axis)))])
  return table.close()
}

/** A level as a cell of a table: text as it is, anything with parts as JSON. */
export const levelText = (level: unknown): string =>
  level === undefined ? '' : level instanceof Object ? JSON.stringify(level) : String(level)

/** `runs.csv`: which run answers for which cell and replicate, and what became of it. */
export class RunsTable {
  readonly #table: TableFile
  readonly #experiment: string
  readonly #version: string

  constructor(folder: string, { plan, house }: PreparedSweep) {
    this.#table = new TableFile(folder, 'runs', 'cell and replicate', planTable('runs').spec.columns)
    this.#experiment = plan.experiment
    this.#version = house.version
  }

  /** @param facts  regime at the start and blocks simulated, of a run that finished */
  add(cell: Cell, { planned, row }: FinishedRow, facts: RunFacts | undefined, failed: boolean): void {
    const status = row ? 'complete' : failed ? 'failed' : 'missing'
    this.#table.line([
      this.#experiment,
      String(cell.id),
      String(planned.rep),
      planned.seed,
      planned.run,
      this.#version,
      facts?.regime ?? '',
      facts ? String(facts.blocks) : '',
      status,
      planned.twin ?? '',
    ])
  }

  close(): TableEntry {
    return this.#table.close()
  }
}
export interface RunFacts {
  readonly regime: string
  readonly blocks: number
}

/** `summary.csv`: the figures of every run that finished, one row each; those of its pair behind them. */
export class SummaryTable {
  readonly #table: TableFile
  readonly #experiment: string
  readonly columns: readonly ColumnSpec[]

  constructor(folder: string, { plan, house }: PreparedSweep) {
    this.columns = [...house.columns, ...(plan.compare.attackOff ? pairedColumns : [])]
    this.#table = new TableFile(folder, 'summary', 'cell and replicate', [
      experiment,
      cellId,
      rep,
      ...this.columns,
    ])
    this.#experiment = plan.experiment
  }

  add(cell: Cell, { planned, row }: FinishedRow): void {
    if (!row) return
    if (row.columns.length !== this.columns.length)
      throw new Error(`run ${planned.run} has ${row.columns.length} figures, not ${this.columns.length}`)
    this.#table.line([this.#experiment, String(cell.id), String(planned.rep), ...row.cells])
  }

  close(): TableEntry {
    return this.#table.close()
  }
}

/** A run that failed, and how to see it fail again. */
export interface Failure {
  readonly cell: number
  readonly rep: number
  readonly seed: string
  readonly run: string
  readonly error: string
  /** A line for the shell. */
  readonly repeat: string
}

/** `failures.csv`: every run that failed. */
export function writeFailures(folder: string, name: string, failures: readonly Failure[]): TableEntry {
  const table = new TableFile(folder, 'failures', 'run that failed', [
    experiment,
    cellId,
    rep,
    text('seed', 'seed of the run'),
    text('config_hash', 'name of the run'),
    text('error', 'what ended it'),
    text('repeat', 'a line that repeats it'),
  ])
  for (const { cell, rep, seed, run, error, repeat } of failures)
    table.line([name, String(cell), String(rep), seed, run, error, repeat])
  return table.close()
}
