import { createStreams } from '../../random/streams.js'
import { formatNumber } from '../../record/format.js'
import type { TableEntry } from '../../record/manifest.js'
import { pairMeans } from '../../stats/control-variate.js'
import type { Interval } from '../../stats/interval.js'
import { mcseOfMean } from '../../stats/mcse.js'
import { mean } from '../../stats/mean.js'
import { meanInterval } from '../../stats/mean-interval.js'
import { type Verdict, verdict } from '../../stats/verdict.js'
import { matching } from '../design/filter.js'
import { partnersOf } from '../partners.js'
import type { SweepHypothesis, SweepPlan } from '../plan.js'
import type { PreparedSweep } from '../prepare.js'
import { type FinishedRow, valuesOf } from '../rows.js'
import { TableFile } from '../table-file.js'
import { experiment, number, text } from './columns.js'
import { levelText } from './plain-tables.js'

/** What the runs say of a claim. */
export interface HypothesisResult {
  readonly id: string
  /** Cell it was judged in; undefined for all that it speaks of together. */
  readonly cell?: number
  readonly metric: string
  readonly test: string
  readonly cells: number
  readonly n: number
  readonly estimate: number
  readonly mcse: number
  readonly interval: Interval
  readonly verdict: Verdict
}

/** Values by replicate that the claims of a sweep need: of the cells they speak of, gathered cell by cell. */
export class Claims {
  readonly #sweep: PreparedSweep
  /** By hypothesis, then by place of the cell: the metric, and that of the run with its attack off. */
  readonly #own: Map<number, Float64Array>[]
  readonly #off: Map<number, Float64Array>[]

  constructor(sweep: PreparedSweep) {
    this.#sweep = sweep
    this.#own = sweep.plan.hypotheses.map(() => new Map())
    this.#off = sweep.plan.hypotheses.map(() => new Map())
  }

  add(place: number, rows: readonly FinishedRow[]): void {
    for (const [h, { metric, against }] of this.#sweep.plan.hypotheses.entries()) {
      this.#own[h].set(
        place,
        valuesOf(
          rows.map(({ row }) => row),
          metric,
        ),
      )
      if (against !== 'attack-off') continue
      this.#off[h].set(
        place,
        valuesOf(
          rows.map(({ twin }) => twin),
          metric,
        ),
      )
    }
  }

  /** Each claim judged; one over every cell has a line for each cell, and one for all. */
  judge(): HypothesisResult[] {
    return this.#sweep.plan.hypotheses.flatMap((claim, h) => this.#judgeOne(claim, h))
  }

  #judgeOne(claim: SweepHypothesis, h: number): HypothesisResult[] {
    const { plan, design } = this.#sweep
    const { id, metric, test, written, over } = claim
    const cells = design.cells
    const spoken = cells.flatMap((cell, place) => (matching(claim.where)(cell) ? [place] : []))
    const series = this.#series(claim, h, spoken)
    const stream = () => createStreams(plan.seed).make(`hypothesis/${id}`)
    const result = (values: Float64Array, more: { cell?: number; cells: number }): HypothesisResult => {
      const present = observed(plan, values).filter((value) => !Number.isNaN(value))
      const interval = meanInterval(present, stream())
      return {
        id,
        metric,
        test: written,
        ...more,
        n: present.length,
        estimate: mean(present),
        mcse: mcseOfMean(present),
        interval,
        verdict: verdict(interval, test),
      }
    }
    const whole = result(meanOver(series.map(([, values]) => values)), { cells: series.length })
    if (over === 'mean') return [whole]
    const each = series.map(([place, values]) => result(values, { cell: cells[place].id, cells: 1 }))
    return [...each, { ...whole, verdict: jointly(each.map((one) => one.verdict)) }]
  }

  /** The values a claim is about, by cell it speaks of: those of the metric, or their differences. */
  #series({ against }: SweepHypothesis, h: number, spoken: readonly number[]): [number, Float64Array][] {
    const own = this.#own[h]
    const other = this.#off[h]
    if (against === undefined) return spoken.map((place) => [place, own.get(place)!])
    if (against === 'attack-off')
      return spoken.map((place) => [place, minus(own.get(place)!, other.get(place)!)])
    const partners = partnersOf(this.#sweep.design.cells, against)
    return spoken.flatMap((place): [number, Float64Array][] => {
      const partner = partners[place]
      return partner === undefined ? [] : [[place, minus(own.get(place)!, own.get(partner)!)]]
    })
  }
}

const observed = ({ antithetic }: SweepPlan, values: Float64Array) =>
  antithetic ? pairMeans(values) : values

/** Replicate by replicate, as far as both have it. */
const minus = (a: Float64Array, b: Float64Array): Float64Array =>
  Float64Array.from({ length: Math.min(a.length, b.length) }, (_, i) => a[i] - b[i])

/** The mean over cells, replicate by replicate: a replicate that is missing in one of them is missing. */
function meanOver(series: readonly Float64Array[]): Float64Array {
  const length = series.length === 0 ? 0 : Math.min(...series.map((values) => values.length))
  return Float64Array.from({ length }, (_, rep) => mean(series.map((values) => values[rep])))
}

/** What holds in every cell, fails if it fails in one. */
function jointly(verdicts: readonly Verdict[]): Verdict {
  if (verdicts.includes('fail')) return 'fail'
  return verdicts.length > 0 && verdicts.every((one) => one === 'pass') ? 'pass' : 'undecided'
}

/** `hypotheses.csv`: every claim with its estimate, interval and verdict. */
export function writeHypotheses(
  folder: string,
  { experiment: name, hypotheses }: SweepPlan,
  results: readonly HypothesisResult[],
): TableEntry {
  const table = new TableFile(folder, 'hypotheses', 'claim (and cell, for one about every cell)', [
    experiment,
    text('hypothesis', 'its id'),
    text('cell_id', 'cell it was judged in; empty for all that it speaks of'),
    text('metric', 'column of summary.csv'),
    text('where', 'cells it speaks of, factor=level'),
    text('against', 'what the metric is compared with; empty for nothing'),
    text('test', 'the claim about the mean'),
    number('cells', 'count', 'cells'),
    number('n', 'count', 'replicates with a value'),
    number('estimate', 'metric', 'mean over replicates, of the mean over cells'),
    number('mcse', 'metric', 'its Monte Carlo standard error'),
    number('ci_lo', 'metric', 'lower end of its 95 % interval'),
    number('ci_hi', 'metric', 'upper end'),
    text('ci_method', 'how the interval was made'),
    text('verdict', 'pass: all of the interval satisfies the claim; fail: none of it; else undecided'),
    text('text', 'the claim in words'),
  ])
  for (const { id, cell, metric, test, cells, n, estimate, mcse, interval, verdict } of results) {
    const claim = hypotheses.find((one) => one.id === id)!
    const numbers = [estimate, mcse, interval.low, interval.high].map(formatNumber)
    const where = [
      whereText(claim.where),
      claim.against === 'attack-off' ? 'attack-off' : whereText(claim.against ?? {}),
    ]
    const counts = [String(cells), String(n)]
    const keys = [name, id, cell === undefined ? '' : String(cell), metric]
    table.line([...keys, ...where, test, ...counts, ...numbers, interval.method, verdict, claim.text])
  }
  return table.close()
}

const whereText = (where: Readonly<Record<string, unknown>>): string =>
  Object.entries(where)
    .map(([path, level]) => `${path}=${levelText(level)}`)
    .join('; ')
