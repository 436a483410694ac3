import { runMetricsOf } from '../summary/run-metric.js'
import { supplyGauge } from '../summary/supply.js'

/** TAO minted and recycled, and ratios of flows, over the run as a whole. */
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
    {
      column: 'injection_share_frac',
      unit: 'fraction',
      summary: 'Part of the TAO emission of the run that was injected, not spent on buying.',
      formula: 'injection / (injection + chain buys)',
      value: (g) => g.passed('injectedTotal') / (g.passed('injectedTotal') + g.passed('chainBuyTotal')),
    },
    {
      column: 'sell_to_injection_ratio',
      unit: 'ratio',
      summary: 'User TAO that left pools for each TAO injected, over the run.',
      formula: 'user TAO out / injection',
      value: (g) =>
        g.passed('injectedTotal') > 0 ? g.passed('userOutTotal') / g.passed('injectedTotal') : Number.NaN,
    },
  ],
)
