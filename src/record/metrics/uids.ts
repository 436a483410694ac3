import { defineMetric } from '../metric.js'
import type { UidRow } from '../rows/uid-row.js'

const source = 'pallets/subtensor/src/epoch/run_epoch.rs, 14bc6f9f'
const at =
  (
    column:
      | 'emission'
      | 'stakeWeight'
      | 'consensus'
      | 'incentive'
      | 'dividends'
      | 'validatorTrust'
      | 'registeredAt',
  ) =>
  (u: UidRow) =>
    u.world.neurons[column][u.slot]

const emission = {
  column: 'emission_alpha',
  unit: 'alpha',
  as: 'rao',
  source,
  summary: 'Alpha the epoch paid to this UID, nominators included.',
  sample: at('emission'),
} as const
const registered = {
  column: 'registered_block',
  unit: 'block',
  source,
  summary: 'Block in which the UID was registered.',
  sample: at('registeredAt'),
} as const
const stake = {
  column: 'stake_weight_frac',
  unit: 'fraction',
  source,
  summary: 'Normalised stake weight.',
  sample: at('stakeWeight'),
} as const

/** UIDs with a permit, at an epoch. */
export const validatorMetrics = [
  defineMetric('validators', stake),
  defineMetric('validators', {
    column: 'vtrust_frac',
    unit: 'fraction',
    source,
    summary: 'Agreement of its weights with consensus.',
    sample: at('validatorTrust'),
  }),
  defineMetric('validators', {
    column: 'dividends_frac',
    unit: 'fraction',
    source,
    summary: "Validator's share of the epoch.",
    sample: at('dividends'),
  }),
  defineMetric('validators', emission),
  defineMetric('validators', registered),
]

/** UIDs without a permit, or with incentive, at an epoch. */
export const minerMetrics = [
  defineMetric('miners', {
    column: 'consensus_frac',
    unit: 'fraction',
    source,
    summary: 'Stake-weighted median of the weights it was given.',
    sample: at('consensus'),
  }),
  defineMetric('miners', {
    column: 'incentive_frac',
    unit: 'fraction',
    source,
    summary: "Miner's share of the epoch.",
    sample: at('incentive'),
  }),
  defineMetric('miners', stake),
  defineMetric('miners', emission),
  defineMetric('miners', registered),
]
