import { runMetricsOf } from '../summary/run-metric.js'
import { supplyGauge } from '../summary/supply.js'

/** TAO minted and recycled over the run. */
export const runSupplyMetrics = runMetricsOf(
  supplyGauge,
  'pallets/subtensor/src/coinbase/block_emission.rs, 14bc6f9f',
  [
    {
      column: 'minted_tao_per_day',
      unit: 'TAO/day',
      as: 'rao',
      summary: 'TAO minted, mean over the run.',
      value: (g) => g.mintedPerDay,
    },
    {
      column: 'recycled_tao_per_day',
      unit: 'TAO/day',
      as: 'rao',
      summary: 'TAO recycled, mean over the run.',
      value: (g) => g.recycledPerDay,
    },
  ],
)
