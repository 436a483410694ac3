import { createStreams } from '../../random/streams.js'
import { formatNumber } from '../../record/format.js'
import type { TableEntry } from '../../record/manifest.js'
import type { ColumnSpec } from '../../record/table.js'
import { mean } from '../../stats/mean.js'
import { morrisEffects } from '../../stats/morris-effects.js'
import { sobolIndices } from '../../stats/sobol-indices.js'
import { saltelliOutputs } from '../design/saltelli.js'
import type { PreparedSweep } from '../prepare.js'
import { type FinishedRow, valuesOf } from '../rows.js'
import { TableFile } from '../table-file.js'
import { experiment, number, text } from './columns.js'

const columns: readonly ColumnSpec[] = [
  experiment,
  text('metric', 'column of summary.csv'),
  text('factor', 'factor'),
  number('mu_star', 'metric', 'Morris: mean size of the elementary effects, per width of the range'),
  number('mu_star_lo', 'metric', 'lower end of its 95 % interval, over trajectories'),
  number('mu_star_hi', 'metric', 'upper end'),
  number('mu', 'metric', 'Morris: mean of the elementary effects, signs kept'),
  number('sigma', 'metric', 'Morris: standard deviation of the elementary effects'),
  number('s1', 'fraction', "Sobol': first-order index"),
  number('s1_lo', 'fraction', 'lower end of its 95 % interval, over rows'),
  number('s1_hi', 'fraction', 'upper end'),
  number('st', 'fraction', "Sobol': total index"),
  number('st_lo', 'fraction', 'lower end of its 95 % interval, over rows'),
  number('st_hi', 'fraction', 'upper end'),
  number('n', 'count', 'trajectories or rows that tell of it'),
]

/** Mean over replicates of each metric in each cell: one number a metric and cell, for designs that are analysed as a whole. */
export class CellMeans {
  readonly #metrics: readonly ColumnSpec[]
  readonly #means: readonly Float64Array[]

  constructor(metrics: readonly ColumnSpec[], cells: number) {
    this.#metrics = metrics
    this.#means = metrics.map(() => new Float64Array(cells).fill(Number.NaN))
  }

  add(place: number, rows: readonly FinishedRow[]): void {
    const own = rows.map(({ row }) => row)
    for (const [m, { name }] of this.#metrics.entries())
      this.#means[m][place] = mean(valuesOf(own, name).filter((value) => !Number.isNaN(value)))
  }

  *[Symbol.iterator](): Generator<[string, Float64Array]> {
    for (const [m, { name }] of this.#metrics.entries()) yield [name, this.#means[m]]
  }
}

/** Whether the design of a sweep can be analysed for sensitivity. */
export const isAnalysed = ({ plan: { design } }: PreparedSweep): boolean =>
  design.kind === 'morris' || design.kind === 'saltelli'

/** `sensitivity.csv`: how much each factor matters to each metric, of Morris and Saltelli designs. */
export function writeSensitivity(
  folder: string,
  { plan, design }: PreparedSweep,
  means: CellMeans,
): TableEntry {
  const table = new TableFile(folder, 'sensitivity', 'metric and factor', columns)
  const factors = plan.factors.map(({ name }) => name)
  for (const [metric, outputs] of means) {
    if (outputs.every(Number.isNaN)) continue
    const stream = createStreams(plan.seed).make(`sensitivity/${metric}`)
    const lines = design.steps
      ? morrisEffects(design.steps, trajectories(outputs, factors.length), stream).map((effect) => {
          const { muStar, muStarInterval, mu, sigma, n } = effect
          return [muStar, muStarInterval.low, muStarInterval.high, mu, sigma, ...empty(6), n]
        })
      : sobolIndices(saltelliOutputs(outputs, factors.length), stream).map((index) => {
          const { first, firstInterval, total, totalInterval, n } = index
          const { low, high } = firstInterval
          return [...empty(5), first, low, high, total, totalInterval.low, totalInterval.high, n]
        })
    for (const [f, numbers] of lines.entries())
      table.line([plan.experiment, metric, factors[f], ...numbers.map(formatNumber)])
  }
  return table.close()
}

const empty = (length: number) => new Array<number>(length).fill(Number.NaN)

/** k + 1 cells each, in order. */
const trajectories = (outputs: Float64Array, factors: number): Float64Array[] =>
  Array.from({ length: outputs.length / (factors + 1) }, (_, t) =>
    outputs.subarray(t * (factors + 1), (t + 1) * (factors + 1)),
  )
