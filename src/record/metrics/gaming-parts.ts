import { adversaryPartsGauge } from '../summary/adversary-parts.js'
import { paymentsGauge } from '../summary/payments.js'
import { runMetricsOf } from '../summary/run-metric.js'

const EMPTY = Number.NaN

/** What adversaries have and get where they hold UIDs: means of the columns of epochs.csv. */
export const adversaryPartMetrics = runMetricsOf(adversaryPartsGauge, 'metrics of this project, section A', [
  {
    column: 'adversary_uid_frac',
    unit: 'fraction',
    summary: 'Part of the UIDs that adversaries hold on subnets where they hold any; mean over epochs.',
    value: (g) => g.mean('uids'),
  },
  {
    column: 'adversary_stake_frac',
    unit: 'fraction',
    summary: 'Their part of the stake weight there; mean over epochs.',
    formula: 's_C',
    value: (g) => g.mean('stake'),
  },
  {
    column: 'adversary_incentive_frac',
    unit: 'fraction',
    summary: "Their part of the incentives there, of the owner's withheld part too; mean over epochs.",
    value: (g) => g.mean('incentive'),
  },
  {
    column: 'adversary_dividends_frac',
    unit: 'fraction',
    summary: 'Their part of the dividends there; mean over epochs.',
    value: (g) => g.mean('dividends'),
  },
  {
    column: 'adversary_emission_frac',
    unit: 'fraction',
    summary: 'Their part of what epochs paid to UIDs there; mean over epochs.',
    value: (g) => g.mean('emission'),
  },
])

/** What they pay to others beside the chain. */
export const paymentMetrics = runMetricsOf(paymentsGauge, 'metrics of this project, section A.2', [
  {
    column: 'adversary_paid_out_tao',
    unit: 'TAO',
    as: 'rao',
    summary:
      'TAO that adversaries sent to wallets of others, less what these sent to them: bribes, rents; a part of the books.',
    value: (g) => (g.adversaries ? g.paidOut : EMPTY),
  },
  {
    column: 'childkey_rent_tao',
    unit: 'TAO',
    as: 'rao',
    summary: 'TAO that lenders of stake weight were paid by those who rent it; empty where nobody lends.',
    value: (g) => (g.brokers ? g.rent : EMPTY),
  },
])
