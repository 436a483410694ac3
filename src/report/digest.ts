import { cellOf } from '../record/sinks/memory.js'
import type { Sink, WrittenTable } from '../record/sinks/sink.js'
import type { RowBuffer } from '../record/table.js'

/** A row by column name; null is an empty cell. */
export type Row = Readonly<Record<string, number | string | null>>

/** First and last row of something, and the sums of its numbers in between. */
export class Span {
  readonly first: Row
  last: Row
  rows = 1
  /** Sum of a column over the rows in which it is not empty, and how many those are. */
  readonly sums: Record<string, number> = {}
  readonly counts: Record<string, number> = {}

  constructor(row: Row) {
    this.first = row
    this.last = row
    this.#add(row)
  }

  take(row: Row): void {
    this.last = row
    this.rows++
    this.#add(row)
  }

  /** Sum of a column; 0 if it is always empty. */
  sum(column: string): number {
    return this.sums[column] ?? 0
  }

  /** Mean of a column where it is not empty; NaN if it always is. */
  mean(column: string): number {
    return this.sum(column) / (this.counts[column] ?? 0)
  }

  #add(row: Row): void {
    for (const [name, value] of Object.entries(row)) {
      if (typeof value !== 'number') continue
      this.sums[name] = (this.sums[name] ?? 0) + value
      this.counts[name] = (this.counts[name] ?? 0) + 1
    }
  }
}

/** By which column the rows of a table belong together; none: all of them do. */
const groupedBy: Readonly<Record<string, string | null>> = {
  network: null,
  subnets: 'netuid',
  epochs: 'netuid',
  agents: 'agent_id',
}

/**
 * What a summary needs of the records, gathered as they pass: the first and the last row of each subnet and cohort, and
 * sums. Its size does not grow with the length of the run.
 */
export class Digest implements Sink {
  /** By table, then by the value that groups its rows (or ''). */
  readonly spans: Record<string, Map<string, Span>> = {
    network: new Map(),
    subnets: new Map(),
    epochs: new Map(),
    agents: new Map(),
  }
  /** Events of the sorts that are few. */
  readonly halvings: Row[] = []
  /** Calls refused, by reason. */
  readonly refusals = new Map<string, number>()
  /** The row of runs.csv. */
  run: Row = {}

  open(): void {}

  write(buffer: RowBuffer): void {
    const { name } = buffer.table
    for (let row = 0; row < buffer.rows; row++) {
      if (name in groupedBy) this.#group(name, rowOf(buffer, row))
      else if (name === 'events') this.#event(rowOf(buffer, row))
      else if (name === 'runs') this.run = rowOf(buffer, row)
    }
  }

  close(): readonly WrittenTable[] {
    return []
  }

  #group(table: string, row: Row): void {
    const column = groupedBy[table]
    const key = column === null ? '' : String(row[column])
    // Rows of single agents would make this grow with the population; cohorts have no `/` in their id.
    if (table === 'agents' && key.includes('/')) return
    const span = this.spans[table].get(key)
    if (span) span.take(row)
    else this.spans[table].set(key, new Span(row))
  }

  #event(row: Row): void {
    if (row.event === 'halving') this.halvings.push(row)
    if (row.event !== 'refusal') return
    const reason = String(row.agent_id)
    this.refusals.set(reason, (this.refusals.get(reason) ?? 0) + Number(row.value))
  }
}

function rowOf(buffer: RowBuffer, row: number): Row {
  return Object.fromEntries(buffer.table.columns.map((column, j) => [column.name, cellOf(buffer, j, row)]))
}
