import type { Card } from '../card.js'

/** A population by name, as a scenario file would write its cohorts. */
interface Preset extends Card {
  readonly cohorts: readonly Readonly<Record<string, unknown>>[]
}

/** Pareto wealth from so many TAO on. */
const wealth = (least: number): string => `pareto(minimum=${least} TAO, index=1.2)`

/**
 * Houses that validate, and how unequal they are on root: the five largest hold 68 %, the ten largest 86 % of it. The
 * target is more than 65 % and about 85 % (Mentat Minds, 2024-06-19); the spread is that of agents.md, A4, and this the
 * number of houses at which it gives that.
 */
const HOUSES = 28
const ROOT_SPREAD = 'lognormal(median=1, sigma=1.5)'

/** What the traders of a regime of the market do differently. */
interface Mood {
  /** Retail trades a day on the median subnet. */
  trades: number
  /** Their median size, TAO. */
  size: number
  /** Large orders a day on the median subnet. */
  orders: number
  /** Wealth of fundamentalists, as part of a pool's TAO; at the default strength 5 % of it a day and unit of gap. */
  belief: string
}

/**
 * Everyone on mainnet, calibrated where data speak (calibration.md 3 and 7), else assumed. The traders' values were fitted
 * again with agents in place of the aggregate model: each within about one standard error of its value there, along the
 * ridges that it names; docs/calibration.md lists both.
 *
 * Of the alpha outside the pools owners hold 13 %, which is 5.4 % of what was issued in the median subnet as on 2026-09-30,
 * validators 15 % and miners 5 % (assumptions), the crowd 66.4 %, nobody the rest. On each subnet one validator has most of
 * the alpha, another one on each: the Herfindahl index of stake weight is about 0.42 in the median, root stake included
 * (0.40 on 2026-09-30). Root stakers are passive: the net flow between TAO and alpha is the crowd's (`market.organicFlow`
 * and beside it), and would count twice. They are a hundred, so that no single wallet makes a house the largest.
 *
 * The crowd has four habits and one wallet a subnet. Single habits are far from balanced (large orders buy, holders and
 * fundamentalists sell for months on end); together they nearly are. With a wallet each, half of the holders' sales and
 * four fifths of the fundamentalists' trades lacked what they wanted to trade in the first year; with one wallet, one in
 * two hundred and one in sixteen.
 *
 * Owners are all honest: the share of incentive that they withhold starts from the snapshot. Extractive ones, sybils,
 * copiers and rings are for scenarios to add.
 */
const mainnetCohorts = ({ trades, size, orders, belief }: Mood): Preset['cohorts'] => [
  { id: 'owners', strategy: 'honest-owner', count: '1 per subnet', capital: '20 TAO', stake: '13 %' },
  {
    id: 'validators',
    strategy: 'honest-validator',
    count: '12 per subnet',
    capital: '20 TAO',
    houses: HOUSES,
    stake: { alpha: '15 %', root: '10 %', spread: 'lognormal(median=1, sigma=3.5)', rootSpread: ROOT_SPREAD },
  },
  { id: 'miners', strategy: 'honest-miner', count: '150 per subnet', capital: '2 TAO', stake: '4 %' },
  { id: 'lazy-miners', strategy: 'lazy-miner', count: '30 per subnet', capital: '2 TAO', stake: '1 %' },
  {
    id: 'holders',
    strategy: 'organic-holders',
    count: '1 per subnet',
    capital: '12000 TAO',
    stake: '66.4 %',
  },
  {
    id: 'retail',
    strategy: 'retail',
    count: '1 per subnet',
    wallet: 'holders',
    params: { arrivals: `${trades} / day`, size: `${size} TAO`, undone: '38 %' },
  },
  {
    id: 'large-orders',
    strategy: 'large-orders',
    count: '1 per subnet',
    wallet: 'holders',
    params: {
      arrivals: `${orders} / day`,
      onActivity: 0.92,
      leastSize: '6.5 %',
      tailIndex: 3.1,
      buyShare: '73 %',
      spread: '57 %',
    },
  },
  {
    id: 'fundamentalists',
    strategy: 'fundamentalist',
    count: '1 per subnet',
    wallet: 'holders',
    // A look a tempo: bets placed once a day would double the volatility of quiet days, and be undone by night.
    params: { poolPart: belief, horizon: '0 days', period: '360 blocks' },
  },
  {
    id: 'root-stakers',
    strategy: 'root-staker',
    count: 100,
    stake: { root: '80 %', spread: 'pareto(minimum=1, index=1.2)' },
    params: { moves: false },
  },
  // Under 5 % of turnover: daily returns leave no room for more who follow trends (calibration.md 7).
  {
    id: 'momentum',
    strategy: 'momentum-staker',
    count: 20,
    stake: { root: '0.1 %', spread: 'pareto(minimum=1, index=1.2)' },
  },
]

/**
 * Small worlds with every kind of agent, each with a wallet and a mind of its own (agents.md 6). Nothing here is fitted:
 * traders who chase yields, trends and value in place of the calibrated crowd, so prices move as these people make them.
 *
 * Owners follow the census of November 2025: a third withhold nothing, four in ten all of the incentive, a quarter a part.
 * A Pareto index of 1.2 makes the mean six times the least: 2,000 TAO each for those who follow yields and values, 1,000
 * for those who follow trends. Thirty in a hundred of the first and the last also panic, with the same wallet.
 *
 * 206 UIDs a subnet: `genesis: { subnets: { largest: 64 } }` and 51, 10 and 3 miners in place of 154, 29 and 9 for a
 * quick look (change: { miners.count: 51 per subnet, ... }).
 */
const liteCohorts: Preset['cohorts'] = [
  {
    id: 'owners',
    strategy: 'extractive-owner',
    count: '1 per subnet',
    capital: '20 TAO',
    stake: '13 %',
    params: {
      menu: ['burn'],
      burned: 'choice(0 %, 0 %, 0 %, 0 %, 100 %, 100 %, 100 %, 100 %, 100 %, 25 %, 50 %, 75 %)',
    },
  },
  {
    id: 'validators',
    strategy: 'honest-validator',
    count: '12 per subnet',
    capital: '20 TAO',
    houses: HOUSES,
    stake: { alpha: '14 %', root: '9 %', spread: 'lognormal(median=1, sigma=3.5)', rootSpread: ROOT_SPREAD },
  },
  {
    id: 'copiers',
    strategy: 'weight-copier',
    count: '1 per subnet',
    capital: '20 TAO',
    stake: { alpha: '1 %', root: '1 %' },
  },
  { id: 'miners', strategy: 'honest-miner', count: '154 per subnet', capital: '2 TAO', stake: '4 %' },
  { id: 'lazy-miners', strategy: 'lazy-miner', count: '29 per subnet', capital: '2 TAO', stake: '0.75 %' },
  { id: 'sybils', strategy: 'sybil-miner', count: '9 per subnet', capital: '2 TAO', stake: '0.25 %' },
  { id: 'retail', strategy: 'retail', count: '1 per subnet', capital: '12000 TAO', stake: '66.4 %' },
  { id: 'switchers', strategy: 'switching-population', count: '1 per subnet', wallet: 'retail' },
  {
    id: 'root-stakers',
    strategy: 'root-staker',
    count: 100,
    stake: { root: '80 %', spread: 'pareto(minimum=1, index=1.2)' },
  },
  { id: 'yield-chasers', strategy: 'yield-chaser', count: 35, capital: wealth(333) },
  { id: 'nervous-yield-chasers', strategy: 'yield-chaser', count: 15, capital: wealth(333) },
  { id: 'yield-panic', strategy: 'panic-staker', count: 15, wallet: 'nervous-yield-chasers' },
  { id: 'momentum', strategy: 'momentum-staker', count: 70, capital: wealth(167) },
  { id: 'nervous-momentum', strategy: 'momentum-staker', count: 30, capital: wealth(167) },
  { id: 'momentum-panic', strategy: 'panic-staker', count: 30, wallet: 'nervous-momentum' },
  { id: 'fundamentalists', strategy: 'fundamentalist', count: 50, capital: wealth(333) },
  {
    id: 'whales',
    strategy: 'whale',
    count: 8,
    capital: '20000 TAO',
    params: { at: 'uniform(1 day, 90 days)' },
  },
  { id: 'arbitrageurs', strategy: 'relative-value', count: 2, capital: '2000 TAO' },
]

const source = 'own model, calibrated to mainnet data of 2025 and 2026 (calibration.md 3 and 7)'

export const presets: readonly Preset[] = [
  {
    id: 'mainnet',
    summary: 'Everyone on mainnet as in August to October 2026: miners, validators, owners, the crowd, root.',
    source,
    cohorts: mainnetCohorts({ trades: 4.1, size: 15, orders: 0.0235, belief: '28 %' }),
  },
  {
    id: 'mainnet-wide',
    summary:
      'Mainnet with a weaker pull to fundamental values, for forecasts over weeks; set market.organicFlow to -0.0016.',
    source,
    cohorts: mainnetCohorts({ trades: 4.1, size: 15, orders: 0.0235, belief: '14 %' }),
  },
  {
    id: 'mainnet-hot',
    summary:
      'Mainnet in a hot market such as April and May 2025, not fitted; set market.marketFlow to 0.012.',
    source,
    cohorts: mainnetCohorts({ trades: 8.2, size: 30, orders: 0.0705, belief: '28 %' }),
  },
  {
    id: 'mainnet-lite',
    summary:
      'Every kind of agent with a wallet and a mind of its own: yields, trends, value, panic. Not fitted.',
    source: 'own model, agents.md 6; not calibrated',
    cohorts: liteCohorts,
  },
]
