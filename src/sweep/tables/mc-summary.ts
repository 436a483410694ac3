import { createReadStream, rmSync } from 'node:fs'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { createStreams } from '../../random/streams.js'
import { formatNumber } from '../../record/format.js'
import type { TableEntry } from '../../record/manifest.js'
import type { ColumnSpec } from '../../record/table.js'
import { pairMeans } from '../../stats/control-variate.js'
import { holm } from '../../stats/holm.js'
import { summariseReplicates } from '../../stats/mc-summary.js'
import { type PairedDifference, pairedDifference } from '../../stats/paired-difference.js'
import { DrawnRows, type RowPurse } from '../../stats/resample-rows.js'
import type { Cell } from '../design/cell.js'
import type { PreparedSweep } from '../prepare.js'
import { type FinishedRow, valuesOf } from '../rows.js'
import type { RunRow } from '../run-row.js'
import { TableFile } from '../table-file.js'
import { censoredOf } from './censored.js'
import { cellId, experiment, number, text } from './columns.js'

const columns: readonly ColumnSpec[] = [
  experiment,
  cellId,
  text('metric', 'column of summary.csv'),
  number('n', 'count', 'replicates (or antithetic pairs) with a value'),
  number('mean', 'metric', 'mean over replicates'),
  number('sd', 'metric', 'standard deviation'),
  number('mcse', 'metric', 'Monte Carlo standard error of the mean'),
  number('ci_lo', 'metric', 'lower end of the 95 % interval of the mean'),
  number('ci_hi', 'metric', 'upper end'),
  text('ci_method', 'how the interval was made: t, bootstrap-t, wilson; none'),
  ...['05', '25', '50', '75', '95'].map((q) => number(`q${q}`, 'metric', `${Number(q)} % quantile`)),
  number('mcse_q50', 'metric', 'Monte Carlo standard error of the median'),
  number('min', 'metric', 'least value'),
  number('max', 'metric', 'greatest value'),
  number('n_missing', 'count', 'replicates without a value: failed, or undefined'),
  number('n_censored', 'count', 'of them, replicates that ended before what the metric waits for'),
  text('paired_with', 'what the differences are to: attack-off, or the number of a cell; empty for none'),
  number('diff_mean', 'metric', 'mean difference by replicate'),
  number('diff_mcse', 'metric', 'its Monte Carlo standard error'),
  number('diff_ci_lo', 'metric', 'lower end of its 95 % interval'),
  number('diff_ci_hi', 'metric', 'upper end'),
  number('diff_p', 'probability', 'two-sided p-value of the paired t-test'),
  number('vr_ratio', 'ratio', 'how many independent runs a pair is worth; below 1 pairing costs'),
  number('diff_p_holm', 'probability', 'p-value adjusted for all cells compared, by metric'),
]

/** What the rows of a cell are held against, by replicate. */
export interface Baseline {
  readonly name: string
  readonly rows: readonly (RunRow | undefined)[]
}

/**
 * `mc_summary.csv`: what the replicates of a cell say of each metric, one row a cell and metric. Cells are added one after
 * another, and nothing of them is kept but their p-values: those need each other, so that the last column is added at the
 * end.
 */
export class McSummary {
  readonly #folder: string
  readonly #sweep: PreparedSweep
  readonly #metrics: readonly ColumnSpec[]
  /** By metric: rows of the bootstrap of its mean, and of its difference. */
  readonly #resamples: readonly { readonly bootstrap: DrawnRows; readonly difference: DrawnRows }[]
  readonly #spool: TableFile
  /** By metric, one a cell. */
  readonly #p: number[][]

  constructor(folder: string, sweep: PreparedSweep, metrics: readonly ColumnSpec[]) {
    this.#folder = folder
    this.#sweep = sweep
    this.#metrics = metrics
    const purse: RowPurse = { bytes: MOST_KEPT }
    // A stream of its own for each metric, the same for every cell: what is resampled does not depend on what else there is.
    const drawn = (name: string) => new DrawnRows(() => createStreams(sweep.plan.seed).make(name), purse)
    this.#resamples = metrics.map(({ name }) => ({
      bootstrap: drawn(`bootstrap/${name}`),
      difference: drawn(`difference/${name}`),
    }))
    this.#spool = new TableFile(folder, SPOOL, '', columns.slice(0, -1))
    this.#p = metrics.map(() => [])
  }

  add(cell: Cell, rows: readonly FinishedRow[], baseline: Baseline | undefined): void {
    const { plan } = this.#sweep
    const own = rows.map(({ row }) => row)
    const observed = (values: Float64Array) => (plan.antithetic ? pairMeans(values) : values)
    for (const [m, metric] of this.#metrics.entries()) {
      const values = observed(valuesOf(own, metric.name))
      const difference =
        baseline &&
        pairedDifference(
          values,
          observed(valuesOf(baseline.rows, metric.name)),
          this.#resamples[m].difference,
        )
      this.#p[m].push(difference?.p ?? Number.NaN)
      this.#spool.line([
        plan.experiment,
        String(cell.id),
        metric.name,
        ...this.#summary(values, m),
        String(censoredOf(own, metric.name)),
        baseline?.name ?? '',
        ...differenceCells(difference),
      ])
    }
  }

  #summary(values: Float64Array, m: number): string[] {
    const share =
      this.#metrics[m].unit === 'flag' &&
      values.every((value) => Number.isNaN(value) || value === 0 || value === 1)
    const kind = share ? 'proportion' : 'number'
    const s = summariseReplicates(values, this.#resamples[m].bootstrap, kind)
    const numbers = [s.mean, s.sd, s.mcse, s.interval.low, s.interval.high].map(formatNumber)
    const rest = [s.q05, s.q25, s.q50, s.q75, s.q95, s.mcseOfMedian, s.min, s.max].map(formatNumber)
    return [String(s.n), ...numbers, s.interval.method, ...rest, String(s.missing)]
  }

  /** The table, with the column that needs all cells. */
  async close(): Promise<TableEntry> {
    const { file } = this.#spool.close()
    const path = join(this.#folder, file)
    const adjusted = this.#p.map(holm)
    const table = new TableFile(this.#folder, 'mc_summary', 'cell and metric', columns)
    const lines = createInterface({ input: createReadStream(path), crlfDelay: Number.POSITIVE_INFINITY })
    let row = -1
    for await (const line of lines) {
      if (row >= 0) {
        const place = Math.floor(row / this.#metrics.length)
        table.raw(`${line},${formatNumber(adjusted[row % this.#metrics.length][place])}`)
      }
      row++
    }
    rmSync(path)
    return table.close()
  }
}

const SPOOL = '.mc_summary'
/** Bytes of resampled rows that are kept from cell to cell: 170 metrics and their differences at 100 replicates. */
const MOST_KEPT = 80e6

function differenceCells(difference: PairedDifference | undefined): string[] {
  if (!difference) return ['', '', '', '', '', '']
  const { mean, mcse, interval, p, varianceRatio } = difference
  return [mean, mcse, interval.low, interval.high, p, varianceRatio].map(formatNumber)
}
