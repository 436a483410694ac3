import { registrationsGauge } from '../summary/registrations.js'
import { runMetricsOf } from '../summary/run-metric.js'

const EMPTY = Number.NaN

/** Games with UIDs. */
export const registrationMetrics = runMetricsOf(registrationsGauge, 'metrics of this project, section A.9', [
  {
    column: 'burn_paid_tao',
    unit: 'TAO',
    as: 'rao',
    summary: 'TAO paid for registering neurons.',
    value: (g) => g.paid,
  },
  {
    column: 'adversary_burn_paid_tao',
    unit: 'TAO',
    as: 'rao',
    summary: 'The part of it that adversaries paid.',
    value: (g) => (g.adversaries ? g.paidByAdversaries : EMPTY),
  },
  {
    column: 'burn_price_tao',
    unit: 'TAO',
    as: 'rao',
    summary: 'Price of a UID, mean over subnets and days.',
    value: (g) => g.burnPrice,
  },
  {
    column: 'reg_rate_per_360',
    unit: 'count/360 blocks',
    summary: 'Neurons registered per subnet and 360 blocks.',
    value: (g) => g.rate,
  },
  {
    column: 'sybil_uid_frac',
    unit: 'fraction',
    summary: 'Part of the UIDs that sybil miners hold, mean over epochs; empty where there are none.',
    value: (g) => g.sybilSeats,
  },
  {
    column: 'sybil_income_frac',
    unit: 'fraction',
    summary: "Part of the incentives that sybil miners get, the owner's withheld part left out.",
    value: (g) => g.sybilIncome,
  },
  {
    column: 'immunity_income_frac',
    unit: 'fraction',
    summary:
      "Part of the incentives that goes to UIDs within their immunity, the owner's withheld part left out.",
    value: (g) => g.immuneIncome,
  },
  {
    column: 'honest_pruned_count',
    unit: 'count',
    summary: 'Honest miners whose UID was pruned for another neuron.',
    value: (g) => g.honestPruned,
  },
])
