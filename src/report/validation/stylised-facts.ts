import { fixed, share, signed } from '../numbers.js'
import { type Fact, passes, untold, within } from './fact.js'
import { columnOf, type FactRuns, type RunFigures } from './run-figures.js'

const sum = (values: readonly number[]): number => values.reduce((total, x) => total + x, 0)

/** One fact and how to get it from the runs it needs. */
type Judge = (runs: FactRuns) => Fact

/**
 * What was observed of prices, emission and people on mainnet (V17 to V33), beside what runs make of it.
 *
 * Each fact is computed from the tables of the runs alone; targets and tolerances are those of docs/spec/experiments.md 2, and
 * a tolerance that the target does not state is stated here. A fact whose runs are missing is `cannot tell`.
 */
export const stylisedFacts = (runs: FactRuns): Fact[] => judges.map((judge) => judge(runs))

/** The fact if all its runs are there. */
function fromRuns<K extends keyof FactRuns>(
  id: string,
  what: string,
  target: string,
  needs: readonly K[],
  judge: (runs: Record<K, RunFigures>) => Pick<Fact, 'ours' | 'verdict' | 'note'>,
): Judge {
  return (runs) => {
    const missing = needs.filter((name) => runs[name] === undefined)
    return missing.length > 0
      ? untold(id, what, target, `no run of ${missing.join(', ')}`)
      : { id, what, target, ...judge(runs as Record<K, RunFigures>) }
  }
}
const never =
  (id: string, what: string, target: string, note: string): Judge =>
  () =>
    untold(id, what, target, note)

/** Chain buys as part of what pools get of the emission, after the first sample. */
const boughtPart = ({ network }: RunFigures): number => {
  const rows = network.slice(1)
  const bought = sum(columnOf(rows, 'chain_buy_tao_per_day'))
  return bought / (bought + sum(columnOf(rows, 'injection_tao_per_day')))
}

/** Subnets with a part of the emission at the end. */
const positive = ({ last }: RunFigures): number =>
  columnOf(last, 'emission_share_frac').filter((x) => x > 0).length
const endOf = ({ network }: RunFigures, column: string): number => columnOf(network, column).at(-1)!
const profit = ({ summary }: RunFigures): number => summary.net_profit_network_tao_per_day

const judges: readonly Judge[] = [
  fromRuns(
    'V17',
    'chain buys, part of the emission, autumn 2025',
    '0.07; 0.04 to 0.12',
    ['userFlow', 'seededFlow'],
    ({ userFlow, seededFlow }) => {
      const [seeded, zero] = [boughtPart(seededFlow), boughtPart(userFlow)]
      return {
        ours: `${fixed(seeded, 3)} with averages that begin at the prices, ${fixed(zero, 3)} from zero`,
        verdict: passes(within(seeded, 0.04, 0.12) || within(zero, 0.04, 0.12)),
        note: 'Mainnet’s averages began at the prices on 2025-11-06 and at zero on 11-24; which days the target means is not said. On 44 recorded days of September and October, by price, it was 0.0015. Pools are those of April 2026: there are none of 2025.',
      }
    },
  ),
  fromRuns(
    'V18',
    'chain buys, part of the emission, under the gate',
    '67 %; 55 to 75 %',
    ['market'],
    ({ market }) => {
      const part = boughtPart(market)
      return {
        ours: share(part),
        verdict: passes(within(part, 0.55, 0.75)),
        note: 'Mean of 92 days from 2026-08-02.',
      }
    },
  ),
  never(
    'V19',
    'owners who withhold none, all, part of the miners’ incentive, November 2025',
    '42, 53, 33 of 128',
    'What subnets begin with, not what a model yields; no snapshot of that month is at hand.',
  ),
  fromRuns(
    'V20',
    'subnets that withhold incentive, July 2026',
    '68 of 128 withhold some although it costs emission',
    ['market'],
    ({ market }) => {
      const burning = (rows: RunFigures['first']) =>
        columnOf(rows, 'miner_burn_frac').filter((x) => x > 0).length
      const [from, to] = [burning(market.first), burning(market.last)]
      return {
        ours: `${from} after a day, ${to} after ${fixed(market.network.at(-1)!.day, 0)} days`,
        verdict: to > 0 ? 'cannot tell' : 'fail',
        note: 'The model’s owners keep what the snapshot has: that burning goes on is put in, not found.',
      }
    },
  ),
  fromRuns(
    'V21',
    'subnets with a price and no emission, August 2026',
    '52 of 127; within 10 %',
    ['market'],
    ({ market: { first } }) => {
      const none = first.filter((row) => row.price_tao > 0 && !(row.emission_share_frac > 0)).length
      return {
        ours: `${none} of ${first.length}`,
        verdict: passes(within(none, 0.9 * 52, 1.1 * 52)),
        note: 'First day from 2026-08-02.',
      }
    },
  ),
  fromRuns(
    'V22',
    'subnets with emission, net against gross flow; the network’s profit a day',
    '55 -> 33: a ratio of 0.5 to 0.7; profit -362 -> +571 TAO',
    ['userFlow', 'rawNetFlow'],
    ({ userFlow, rawNetFlow }) => {
      const ratio = positive(rawNetFlow) / positive(userFlow)
      const [gross, net] = [profit(userFlow), profit(rawNetFlow)]
      return {
        ours: `${positive(userFlow)} -> ${positive(rawNetFlow)}: ${fixed(ratio, 2)}; ${fixed(gross, 0)} -> ${fixed(net, 0)} TAO`,
        verdict: passes(within(ratio, 0.5, 0.7) && gross < 0 && net > 0),
        note: 'The inflow is set so that the loss under gross flow is about that of the backtest. The target recomputes shares from recorded flows, day by day; here both rules are lived under by the same people, whose inflow does not ask for the rule: the profit cannot change by 900 TAO a day.',
      }
    },
  ),
  fromRuns(
    'V23',
    'subnets with emission by gross, raw net, normalised net flow',
    '53, 10, 46: raw net far below normalised, that at most gross',
    ['mildUserFlow', 'mildRawNetFlow', 'mildNetFlow', 'userFlow', 'rawNetFlow'],
    ({ mildUserFlow, mildRawNetFlow, mildNetFlow, userFlow, rawNetFlow }) => {
      const [gross, raw, net] = [mildUserFlow, mildRawNetFlow, mildNetFlow].map(positive)
      return {
        ours: `${gross}, ${raw}, ${net}`,
        verdict: passes(raw < net / 2 && net <= gross),
        note: `“Far below” is read as less than half. It hangs on the inflow, which this backtest does not state: here half of that of V22. With all of it gross and raw net leave ${positive(userFlow)} and ${positive(rawNetFlow)}.`,
      }
    },
  ),
  fromRuns(
    'V24',
    'emission of the ten largest subnets, March 2026',
    '56 %; 45 to 65 %',
    ['userFlow'],
    ({ userFlow }) => {
      const top = endOf(userFlow, 'emis_top10_frac')
      return {
        ours: share(top),
        verdict: passes(within(top, 0.45, 0.65)),
        note: 'After 41 days by flow, all averages having begun at zero, with the inflow of V22.',
      }
    },
  ),
  fromRuns(
    'V25',
    'value of alpha outside pools, part of that of TAO issued, March 2026',
    '27 %; within a fifth of it',
    ['userFlow'],
    ({ userFlow: { first, network } }) => {
      const value = sum(first.map((row) => row.price_tao * row.alpha_out_alpha))
      const part = value / network[0].total_issuance_tao
      return {
        ours: share(part),
        verdict: passes(within(part, 0.8 * 0.27, 1.2 * 0.27)),
        note: 'The snapshot of April: a check of the data. The source does not say which alpha it counts.',
      }
    },
  ),
  never(
    'V26',
    'stake that moved from root to alpha, February to November 2025',
    'root 6.1 -> 5.7 M TAO, alpha 0.1 -> 1.9 M TAO',
    'No snapshot of early 2025 is at hand to begin from.',
  ),
  fromRuns(
    'V27',
    'TAO price a week after a halving',
    '-20 to -22 %, and about nothing without those who sell the news',
    ['halving', 'noHalving', 'speculated', 'noHalvingSpeculated'],
    ({ halving, noHalving, speculated, noHalvingSpeculated }) => {
      const effect = (a: RunFigures, b: RunFigures) =>
        endOf(a, 'tao_price_usd') / endOf(b, 'tao_price_usd') - 1
      const plain = effect(halving, noHalving)
      const sold = effect(speculated, noHalvingSpeculated)
      return {
        ours: `${signed(plain)} without, ${signed(sold)} with them`,
        verdict: passes(Math.abs(plain) < 0.02 && sold < -0.1),
        note: 'Against the same seed without the halving, a week after it; 2 % counts as nothing, more than 10 % as a fall. The first figure is put in, not found: nothing outside but these speculators knows of the halving. The second is the closed form exp(-0.15 x 0.02 x 60) - 1 of what they are assumed to buy.',
      }
    },
  ),
  fromRuns(
    'V28',
    'TAO price after 37,000 TAO were sold at once, 2026-04-10',
    '-23 % in hours; a quarter regained in two days',
    ['exit', 'noExit'],
    ({ exit, noExit }) => {
      // The square-root law: B. Toth and others, Phys. Rev. X 1 (2011) 021006. Impact here is linear (market.impact).
      const ratio = exit.network.map((row, k) => row.tao_price_usd / noExit.network[k].tao_price_usd - 1)
      const fall = Math.min(...ratio)
      const at = ratio.indexOf(fall)
      const later = ratio[Math.min(ratio.length - 1, at + 48)]
      return {
        ours: `${signed(fall)}, then ${signed(later)}`,
        verdict: passes(within(fall, -0.28, -0.18) && within(later / fall, 0.6, 0.9)),
        note: 'A fall of 18 to 28 %, of which 10 to 40 % comes back, would pass. It is not the impact of the sale: the sale was a tenth of a day’s volume, which by the square-root law (daily volatility of 4.7 % times the root of that part) moves a price by 1.5 %, as here. The rest is likelier the news that an owner leaves; a scenario sets that (`tao-jump`).',
      }
    },
  ),
  never(
    'V29',
    'a meme subnet takes emission by attention, until root’s stakers end it, March 2025',
    'shape',
    'No agent follows attention of that kind, and root has no such power under later rules.',
  ),
  fromRuns(
    'V31',
    'daily returns of alpha',
    'r uncorrelated (within 0.1), |r| correlated at 10 days, Hill 2 to 4, excess kurtosis above 3',
    ['market'],
    ({ market: { summary } }) => {
      const { acf_r_lag1: r, acf_absr_lag10: size, hill_alpha: hill, kurtosis_excess: kurtosis } = summary
      return {
        ours: `r ${fixed(r, 3)} at a day; |r| ${fixed(size, 3)} at 10; Hill ${fixed(hill, 2)}; ${fixed(kurtosis, 1)}`,
        verdict: passes(Math.abs(r) < 0.1 && size > 0 && within(hill, 2, 4) && kurtosis > 3),
        note: 'Mainnet in August to October 2025: 0.033, 0.028, 2.59, 31. The memory at 10 days is far weaker here.',
      }
    },
  ),
  never(
    'V32',
    'part of delegated TAO with the five and ten largest validators, mid-2024',
    '65 %, 85 %',
    'No outcome of the model: the presets begin so (docs/calibration.md has the figures).',
  ),
  never(
    'V33',
    'assets of the listed product at its filing, 2025-12-30',
    '7.97 M USD',
    'A point to set a scenario by, no outcome of the model.',
  ),
]
