import { defineMetric, type Metric } from '../metric.js'
import type { SummaryRow } from '../rows/summary-row.js'
import type { GaugeCard } from './gauge.js'

/** What a metric of a run says of itself. */
interface DeclaredOfRun<G extends object> {
  /** Name in the table; it ends in its unit. */
  readonly column: string
  readonly unit: string
  readonly summary: string
  readonly formula?: string
  /** `rao`: an amount in RAO, rounded to whole ones and written as decimal TAO or alpha; `number` unless said. */
  readonly as?: 'rao' | 'number'
  readonly source?: string
  /** The figure, once the run is complete; NaN is an empty cell. Further gauges come from `row.of(card)`. */
  value(gauge: G, row: SummaryRow): number
}

/**
 * Declare a metric of a whole run: one cell of its row in summary.csv, read off a gauge at the end.
 *
 * @param more  other gauges that `value` asks the row for
 * @example defineRunMetric(dailyReturns, { column: 'kurtosis_excess', unit: 'ratio', summary, value: (g) => g.kurtosis() })
 */
export function defineRunMetric<G extends object>(
  gauge: GaugeCard<G>,
  declared: DeclaredOfRun<NoInfer<G>>,
  more: readonly GaugeCard[] = [],
): Metric<'summary'> {
  const { value, ...card } = declared
  return defineMetric('summary', {
    ...card,
    gauges: [gauge, ...more],
    // A mean has fractions of a RAO, which no amount has.
    sample: (row: SummaryRow) =>
      card.as === 'rao' ? Math.round(value(row.of(gauge), row)) : value(row.of(gauge), row),
  })
}

/** Declare several metrics that read one gauge and share a source. */
export const runMetricsOf = <G extends object>(
  gauge: GaugeCard<G>,
  source: string,
  declared: readonly DeclaredOfRun<NoInfer<G>>[],
): readonly Metric<'summary'>[] => declared.map((one) => defineRunMetric(gauge, { source, ...one }))
