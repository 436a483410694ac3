import { formatRaoExact } from './format.js'
import type { Metric } from './metric.js'
import type { Sink } from './sinks/sink.js'
import { RowBuffer } from './table.js'
import type { TablePlan } from './tables.js'

/** One row of any sort: the metrics of a table know which. */
// biome-ignore lint/suspicious/noExplicitAny: a table's metrics and its rows are paired by planTable
type Row = any

/** One table on its way out: a buffer that is handed to the sink when it is full. */
export class TableWriter {
  readonly buffer: RowBuffer
  readonly #sink: Sink
  readonly #metrics: readonly Metric[]
  readonly #keyCount: number

  /** @param run  the values of the run keys, which every row of the run shares */
  constructor(plan: TablePlan, sink: Sink, run: readonly (string | number)[]) {
    this.buffer = new RowBuffer(plan.spec)
    this.#sink = sink
    this.#metrics = plan.metrics
    this.#keyCount = plan.keyCount
    run.forEach((value, i) => {
      const column = this.buffer.columns[i]
      if (Array.isArray(column)) column.fill(String(value))
      else column.fill(Number(value))
    })
    this.#first = run.length
  }
  readonly #first: number

  /** Begin a row with the keys that follow those of the run; empty text or NaN is an empty cell. */
  key(index: number, value: string | number): this {
    this.buffer.columns[this.#first + index][this.buffer.rows] = value
    return this
  }

  /** Read every metric of the table off the row at hand, and end the row. */
  sample(row: Row): void {
    const { columns, rows } = this.buffer
    for (let j = 0; j < this.#metrics.length; j++) {
      const metric = this.#metrics[j]
      columns[this.#keyCount + j][rows] = metric.exact
        ? formatRaoExact(metric.exact(row))
        : metric.sample(row)
    }
    this.end()
  }

  /** End a row that has keys alone. */
  end(): void {
    this.buffer.rows++
    if (this.buffer.rows === this.buffer.capacity) this.flush()
  }

  /** Hand over what is there. */
  flush(): void {
    if (this.buffer.rows > 0) this.#sink.write(this.buffer)
    this.buffer.rows = 0
  }
}
