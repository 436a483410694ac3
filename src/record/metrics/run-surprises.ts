import { defineMetric, type Metric } from '../metric.js'
import type { SummaryRow } from '../rows/summary-row.js'
import type { SurprisesView } from '../view.js'

const surprise = (
  column: string,
  unit: 'log' | 'TAO',
  of: keyof SurprisesView,
  summary: string,
  formula: string,
): Metric<'summary'> =>
  defineMetric('summary', {
    column,
    unit,
    as: unit === 'TAO' ? 'rao' : 'number',
    summary: `${summary} Mean 0 over replicates: a control of a sweep. The warm-up counts.`,
    formula,
    source: 'metrics of this project, section E.5',
    sample: (row: SummaryRow) => {
      const value = row.view.surprises[of]
      return unit === 'TAO' ? Math.round(value) : value
    },
  })

/** What chance brought from outside beyond what was to be expected; what `control:` of a sweep takes its results' noise off by. */
export const surpriseMetrics: readonly Metric<'summary'>[] = [
  surprise(
    'tao_usd_surprise_log',
    'log',
    'taoUsd',
    'What normals and jumps added to the logarithm of the TAO price, less their mean.',
    'sum (sigma sqrt(dt) z + J - rate dt E[J])',
  ),
  surprise(
    'market_flow_surprise_tao',
    'TAO',
    'marketFlow',
    'TAO that the draws of the market-wide flow would have brought to the pools of their day, less its mean, which is 0.',
    'sum over days of y (fast + slow)',
  ),
  surprise(
    'order_flow_surprise_tao',
    'TAO',
    'orderFlow',
    'Net TAO of the orders of retail and large holders that are not undone, less its mean at each order.',
    'sum over orders of (+-q - E[+-q])',
  ),
]
