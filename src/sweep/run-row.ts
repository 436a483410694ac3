import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { runKeys } from '../record/tables.js'

/** The one row of figures that a finished run left. */
export interface RunRow {
  /** Without the keys, in the order of the file. */
  readonly columns: readonly string[]
  /** As the file has them, to the digit. */
  readonly cells: readonly string[]
  /** NaN where a cell is empty. */
  readonly values: Float64Array
}

const headers = new Map<string, readonly string[]>()

/** The row of a run; undefined if it did not finish. Cells hold numbers and no quotes. */
export function readRunRow(folder: string): RunRow | undefined {
  const file = join(folder, 'summary.csv')
  if (!existsSync(file)) return undefined
  const [header, line] = readFileSync(file, 'utf8').split('\n')
  const columns = columnsOf(header)
  const cells = line.split(',').slice(runKeys.length)
  return {
    columns,
    cells,
    values: Float64Array.from(cells, (cell) => (cell === '' ? Number.NaN : Number(cell))),
  }
}

/** Every run of a sweep has the same header: one list for all of them. */
function columnsOf(header: string): readonly string[] {
  let columns = headers.get(header)
  if (!columns) {
    columns = header.split(',').slice(runKeys.length)
    headers.set(header, columns)
  }
  return columns
}
