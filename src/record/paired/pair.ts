import type { Card } from '../../card.js'
import type { Cell, MemorySink } from '../sinks/memory.js'

/** A table column by column, as a CSV file has it: amounts in TAO or alpha, null where a cell is empty. */
export type KeptColumns = Readonly<Record<string, readonly Cell[]>>

/** What of a finished run a pair is compared by. */
export interface FinishedRun {
  /** Blocks run. */
  readonly blocks: number
  /** The row of summary.csv. */
  readonly summary: Readonly<Record<string, Cell>>
  /** Tables that were kept, by name; a metric that needs one that is not there is empty. */
  readonly tables: Readonly<Record<string, KeptColumns>>
}

/** A run, and the run it is compared with under the same random numbers: its attack, halving or shock left out. */
export interface Pair {
  readonly treated: FinishedRun
  readonly twin: FinishedRun
}

/** One column that a pair adds to the summary of the treated run. NaN is an empty cell. */
export interface PairedMetric extends Card {
  readonly level: 'paired'
  readonly column: string
  readonly unit: string
  readonly formula?: string
  readonly of: (pair: Pair) => number
}

type Declared = Omit<PairedMetric, 'id' | 'level' | 'source'>

/** Declare metrics of a pair that share a source. */
export const pairedMetricsOf = (source: string, declared: readonly Declared[]): readonly PairedMetric[] =>
  declared.map((one) => ({ source, ...one, id: `paired.${one.column}`, level: 'paired' }))

/** A figure of a run's summary; NaN where it is empty or not there. */
export function figure({ summary }: FinishedRun, column: string): number {
  const cell = summary[column]
  return typeof cell === 'number' ? cell : Number.NaN
}

/** What the treated run has more of a figure. */
export const gain = ({ treated, twin }: Pair, column: string): number =>
  figure(treated, column) - figure(twin, column)

/** Numbers of a kept column, NaN where empty; undefined if it was not kept. */
export function series({ tables }: FinishedRun, table: string, column: string): Float64Array | undefined {
  const cells = tables[table]?.[column]
  return cells && Float64Array.from(cells, (cell) => (typeof cell === 'number' ? cell : Number.NaN))
}

/** A run that was recorded in memory. @param names tables to keep, besides the summary */
export function finishedRun(
  sink: MemorySink,
  names: readonly string[] = ['network', 'subnets', 'agents'],
): FinishedRun {
  const tables: Record<string, KeptColumns> = {}
  for (const name of names) {
    const kept = sink.tables.get(name)
    if (!kept) continue
    tables[name] = Object.fromEntries(
      kept.columns.map((column, i) => [column, kept.rows.map((row) => row[i])]),
    )
  }
  return { blocks: Number(sink.row('runs', 0).blocks), summary: sink.row('summary', 0), tables }
}
