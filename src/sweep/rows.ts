import { formatNumber } from '../record/format.js'
import { pairedMetrics } from '../record/paired/index.js'
import { pairedColumns } from './house.js'
import type { Ledger } from './ledger.js'
import type { PlannedRun } from './orders.js'
import { loadPairing } from './pairing.js'
import { type RunRow, readRunRow } from './run-row.js'

/** A planned run with what it left. */
export interface FinishedRow {
  readonly planned: PlannedRun
  /** Figures of the run, then of the pair; undefined if it did not finish. */
  readonly row?: RunRow
  /** The same of the run with its attack off. */
  readonly twin?: RunRow
}

/** Runs of a cell with their rows, in the order of the replicates. */
export const rowsOf = (ledger: Ledger, place: number): FinishedRow[] =>
  ledger.runsOf(place).map((planned) => finishedRow(ledger, planned))

export function finishedRow(ledger: Ledger, planned: PlannedRun): FinishedRow {
  const row = readRunRow(ledger.folderOf(planned.run))
  if (!row || planned.twin === undefined) return { planned, row }
  const twin = readRunRow(ledger.folderOf(planned.twin))
  const paired = twin ? pairOf(ledger, planned, row, twin) : undefined
  return { planned, row: withPaired(row, paired), twin: twin && withPaired(twin, undefined) }
}

function pairOf(ledger: Ledger, { run, twin }: PlannedRun, row: RunRow, twinRow: RunRow) {
  const treated = loadPairing(ledger.folderOf(run), row)
  const off = loadPairing(ledger.folderOf(twin!), twinRow)
  return treated && off ? pairedMetrics(treated, off) : undefined
}

/** Figures of a pair behind those of the run; empty for the twin, or where there is no pair. */
function withPaired({ columns, cells, values }: RunRow, paired: Record<string, number> | undefined): RunRow {
  const names = pairedColumns.map(({ name }) => name)
  const more = names.map((column) => paired?.[column] ?? Number.NaN)
  return {
    columns: [...columns, ...names],
    cells: [...cells, ...more.map(formatNumber)],
    values: Float64Array.from([...values, ...more]),
  }
}

/** A metric over replicates, NaN where a run did not finish or has no value. */
export const valuesOf = (rows: readonly (RunRow | undefined)[], metric: string): Float64Array =>
  Float64Array.from(rows, (row) =>
    row ? (row.values[row.columns.indexOf(metric)] ?? Number.NaN) : Number.NaN,
  )
