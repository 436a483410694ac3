import { poolMoments } from './pool-moments.js'
import { returnMoments } from './return-moments.js'
import { closes, realisedVolatility, type Tape } from './tape.js'

/** One figure that runs are held against. */
export interface Moment {
  readonly id: string
  readonly summary: string
  /** Of mainnet. */
  readonly target: number
  /** Bootstrap error of the target over subnets; NaN where none was made. */
  readonly error: number
  /** Mean of 40 runs of the aggregate model that the values of parameters come from. */
  readonly prototype: number
}

const moment = (id: string, summary: string, target: number, error: number, prototype: number): Moment => ({
  id,
  summary,
  target,
  error,
  prototype,
})

/** Calm daily behaviour: daily closes from August to October 2025, net of subnets in their first thirty days. */
const daily: readonly Moment[] = [
  moment('returnSd', 'daily log returns: standard deviation', 0.0576, 0.0029, 0.0577),
  moment('returnRobustSd', 'the same from quartiles, IQR / 1.349', 0.0136, 0.0013, 0.0166),
  moment('logKurtosis', 'ln kurtosis', 3.56, 0.24, 3.84),
  moment('skewness', 'skewness', 2.13, 0.61, 1.0),
  moment('return01', '1 % quantile', -0.147, 0.01, -0.17),
  moment('return05', '5 % quantile', -0.069, 0.005, -0.065),
  moment('return95', '95 % quantile', 0.08, 0.006, 0.07),
  moment('return99', '99 % quantile', 0.209, 0.015, 0.193),
  moment('logMedianSd', 'ln median standard deviation of a subnet', -3.21, 0.11, -3.21),
  moment('sdSpread', 'spread across subnets of its logarithm', 0.79, 0.045, 0.66),
  moment('hill05', 'Hill index of the largest 5 %, returns standardised by subnet', 2.57, 0.11, 2.32),
  moment('logMedianKurtosis', 'ln median kurtosis of a subnet', 2.32, 0.07, 2.5),
  moment('returnMemory1', 'autocorrelation of returns, lag 1', 0.035, 0.013, 0.068),
  moment('sizeMemory1', 'autocorrelation of absolute returns, lag 1', 0.183, 0.01, 0.186),
  moment('sizeMemory2', 'the same, lag 2', 0.123, 0.01, 0.094),
  moment('sizeMemory5', 'the same, lag 5', 0.051, 0.01, 0.04),
  moment('sizeMemory10', 'the same, lag 10', 0.027, 0.01, 0.001),
  moment('volatilityMemory1', 'autocorrelation of log realised volatility, lag 1', 0.348, 0.016, 0.439),
  moment('volatilityMemory5', 'the same, lag 5', 0.147, 0.016, 0.175),
  moment('volatilityMemory10', 'the same, lag 10', 0.082, 0.016, 0.027),
  moment('dayRobustSd', 'IQR / 1.349 across subnets of a day, median of days', 0.0146, 0.0016, 0.0146),
  moment('meanReturnSd', "standard deviation of the subnets' mean return", 0.0077, 0.0007, 0.0073),
  moment('meanCorrelation', 'mean correlation of two subnets', 0.033, 0.005, 0.031),
  moment('firstComponent', 'part of the first principal component', 0.067, 0.008, 0.065),
  moment('logVolatility25', 'ln realised volatility of a day, 25 % quantile', -5.38, 0.12, -5.17),
  moment('logVolatility50', 'the same, median', -4.12, 0.1, -4.06),
  moment('logVolatility75', 'the same, 75 %', -3.04, 0.08, -3.18),
  moment('logVolatility95', 'the same, 95 %', -1.96, 0.07, -2.05),
  moment('squaresWithinDays', 'squared returns over squared realised volatility, sums', 0.73, 0.07, 0.82),
  moment('returnOverVolatility', 'absolute return over realised volatility, median', 0.9, 0.03, 0.89),
  moment('varianceRatio5', 'variance ratio, 5 days', 1.08, 0.06, 1.07),
  moment('varianceRatio10', 'variance ratio, 10 days', 1.12, 0.1, 1.02),
  moment('volatilitySpread', 'spread across subnets of log median realised volatility', 1.03, 0.08, 1.09),
  moment('sdOnPrice', 'slope of log standard deviation on log price', -0.16, 0.07, -0.15),
  moment('volatilityOnPrice', 'slope of log realised volatility on log price', -0.28, 0.09, -0.26),
]

/** What sixty days did to the pools of 119 subnets, 2026-08-02 to 09-30. */
const sixtyDays: readonly Moment[] = [
  moment('changeMean', 'log price change in 60 days: mean', -0.189, 0.035, -0.181),
  moment('changeSd', 'standard deviation', 0.383, 0.034, 0.308),
  moment('change05', '5 % quantile', -0.86, Number.NaN, -0.65),
  moment('change25', '25 % quantile', -0.34, Number.NaN, -0.36),
  moment('change50', 'median', -0.17, Number.NaN, -0.19),
  moment('change75', '75 % quantile', -0.045, Number.NaN, -0.02),
  moment('change95', '95 % quantile', 0.53, Number.NaN, 0.32),
  moment('thinChange', 'mean of pools under 0.5 M alpha', -0.31, Number.NaN, -0.27),
  moment('deepChange', 'mean of pools over it', -0.163, Number.NaN, -0.164),
  moment('deepChangeSd', 'their standard deviation', 0.279, Number.NaN, 0.288),
  moment('poolTurn', 'absolute change of TAO in a pool, median', 0.104, 0.014, 0.107),
  moment('poolNet', 'change of TAO in all pools, thousands', -16.4, 45, -23.8),
  moment('poolGross', 'sum of absolute changes, thousands', 208, 38, 203),
  moment('sumOfPrices', 'sum of prices', 1.153, Number.NaN, 1.127),
  moment('priceHhi', 'Herfindahl index of prices', 0.0253, Number.NaN, 0.0257),
  moment('priceTop10', 'part of the ten highest prices', 0.4, Number.NaN, 0.424),
  moment('logMedianPrice', 'ln median price', -5.43, Number.NaN, -5.36),
  moment('buyPressure', 'change on chain buys, all pools', 0.81, 0.31, 0.21),
  moment('salePressure', 'change on emission, all pools', 0.07, 0.05, 0.05),
  moment('buyPressureDeep', 'change on chain buys, pools over 0.5 M alpha', 0.58, 0.27, Number.NaN),
  moment('salePressureDeep', 'change on emission, pools over 0.5 M alpha', 0.19, 0.07, 0.22),
  moment('minersPressure', "change on what miners are paid, others' part told apart", 0.3, 0.26, Number.NaN),
]

/**
 * The 57 figures that the population `mainnet` is held against. Source: calibration.md 4, data and model described there.
 * Two of its 57 are printed nowhere; in their place stand the coefficient of chain buys in deep pools and that of miners' pay
 * (calibration.md 1.1).
 */
export const moments: readonly Moment[] = [...daily, ...sixtyDays]

/** Day at which pools are compared with the start. */
const LATER = 60

/**
 * All moments of one run that started from 2026-08-02, by id.
 *
 * @param netuids   subnets that kept their netuid; the others count nowhere
 * @param withheld  part of the miners' incentive withheld at the start, by netuid
 */
export function momentsOf(
  { netuids, prices, days }: Tape,
  kept: ReadonlySet<number>,
  withheld: (netuid: number) => number,
): Record<string, number> {
  const rows = netuids.flatMap((n, i) => (kept.has(n) ? [i] : []))
  const series = rows.map((i) => ({ closes: closes(prices[i]), volatility: realisedVolatility(prices[i]) }))
  const pools = rows.map((i, k) => {
    const [before, after] = [days[i][0], days[i][LATER]]
    return {
      taoBefore: before.tao,
      taoAfter: after.tao,
      alphaBefore: before.alpha,
      alphaAfter: after.alpha,
      priceBefore: series[k].closes[0],
      priceAfter: series[k].closes[LATER],
      chainBuys: after.chainBuys - before.chainBuys,
      emitted: after.emitted - before.emitted,
      withheld: withheld(netuids[i]),
    }
  })
  return { ...returnMoments(series), ...poolMoments(pools) }
}
