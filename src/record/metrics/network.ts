import { ROOT } from '../../units.js'
import { concentrationColumns } from '../concentration-measures.js'
import { metricsOf } from '../metric.js'
import type { NetworkRow } from '../rows/network-row.js'

const perDay = (n: NetworkRow, rao: number) => rao / n.days
const injected = (n: NetworkRow) => n.since('injectedTotal')
const bought = (n: NetworkRow) => n.since('chainBuyTotal')
const userNet = (n: NetworkRow) => n.since('userInTotal') - n.since('userOutTotal')

/** Prices, flows and activity of the network as a whole. Flows run from one sample to the next. */
const flowMetrics = metricsOf('network', 'metrics of this project, sections A.10 and C', [
  {
    column: 'subnets',
    unit: 'count',
    summary: 'Subnets that are simulated; root and frozen ones left out.',
    sample: (n) => n.world.netuids.length,
  },
  {
    column: 'sum_price_tao',
    unit: 'TAO/alpha',
    summary: 'Sum of the spot prices of all subnets, frozen ones included.',
    formula: 'sum p',
    sample: (n) => n.sumOfAll((netuid) => n.view.price(netuid)),
  },
  {
    column: 'sum_moving_price_tao',
    unit: 'TAO/alpha',
    summary: 'Sum of the moving prices of all subnets, frozen ones included.',
    sample: (n) => n.sumOfAll((netuid) => n.world.subnets.movingPrice[netuid]),
  },
  {
    column: 'pool_tao',
    unit: 'TAO',
    as: 'rao',
    summary: 'TAO in all pools, frozen ones included.',
    sample: (n) => n.sumOfAll((netuid) => n.world.subnets.taoReserve[netuid]),
  },
  {
    column: 'root_tao',
    unit: 'TAO',
    as: 'rao',
    summary: 'TAO staked on root.',
    sample: (n) => n.world.subnets.taoReserve[ROOT],
  },
  {
    column: 'root_sell_flag',
    unit: 'flag',
    summary: "1 while root's alpha dividends are sold, 0 while they are not.",
    sample: (n) => n.ofBlock(n.view.rootSells() ? 1 : 0),
  },
  {
    column: 'injection_tao_per_day',
    unit: 'TAO/day',
    as: 'rao',
    summary: 'TAO injected into pools.',
    sample: (n) => perDay(n, injected(n)),
  },
  {
    column: 'chain_buy_tao_per_day',
    unit: 'TAO/day',
    as: 'rao',
    summary: 'TAO with which the chain bought alpha.',
    sample: (n) => perDay(n, bought(n)),
  },
  {
    column: 'injection_share_frac',
    unit: 'fraction',
    summary: 'Part of the TAO emission that was injected, not spent on buying.',
    formula: 'injection / (injection + chain buys)',
    sample: (n) => injected(n) / (injected(n) + bought(n)),
  },
  {
    column: 'root_sell_tao_per_day',
    unit: 'TAO/day',
    as: 'rao',
    summary: "TAO paid out for root's alpha dividends.",
    sample: (n) => perDay(n, n.since('rootSoldTotal')),
  },
  {
    column: 'user_in_tao',
    unit: 'TAO',
    as: 'rao',
    summary: 'User TAO that entered pools since the last sample.',
    sample: (n) => n.since('userInTotal'),
  },
  {
    column: 'user_out_tao',
    unit: 'TAO',
    as: 'rao',
    summary: 'User TAO that left pools since the last sample.',
    sample: (n) => n.since('userOutTotal'),
  },
  {
    column: 'user_net_flow_tao_per_day',
    unit: 'TAO/day',
    as: 'rao',
    summary: 'User TAO in minus out.',
    sample: (n) => perDay(n, userNet(n)),
  },
  {
    column: 'net_profit_network_tao_per_day',
    unit: 'TAO/day',
    as: 'rao',
    summary: 'What users brought net of what the protocol put in.',
    formula: 'user flow - injection - chain buys + root sells',
    sample: (n) => perDay(n, userNet(n) - injected(n) - bought(n) + n.since('rootSoldTotal')),
  },
  {
    column: 'subsidy_per_net_inflow',
    unit: 'ratio',
    summary:
      'Protocol TAO that entered pools for each TAO of net user inflow; empty while users take out more than they bring.',
    formula: '(injection + chain buys) / user flow',
    sample: (n) => (userNet(n) > 0 ? (injected(n) + bought(n)) / userNet(n) : Number.NaN),
  },
  {
    column: 'sell_to_injection_ratio',
    unit: 'ratio',
    summary: 'User TAO that left pools for each TAO injected.',
    sample: (n) => n.since('userOutTotal') / injected(n),
  },
  {
    column: 'volume_tao',
    unit: 'TAO',
    as: 'rao',
    summary: 'TAO traded against all pools since the last sample.',
    sample: (n) => n.since('volume'),
  },
  {
    column: 'trades',
    unit: 'count',
    summary: 'Swaps of users since the last sample.',
    sample: (n) => n.sinceTotal('trades'),
  },
  {
    column: 'refusals',
    unit: 'count',
    summary: 'Calls the chain refused since the last sample.',
    sample: (n) => n.sinceTotal('refusals'),
  },
  {
    column: 'neurons',
    unit: 'count',
    summary: 'UIDs in use on all subnets.',
    sample: (n) => n.sum((netuid) => n.world.subnets.neuronCount[netuid]),
  },
  {
    column: 'registrations',
    unit: 'count',
    summary: 'Neurons registered since the last sample.',
    sample: (n) => n.since('registrationTotal'),
  },
  {
    column: 'registration_paid_tao',
    unit: 'TAO',
    as: 'rao',
    summary: 'TAO paid for registering neurons since the last sample.',
    sample: (n) => n.since('registrationPaidTotal'),
  },
  {
    column: 'tao_price_usd',
    unit: 'USD/TAO',
    summary: 'Price of TAO outside the chain.',
    sample: (n) => n.view.taoPriceUsd(),
  },
])

/** How concentrated the TAO emission is among all subnets, frozen ones included, zeros kept. */
const concentrationMetrics = metricsOf('network', 'metrics of this project, section D', [
  {
    column: 'emis_frozen_frac',
    unit: 'fraction',
    summary:
      'Part of the TAO emission that goes to frozen subnets: they are not simulated, and it waits beside their pools.',
    sample: (n) =>
      n.ofBlock(n.sumOfAll((netuid) => n.world.subnets.share[netuid] * n.world.subnets.frozen[netuid])),
  },
  {
    column: 'zero_emission_count',
    unit: 'subnets',
    summary: 'Subnets that have begun to emit and may, and get no part of the TAO emission.',
    sample: (n) => n.ofBlock(n.sumOfAll((netuid) => (getsNothing(n, netuid) ? 1 : 0))),
  },
  ...concentrationColumns('emis', 'emission shares', 'subnets').map(({ of, ...card }) => ({
    ...card,
    sample: (n: NetworkRow) => of(n.shares),
  })),
])

const getsNothing = ({ world: { subnets } }: NetworkRow, netuid: number): boolean =>
  subnets.firstEmissionBlock[netuid] > 0 &&
  subnets.emissionEnabled[netuid] === 1 &&
  subnets.share[netuid] === 0

export const networkMetrics = [...flowMetrics, ...concentrationMetrics]
