import type { RowBuffer, TableSpec } from '../table.js'

/** What became of a table. */
export interface WrittenTable {
  /** Name of the table. */
  readonly table: string
  readonly rows: number
  /** File within the run's folder; empty if it was not written to one. */
  readonly file: string
  readonly bytes: number
  /** SHA-256 of the file, hex; empty without a file. */
  readonly sha256: string
}

/**
 * Where rows go. A sink copies or writes what it is given before it returns: the buffer is filled anew afterwards.
 * What it writes depends on the rows alone.
 */
export interface Sink {
  /** Once, before any row. Each table exists afterwards, if only as its header. */
  open(tables: readonly TableSpec[]): void
  /** Rows 0 to `buffer.rows - 1`. */
  write(buffer: RowBuffer): void
  /** No row comes after this. */
  close(): readonly WrittenTable[]
}

/** Several sinks as one; the first that wrote files answers for what was written. */
export function tee(...sinks: readonly Sink[]): Sink {
  return {
    open(tables) {
      for (const sink of sinks) sink.open(tables)
    },
    write(buffer) {
      for (const sink of sinks) sink.write(buffer)
    },
    close() {
      const written = sinks.map((sink) => sink.close())
      return written.find((tables) => tables.some((table) => table.file !== '')) ?? written[0] ?? []
    },
  }
}

/** A sink that is told of some tables alone; of all if `names` is undefined. */
export function kept(sink: Sink, names: readonly string[] | undefined): Sink {
  if (!names) return sink
  return {
    open: (tables) => sink.open(tables.filter(({ name }) => names.includes(name))),
    write(buffer) {
      if (names.includes(buffer.table.name)) sink.write(buffer)
    },
    close: () => sink.close(),
  }
}
