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
  const more = pairedNames.map((column) => paired?.[column] ?? Number.NaN)
  return {
    columns: columnsWithPair(columns),
    cells: [...cells, ...more.map(formatNumber)],
    values: Float64Array.from([...values, ...more]),
  }
}

const pairedNames = pairedColumns.map(({ name }) => name)
const longer = new WeakMap<readonly string[], readonly string[]>()

/** One list for all rows that had one list before. */
function columnsWithPair(columns: readonly string[]): readonly string[] {
  const known = longer.get(columns) ?? [...columns, ...pairedNames]
  longer.set(columns, known)
  return known
}

/** A metric over replicates, NaN where a run did not finish or has no value. */
export function valuesOf(rows: readonly (RunRow | undefined)[], metric: string): Float64Array {
  const values = new Float64Array(rows.length).fill(Number.NaN)
  let columns: readonly string[] | undefined
  let place = -1
  for (const [i, row] of rows.entries()) {
    if (!row) continue
    // Runs of a sweep have one list of columns between them, and it is long.
    if (row.columns !== columns) {
      columns = row.columns
      place = columns.indexOf(metric)
    }
    if (place >= 0) values[i] = row.values[place]
  }
  return values
}
