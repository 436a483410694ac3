/**
 * Tables as the records write them: columns with unit and meaning, and a buffer of rows, column by column.
 */

/** How a cell is written. `rao`: whole RAO as exact decimal TAO or alpha; `exact`: text made by the metric. */
export type CellKind = 'rao' | 'number' | 'text' | 'exact'

/** One column of an output table. */
export interface ColumnSpec {
  readonly name: string
  readonly unit: string
  readonly meaning: string
  readonly kind: CellKind
  readonly formula?: string
  readonly source?: string
}

export interface TableSpec {
  /** Name of the file without its ending. */
  readonly name: string
  /** What one row is. */
  readonly row: string
  readonly columns: readonly ColumnSpec[]
}

const CAPACITY = 1024

/** Rows that wait to be written. Numbers are NaN where a cell is empty. */
export class RowBuffer {
  readonly table: TableSpec
  /** A Float64Array for numbers, an array of text for the rest. */
  readonly columns: readonly (Float64Array | string[])[]
  readonly capacity: number
  rows = 0

  constructor(table: TableSpec, capacity = CAPACITY) {
    this.table = table
    this.capacity = capacity
    this.columns = table.columns.map((column) =>
      isText(column.kind)
        ? new Array<string>(capacity).fill('')
        : new Float64Array(capacity).fill(Number.NaN),
    )
  }
}

export const isText = (kind: CellKind): boolean => kind === 'text' || kind === 'exact'
