import { BLOCKS_PER_YEAR } from '../../units.js'
import { deadweightGauge } from '../summary/deadweight.js'
import { deregRaceGauge } from '../summary/dereg-race.js'
import { emissionSharesGauge } from '../summary/emission-shares.js'
import { minersGauge } from '../summary/miners.js'
import { pruningsGauge } from '../summary/prunings.js'
import { defineRunMetric, runMetricsOf } from '../summary/run-metric.js'
import { stakerReturnsGauge } from '../summary/staker-returns.js'
import { subnetLivesGauge } from '../summary/subnet-lives.js'
import { totalReturnGauge } from '../summary/total-return.js'
import { usefulEmissionGauge } from '../summary/useful-emission.js'

const source = 'metrics of this project, section D'

/** How stakers fare. LV liquidation value, r return of root over the run. */
const stakers = [
  ...runMetricsOf(stakerReturnsGauge, source, [
    {
      column: 'staker_loss_frac',
      unit: 'fraction',
      summary:
        'Part of the wallets of stakers that end with less than root would have brought them; empty without stakers.',
      formula: 'part with LV_T < (1 + r) LV_0',
      value: (g) => g.losing,
    },
    {
      column: 'median_excess_return',
      unit: 'fraction',
      summary: "What a staker's wallet gained above root over the run, median over wallets.",
      formula: 'median LV_T / LV_0 - (1 + r)',
      value: (g) => g.medianExcess,
    },
  ]),
  ...runMetricsOf(totalReturnGauge, 'metrics of this project, section C', [
    {
      column: 'total_return_root_frac',
      unit: 'fraction',
      summary: 'What TAO left on root brought over the run, at the default take.',
      formula: 'exp(sum 20 ln(1 + y_d)) - 1',
      value: (g) => g.ofRoot,
    },
    {
      column: 'total_return_alpha_median_frac',
      unit: 'fraction',
      summary:
        'What alpha left staked brought over the run in TAO, yield and price together, median over the subnets that lived throughout.',
      formula: 'p_T / p_0 exp(sum 20 ln(1 + y_d)) - 1',
      value: (g) => g.ofAlpha,
    },
  ]),
]

/** What is used up, and what for. */
const costs = [
  ...runMetricsOf(deadweightGauge, source, [
    {
      column: 'deadweight_tao',
      unit: 'TAO',
      as: 'rao',
      summary: 'TAO used up over the run: paid for UIDs, fees of swaps, and costs of miners and validators.',
      formula: 'registrations + fees + costs in USD / P',
      value: (g) => g.all,
    },
    {
      column: 'swap_fees_tao',
      unit: 'TAO',
      as: 'rao',
      summary: 'Fees of swaps over the run; alpha at the spot price of the moment.',
      value: (g) => g.fees,
    },
    {
      column: 'running_costs_tao',
      unit: 'TAO',
      as: 'rao',
      summary: 'Costs that miners and validators state, over the run, at the TAO price of each day.',
      value: (g) => g.costs,
    },
  ]),
  defineRunMetric(usefulEmissionGauge, {
    column: 'useful_emission_frac',
    unit: 'fraction',
    summary:
      "Part of the miners' emission that went to those of quality above the median of their subnet; empty without UIDs.",
    formula: 'sum e (q > median q) / sum e',
    source,
    value: (g) => g.part,
  }),
]

/** What becomes of subnets and their emission. */
const subnets = [
  defineRunMetric(pruningsGauge, {
    column: 'wrongly_pruned_frac',
    unit: 'fraction',
    summary:
      'Part of the dissolved subnets whose fundamental value was above the median of all; empty if none was dissolved.',
    formula: 'share of dissolved with F_i > median F',
    source: 'experiments of this project, E10',
    value: (g) => g.wrong,
  }),
  ...runMetricsOf(deregRaceGauge, 'experiments of this project, E10', [
    {
      column: 'defender_cost_tao',
      unit: 'TAO',
      as: 'rao',
      summary:
        'What all who defend a subnet against deregistration are worth less at the end than at the start; empty without them.',
      formula: 'LV(start) - LV(end), jointly quoted',
      value: (g) => g.defenderCost,
    },
    {
      column: 'liq_arb_profit_tao',
      unit: 'TAO',
      as: 'rao',
      summary:
        'What all deregistration snipers are worth more at the end, TAO paid for subnets of their own left out, cuts from these in it.',
      formula: 'LV(end) - LV(start) + locks paid, jointly quoted',
      value: (g) => g.arbitrage,
    },
  ]),
  ...runMetricsOf(subnetLivesGauge, source, [
    {
      column: 'subnet_turnover_per_year',
      unit: '1/year',
      summary: 'Subnets dissolved in a year, for each that lived.',
      formula: 'dissolved / (subnets x years)',
      value: (g) => g.turnoverPerYear,
    },
    {
      column: 'survival_km_1y',
      unit: 'fraction',
      summary:
        'Part of the subnets still there 365.25 days after they were first seen, by Kaplan and Meier; empty if none was watched so long.',
      value: (g) => g.survival(BLOCKS_PER_YEAR),
    },
  ]),
  ...runMetricsOf(emissionSharesGauge, source, [
    {
      column: 'share_emission_to_revenue_subnets',
      unit: 'fraction',
      summary:
        'Part of the TAO emission that went to subnets with revenue, mean over days; empty where no cohort models revenue.',
      value: (g) => g.toRevenue,
    },
    {
      column: 'emission_to_revenue_tao_per_day',
      unit: 'TAO/day',
      as: 'rao',
      summary: 'The same in TAO: its rise for a TAO of buyback is what the buyback earns in emission.',
      value: (g) => g.toRevenuePerDay,
    },
    {
      column: 'buyback_tao_per_day',
      unit: 'TAO/day',
      as: 'rao',
      summary:
        'TAO that subnets with revenue spent on their own alpha; empty where no cohort models revenue.',
      value: (g) => g.buybackPerDay,
    },
    {
      column: 'root_flag_on_frac',
      unit: 'fraction',
      summary: "Part of the time in which root's alpha dividends were sold.",
      value: (g) => g.rootSellsPart,
    },
    {
      column: 'turnover_per_day',
      unit: '1/day',
      summary: 'Part of the TAO emission that went to other subnets than the day before, mean over days.',
      formula: 'mean sum |s_d - s_(d-1)| / 2',
      value: (g) => g.turnoverPerDay,
    },
  ]),
]

/** What miners do. */
const miners = runMetricsOf(minersGauge, 'metrics of this project, section C', [
  {
    column: 'miner_revenue_realised_tao_per_day',
    unit: 'TAO/day',
    as: 'rao',
    summary: 'TAO that miners got for the alpha they sold.',
    value: (g) => g.soldPerDay,
  },
  {
    column: 'miner_exits_per_day',
    unit: '1/day',
    summary: 'Miners that gave up.',
    value: (g) => g.exitsPerDay,
  },
])

export const runWelfareMetrics = [...miners, ...stakers, ...costs, ...subnets]
