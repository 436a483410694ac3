import { formatNumber, formatRao } from '../format.js'
import { isText, type RowBuffer, type TableSpec } from '../table.js'
import type { Sink, WrittenTable } from './sink.js'

/** One cell: amounts in TAO or alpha, null where it is empty. */
export type Cell = number | string | null

export interface KeptTable {
  readonly spec: TableSpec
  readonly columns: readonly string[]
  readonly rows: Cell[][]
}

/** Keeps every row: for use as a library, in a browser, in tests. */
export class MemorySink implements Sink {
  readonly tables = new Map<string, KeptTable>()

  open(tables: readonly TableSpec[]): void {
    for (const spec of tables) {
      this.tables.set(spec.name, { spec, columns: spec.columns.map((column) => column.name), rows: [] })
    }
  }

  write(buffer: RowBuffer): void {
    const kept = this.tables.get(buffer.table.name)
    if (!kept) return
    for (let row = 0; row < buffer.rows; row++) {
      kept.rows.push(kept.spec.columns.map((_, column) => cellOf(buffer, column, row)))
    }
  }

  close(): readonly WrittenTable[] {
    return [...this.tables].map(([table, { rows }]) => ({
      table,
      rows: rows.length,
      file: '',
      bytes: 0,
      sha256: '',
    }))
  }

  /** One row as an object by column name. */
  row(table: string, index: number): Record<string, Cell> {
    const { columns, rows } = this.tables.get(table)!
    const cells = rows.at(index) ?? []
    return Object.fromEntries(columns.map((name, i) => [name, cells[i]]))
  }
}

/** A cell as a value. */
export function cellOf(buffer: RowBuffer, column: number, row: number): Cell {
  const { kind } = buffer.table.columns[column]
  const value = buffer.columns[column][row]
  if (kind === 'exact') return value === '' ? null : Number(value)
  if (isText(kind)) return value as string
  if (!Number.isFinite(value)) return null
  return kind === 'rao' ? (value as number) / 1e9 : (value as number)
}

/** A cell as every file of text writes it, not yet quoted. */
export function cellText(buffer: RowBuffer, column: number, row: number): string {
  const value = buffer.columns[column][row]
  if (typeof value === 'string') return value
  return buffer.table.columns[column].kind === 'rao' ? formatRao(value) : formatNumber(value)
}
