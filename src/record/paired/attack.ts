import { BLOCKS_PER_DAY, BLOCKS_PER_YEAR } from '../../units.js'
import { figure, gain, type Pair, pairedMetricsOf, series } from './pair.js'
import { paybackBlocks } from './payback.js'

const WEEK = 7 * BLOCKS_PER_DAY
const years = ({ treated }: Pair): number => treated.blocks / BLOCKS_PER_YEAR
const capital = ({ treated }: Pair): number => figure(treated, 'attack_capital_peak_tao')
const profit = (pair: Pair): number => gain(pair, 'attack_profit_gross_tao')

/** Profit on capital; empty where no capital was committed. */
function returnOf(pair: Pair): number {
  const committed = capital(pair)
  return committed > 0 ? profit(pair) / committed : Number.NaN
}

/** Cumulative profit at the samples that both runs took; both sample at the same blocks. */
function payback({ treated, twin }: Pair): number {
  const blocks = series(treated, 'network', 'block')
  const own = series(treated, 'network', 'adversary_lv_tao')
  const other = series(twin, 'network', 'adversary_lv_tao')
  if (!blocks || !own || !other || !(own.length > 0) || Number.isNaN(own[0])) return Number.NaN
  const ahead = own.map((value, k) => value - (other[k] ?? Number.NaN))
  return paybackBlocks(blocks, ahead, BLOCKS_PER_DAY)
}

/** What an attack was worth: the coalition's gain over its twins, who held the same capital as root stake. */
export const attackMetrics = pairedMetricsOf('metrics of this project, sections A.1 and A.2', [
  {
    column: 'attack_profit_tao',
    unit: 'TAO',
    summary:
      'Gain of the coalition at liquidation value over that of its twins in the run without the attack.',
    formula: '(LV_T - LV_0) - (LV_T - LV_0 of the twins)',
    of: profit,
  },
  {
    column: 'attack_profit_usd',
    unit: 'USD',
    summary: 'The same with each flow in and out of the attack at the TAO price of its block.',
    of: (pair) => gain(pair, 'attack_profit_gross_usd'),
  },
  {
    column: 'attack_profit_ex_opp_tao',
    unit: 'TAO',
    summary:
      'Gain without a twin, less what the largest capital committed would have earned on root all the time.',
    formula: 'gross - K ((1 + APY_root)^(T / year) - 1)',
    of: (pair) => {
      const yields = figure(pair.treated, 'apy_root_frac')
      const gross = figure(pair.treated, 'attack_profit_gross_tao')
      return gross - capital(pair) * ((1 + yields) ** years(pair) - 1)
    },
  },
  {
    column: 'attack_roi_frac',
    unit: 'fraction',
    summary: 'Profit of the attack on the most capital committed to it; empty if it took none.',
    formula: 'profit / K',
    of: returnOf,
  },
  {
    column: 'attack_roi_annual_frac',
    unit: 'fraction/year',
    summary: 'The same, compounded to a year; empty for runs of less than 7 days.',
    formula: '(1 + ROI)^(year / T) - 1',
    of: (pair) =>
      pair.treated.blocks < WEEK ? Number.NaN : Math.max(0, 1 + returnOf(pair)) ** (1 / years(pair)) - 1,
  },
  {
    column: 'attack_payback_blocks',
    unit: 'blocks',
    summary:
      'Blocks until the attack, having been behind its twins, stays level or ahead for a day; 0 if never behind, empty if it does not within the run or network.csv was not kept.',
    of: payback,
  },
])
