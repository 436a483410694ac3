import { type Halving, halvingGauge, type Series } from '../summary/halving.js'
import { runMetricsOf } from '../summary/run-metric.js'

const named = {
  usd: ['tao_usd', 'the TAO price in USD'],
  index: ['index', "the sum of the subnets' prices"],
} as const satisfies Record<Series, readonly [string, string]>

const horizons = [7, 30] as const

/** The first halving of the run. Without one, or if the run ends too soon, all are empty. */
export const runHalvingMetrics = runMetricsOf(halvingGauge, 'metrics of this project, section C', [
  {
    column: 'halving_days',
    unit: 'days',
    summary:
      'Days until the issuance passed the first threshold ahead of it, whether or not the rules halve the emission there.',
    value: (g) => g.eventDay,
  },
  ...(['usd', 'index'] as const).flatMap((series) => [
    ...horizons.map((days) => ({
      column: series === 'usd' ? `car_${days}d` : `car_index_${days}d`,
      unit: 'log',
      summary: `Abnormal return of ${named[series][1]} over the ${days} days after the halving, against its mean of the days -120 to -31.`,
      formula: 'sum (r_d - mean)',
      value: (g: Halving) => g.abnormal(series, days),
    })),
    {
      column: series === 'usd' ? 'car_7d_placebo' : 'car_index_7d_placebo',
      unit: 'log',
      summary: `The same over 7 days from 90 days before the halving, where it must be 0 within its error.`,
      value: (g: Halving) => g.placebo(series, 7),
    },
    ...horizons.map((days) => ({
      column: `ln_${named[series][0]}_${days}d`,
      unit: 'log',
      summary: `Logarithm of ${named[series][1]} ${days} days after the halving${
        series === 'index' ? ', 0 at the start' : ''
      }; what pairs of runs are compared by (ce_${days}d).`,
      value: (g: Halving) => g.level(series, days),
    })),
  ]),
])
