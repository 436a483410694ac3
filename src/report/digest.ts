import { cellOf } from '../record/sinks/memory.js'
import type { Sink, WrittenTable } from '../record/sinks/sink.js'
import type { RowBuffer, TableSpec } from '../record/table.js'

/** Some columns of a row by name; null is an empty cell. */
export type Row = Readonly<Record<string, number | string | null>>

/** First and last values of something (the first that is not empty), and the sums of some of its columns over all rows. */
export class Span {
  readonly first: Record<string, Row[string]>
  last: Row
  /** Sum of a column over the rows in which it is not empty, and how many those are. */
  readonly #sums: Record<string, number> = {}
  readonly #counts: Record<string, number> = {}

  constructor(row: Row) {
    this.first = { ...row }
    this.last = row
  }

  take(row: Row): void {
    this.last = row
    for (const name of Object.keys(row)) this.first[name] ??= row[name]
  }

  add(column: string, value: number): void {
    if (!Number.isFinite(value)) return
    this.#sums[column] = (this.#sums[column] ?? 0) + value
    this.#counts[column] = (this.#counts[column] ?? 0) + 1
  }

  /** Sum of a column; null if it is always empty. */
  sum(column: string): number | null {
    return this.#sums[column] ?? null
  }

  /** Mean of a column where it is not empty; null if it always is. */
  mean(column: string): number | null {
    return column in this.#sums ? this.#sums[column] / this.#counts[column] : null
  }
}

interface Wanted {
  /** Column by which rows belong together; none: all of them do. */
  readonly by: string | null
  /** Columns of which the first and the last value are kept. */
  readonly ends: readonly string[]
  /** Columns that are summed. */
  readonly sums: readonly string[]
}

/** What a summary needs of each table. */
const wanted: Readonly<Record<string, Wanted>> = {
  network: {
    by: null,
    ends: ['total_issuance_tao', 'block_emission_tao', 'days_to_halving', 'sum_price_tao', 'root_tao'],
    sums: ['trades'],
  },
  subnets: { by: 'netuid', ends: ['netuid', 'price_tao', 'emission_share_frac'], sums: [] },
  agents: {
    by: 'agent_id',
    ends: ['agent_id', 'kind', 'adversary', 'agents', 'wealth_tao'],
    sums: ['income_tao', 'trades', 'refusals'],
  },
  epochs: {
    by: 'netuid',
    ends: ['netuid'],
    sums: [
      'adversary_stake_frac',
      'adversary_incentive_frac',
      'adversary_dividends_frac',
      'adversary_emission_frac',
    ],
  },
}

/** Positions of the wanted columns in a table. */
interface Plan {
  readonly by: number
  readonly ends: readonly [name: string, column: number][]
  readonly sums: readonly [name: string, column: number][]
}

/**
 * What a summary needs of the records, gathered as they pass: the first and the last row of each subnet and cohort, and
 * sums. Its size does not grow with the length of the run.
 */
export class Digest implements Sink {
  /** By table, then by the value that groups its rows (or ''). */
  readonly spans: Readonly<Record<string, Map<string, Span>>> = Object.fromEntries(
    Object.keys(wanted).map((table) => [table, new Map<string, Span>()]),
  )
  readonly halvings: Row[] = []
  /** Calls refused, by reason. */
  readonly refusals = new Map<string, number>()
  /** The row of runs.csv. */
  run: Row = {}
  readonly #plans = new Map<string, Plan>()

  open(tables: readonly TableSpec[]): void {
    for (const { name, columns } of tables) {
      if (!(name in wanted)) continue
      const { by, ends, sums } = wanted[name]
      const at = (column: string) => columns.findIndex((one) => one.name === column)
      const pairs = (names: readonly string[]) => names.map((one) => [one, at(one)] as [string, number])
      this.#plans.set(name, { by: by === null ? -1 : at(by), ends: pairs(ends), sums: pairs(sums) })
    }
  }

  write(buffer: RowBuffer): void {
    const { name } = buffer.table
    const plan = this.#plans.get(name)
    for (let row = 0; row < buffer.rows; row++) {
      if (plan) this.#group(this.spans[name], plan, buffer, row)
      else if (name === 'events') this.#event(wholeRow(buffer, row))
      else if (name === 'runs') this.run = wholeRow(buffer, row)
    }
  }

  close(): readonly WrittenTable[] {
    return []
  }

  #group(spans: Map<string, Span>, plan: Plan, buffer: RowBuffer, row: number): void {
    const key = plan.by < 0 ? '' : String(buffer.columns[plan.by][row])
    // Rows of single agents would make this grow with the population; the id of a cohort has no `/`.
    if (key.includes('/')) return
    const ends: Record<string, Row[string]> = {}
    for (const [name, column] of plan.ends) ends[name] = cellOf(buffer, column, row)
    let span = spans.get(key)
    if (!span) {
      span = new Span(ends)
      spans.set(key, span)
    }
    span.take(ends)
    for (const [name, column] of plan.sums) span.add(name, Number(cellOf(buffer, column, row) ?? Number.NaN))
  }

  #event(row: Row): void {
    if (row.event === 'halving') this.halvings.push(row)
    if (row.event !== 'refusal') return
    const reason = String(row.agent_id)
    this.refusals.set(reason, (this.refusals.get(reason) ?? 0) + Number(row.value))
  }
}

function wholeRow(buffer: RowBuffer, row: number): Row {
  return Object.fromEntries(buffer.table.columns.map((column, j) => [column.name, cellOf(buffer, j, row)]))
}
