import { concentrationColumns } from '../concentration-measures.js'
import { metricsOf } from '../metric.js'
import type { EpochRow } from '../rows/epoch-row.js'

/** Empty where a subnet has no UIDs: it is simulated without consensus. */
const ifNeurons = (e: EpochRow, value: number) => (e.neurons > 0 ? value : Number.NaN)
const consensus = (figure: (e: EpochRow) => number) => (e: EpochRow) => ifNeurons(e, figure(e))

/** What an epoch paid, and to whom. Alpha. */
const payouts = metricsOf(
  'epochs',
  'pallets/subtensor/src/coinbase/run_coinbase.rs, distribute_emission, 14bc6f9f',
  [
    {
      column: 'server_emission_alpha',
      unit: 'alpha',
      as: 'rao',
      summary: 'To miners, the withheld part included.',
      sample: (e) => e.figures.server,
    },
    {
      column: 'validator_emission_alpha',
      unit: 'alpha',
      as: 'rao',
      summary: "To validators and their nominators, root's part left out.",
      sample: (e) => e.figures.validator,
    },
    {
      column: 'root_emission_alpha',
      unit: 'alpha',
      as: 'rao',
      summary: 'To root.',
      sample: (e) => e.figures.root,
    },
    {
      column: 'owner_cut_alpha',
      unit: 'alpha',
      as: 'rao',
      summary: 'To the owner.',
      sample: (e) => e.figures.ownerCut,
    },
    {
      column: 'miner_burned_alpha',
      unit: 'alpha',
      as: 'rao',
      summary: "Miner incentive of the owner's keys, withheld.",
      sample: (e) => e.figures.withheld,
    },
  ],
)

/** How something is spread over the UIDs of the subnet. */
const spread = (prefix: string, what: string, values: (e: EpochRow) => Float64Array) =>
  concentrationColumns(prefix, what, 'UIDs').map(({ of, ...card }) => ({
    ...card,
    sample: consensus((e) => of(values(e))),
  }))

/** What consensus said. */
const consensusMetrics = metricsOf('epochs', 'pallets/subtensor/src/epoch/run_epoch.rs, 14bc6f9f', [
  { column: 'neurons', unit: 'count', summary: 'UIDs in use.', sample: (e) => e.neurons },
  {
    column: 'permits',
    unit: 'count',
    summary: 'UIDs with a validator permit.',
    sample: consensus((e) => e.permits),
  },
  {
    column: 'active_validators',
    unit: 'count',
    summary: 'Permitted UIDs whose weights counted (vtrust above 0).',
    sample: consensus((e) => e.active),
  },
  {
    column: 'incentive_sum_frac',
    unit: 'fraction',
    summary: 'Sum of incentives: 1, or 0 if no one was weighed.',
    sample: consensus((e) => e.incentiveSum),
  },
  {
    column: 'dividends_sum_frac',
    unit: 'fraction',
    summary: 'Sum of dividends: 1, or 0 if no one holds bonds.',
    sample: consensus((e) => e.dividendsSum),
  },
  {
    column: 'consensus_sum_frac',
    unit: 'fraction',
    summary: 'Sum of the stake-weighted median weights; 1 if all validators agree.',
    sample: consensus((e) => e.consensusSum),
  },
  {
    column: 'vtrust_mean_frac',
    unit: 'fraction',
    summary: 'Mean vtrust over permitted UIDs.',
    sample: consensus((e) => e.validatorTrustSum / e.permits),
  },
  {
    column: 'vtrust_stake_frac',
    unit: 'fraction',
    summary: 'Mean vtrust over permitted UIDs, weighted by stake.',
    sample: consensus((e) => e.weightedTrustSum / e.permitStakeSum),
  },
  ...spread('incentive', 'incentives', (e) => e.incentives),
  ...spread('dividends', 'dividends', (e) => e.dividends),
  ...spread('stake', 'stake weights', (e) => e.stakes),
])

const ofAdversary = (figure: (e: EpochRow) => number) => (e: EpochRow) =>
  e.adversaryNeurons > 0 ? figure(e) : Number.NaN

/** What the UIDs of adversary cohorts have and get; empty on a subnet where they hold none. */
const adversaryMetrics = metricsOf('epochs', 'metrics of this project, section A', [
  {
    column: 'adversary_uid_frac',
    unit: 'fraction',
    summary: 'Part of the UIDs held by adversaries.',
    sample: ofAdversary((e) => e.adversaryNeurons / e.neurons),
  },
  {
    column: 'adversary_stake_frac',
    unit: 'fraction',
    summary: "Adversaries' part of the stake weight.",
    sample: ofAdversary((e) => e.adversaryStake / e.stakeSum),
  },
  {
    column: 'adversary_incentive_frac',
    unit: 'fraction',
    summary: "Adversaries' part of the incentives.",
    sample: ofAdversary((e) => e.adversaryIncentive / e.incentiveSum),
  },
  {
    column: 'adversary_dividends_frac',
    unit: 'fraction',
    summary: "Adversaries' part of the dividends.",
    sample: ofAdversary((e) => e.adversaryDividends / e.dividendsSum),
  },
  {
    column: 'adversary_emission_frac',
    unit: 'fraction',
    summary: "Adversaries' part of what the epoch paid to UIDs.",
    sample: ofAdversary((e) => e.adversaryEmission / e.emissionSum),
  },
])

export const epochMetrics = [...payouts, ...consensusMetrics, ...adversaryMetrics]
