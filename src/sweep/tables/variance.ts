import { createStreams, type Streams } from '../../random/streams.js'
import { formatNumber } from '../../record/format.js'
import type { TableEntry } from '../../record/manifest.js'
import type { ColumnSpec } from '../../record/table.js'
import { antitheticRatio } from '../../stats/antithetic-ratio.js'
import { pairMeans } from '../../stats/control-variate.js'
import { controlledMean, LEAST_GAIN, PILOT } from '../../stats/controlled-mean.js'
import type { Interval } from '../../stats/interval.js'
import { mcseOfMean } from '../../stats/mcse.js'
import { mean } from '../../stats/mean.js'
import { meanInterval } from '../../stats/mean-interval.js'
import type { Cell } from '../design/cell.js'
import type { SweepPlan } from '../plan.js'
import type { PreparedSweep } from '../prepare.js'
import { type FinishedRow, valuesOf } from '../rows.js'
import { TableFile } from '../table-file.js'
import { cellId, experiment, number, text } from './columns.js'

const columns = (controls: readonly string[]): readonly ColumnSpec[] => [
  experiment,
  cellId,
  text('metric', 'column of summary.csv'),
  text('technique', '`antithetic pairs` or `control variates`'),
  number('n', 'count', 'observations: replicates, or antithetic pairs, with all values'),
  number('plain_mean', 'metric', 'mean without the technique'),
  number('plain_mcse', 'metric', 'its Monte Carlo standard error; of as many independent runs'),
  number('mean', 'metric', 'mean with the technique'),
  number('mcse', 'metric', 'its Monte Carlo standard error'),
  number('ci_lo', 'metric', 'lower end of its 95 % interval'),
  number('ci_hi', 'metric', 'upper end'),
  text('ci_method', 'how the interval was made: t, bootstrap-t; none'),
  number('vr_ratio', 'ratio', 'plain_mcse^2 / mcse^2: as if there were so many times the runs'),
  text('verdict', `helped (vr_ratio above ${LEAST_GAIN}), did not help, or too few runs to tell`),
  ...controls.map((name) => number(`cv_beta_${name}`, 'metric per unit', `what a unit of ${name} explains`)),
]

/** What one technique made of one metric. */
interface Outcome {
  readonly technique: string
  readonly n: number
  readonly plain: { readonly mean: number; readonly mcse: number }
  readonly mean: number
  readonly mcse: number
  readonly interval: Interval
  readonly ratio: number
  /** Observations below which nothing is said. */
  readonly least: number
  readonly betas: readonly number[]
}

/** Whether a sweep takes noise off its means. */
export const reducesVariance = ({ antithetic, control }: SweepPlan): boolean =>
  antithetic || control.length > 0

/**
 * `variance.csv`: what antithetic pairs and control variates did for each primary metric (for all, if none is named), and whether
 * they helped. Every other table stays as it is without controls, so that nobody picks the technique by its result.
 */
export class VarianceTable {
  readonly #plan: SweepPlan
  readonly #metrics: readonly string[]
  readonly #streams: Streams
  readonly #table: TableFile

  constructor(folder: string, { plan }: PreparedSweep, metrics: readonly ColumnSpec[]) {
    this.#plan = plan
    this.#metrics = plan.primary.length > 0 ? plan.primary : metrics.map(({ name }) => name)
    this.#streams = createStreams(plan.seed)
    this.#table = new TableFile(folder, 'variance', 'cell, metric and technique', columns(plan.control))
  }

  add(cell: Cell, rows: readonly FinishedRow[]): void {
    const { antithetic, control, experiment: name } = this.#plan
    const own = rows.map(({ row }) => row)
    const controls = control.map((one) => observed(valuesOf(own, one), antithetic))
    for (const metric of this.#metrics) {
      const values = valuesOf(own, metric)
      const outcomes = [
        ...(antithetic ? [this.#pairs(metric, values)] : []),
        ...(control.length > 0 ? [this.#controls(metric, observed(values, antithetic), controls)] : []),
      ]
      for (const outcome of outcomes)
        this.#table.line([name, String(cell.id), metric, ...textOf(outcome, control.length)])
    }
  }

  #pairs(metric: string, values: Float64Array): Outcome {
    const means = pairMeans(values).filter((value) => !Number.isNaN(value))
    const ratio = antitheticRatio(values)
    const mcse = mcseOfMean(means)
    const plain = {
      mean: mean(means),
      mcse: ratio === Number.POSITIVE_INFINITY ? Number.NaN : mcse * Math.sqrt(ratio),
    }
    return {
      technique: 'antithetic pairs',
      n: means.length,
      plain,
      mean: plain.mean,
      mcse,
      interval: meanInterval(means, this.#streams.make(`antithetic/${metric}`)),
      ratio,
      least: PILOT / 2,
      betas: [],
    }
  }

  #controls(metric: string, values: Float64Array, controls: readonly Float64Array[]): Outcome {
    const found = controlledMean(values, controls, this.#streams.make(`control/${metric}`))
    const used = values.filter((value, r) => ![value, ...controls.map((one) => one[r])].some(Number.isNaN))
    return {
      ...found,
      technique: 'control variates',
      plain: { mean: mean(used), mcse: mcseOfMean(used) },
      ratio: found.varianceRatio,
      least: PILOT,
    }
  }

  close(): TableEntry {
    return this.#table.close()
  }
}

/** One observation a replicate or pair. What mirrored draws cancel in every pair, up to rounding, is 0: no control any more. */
function observed(values: Float64Array, antithetic: boolean): Float64Array {
  if (!antithetic) return values
  const means = pairMeans(values)
  const size = (all: Float64Array) => Math.max(0, ...all.filter((x) => !Number.isNaN(x)).map(Math.abs))
  return size(means) > 1e-9 * size(values) ? means : means.map((x) => 0 * x)
}

function textOf(
  { technique, n, plain, mean, mcse, interval, ratio, least, betas }: Outcome,
  controls: number,
) {
  const numbers = [plain.mean, plain.mcse, mean, mcse, interval.low, interval.high].map(formatNumber)
  const coefficients = Array.from({ length: controls }, (_, k) => formatNumber(betas[k] ?? Number.NaN))
  const verdict = verdictOf(n, least, ratio)
  return [technique, String(n), ...numbers, interval.method, formatNumber(ratio), verdict, ...coefficients]
}

/** A ratio from a few runs is luck; of a metric that never varies there is none. */
function verdictOf(n: number, least: number, ratio: number): string {
  if (n < least) return 'too few runs'
  if (Number.isNaN(ratio)) return ''
  return ratio > LEAST_GAIN ? 'helped' : 'did not help'
}
