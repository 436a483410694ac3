import { createStreams } from '../random/streams.js'
import { spearman } from '../stats/correlation.js'
import { mean } from '../stats/mean.js'
import { quantile } from '../stats/quantile.js'

/** A pool at one time: TAO and alpha in it, price TAO per alpha. */
export interface PoolState {
  readonly tao: number
  readonly alpha: number
  readonly price: number
}

/** How good a forecast of many pools was. Logarithms throughout but the sum of prices. */
export interface ForecastScore {
  /** Mean of ln(forecast / real). */
  readonly bias: number
  /** Mean absolute error of ln price. */
  readonly error: number
  /** That error less the error of "no change": below 0 is better. 95 % interval by bootstrap over subnets. */
  readonly gain: number
  readonly gainLow: number
  readonly gainHigh: number
  /** Rank correlation of forecast and real changes across subnets; NaN where the forecast is the same for all. */
  readonly rankOfChanges: number
  readonly rankOfPrices: number
  /** Mean absolute error of ln TAO in the pool. */
  readonly taoError: number
  /** Mean absolute error of ln sqrt(TAO alpha): trades leave it as it is, injections do not. */
  readonly depthError: number
  readonly sumOfPrices: number
}

const DRAWS = 2000
const depth = ({ tao, alpha }: PoolState): number => Math.log(tao * alpha) / 2

/**
 * Score a forecast of pools against what came, subnet by subnet in the same order.
 *
 *   bias   mean(ln f - ln p)      error   mean |ln f - ln p|      gain   error - mean |ln p0 - ln p|
 *
 * f forecast, p real and p0 first price. The interval of the gain resamples subnets with one fixed seed.
 */
export function scoreForecast(
  before: readonly PoolState[],
  after: readonly PoolState[],
  forecast: readonly PoolState[],
): ForecastScore {
  const miss = forecast.map(({ price }, i) => Math.log(price / after[i].price))
  const still = before.map(({ price }, i) => Math.log(price / after[i].price))
  const gains = miss.map((x, i) => Math.abs(x) - Math.abs(still[i]))
  const means = resampledMeans(gains)
  const change = (to: readonly PoolState[]) => to.map(({ price }, i) => Math.log(price / before[i].price))
  const absolute = (values: readonly number[]) => mean(values.map(Math.abs))
  return {
    bias: mean(miss),
    error: absolute(miss),
    gain: mean(gains),
    gainLow: quantile(means, 0.025),
    gainHigh: quantile(means, 0.975),
    rankOfChanges: sameForAll(change(forecast)) ? Number.NaN : spearman(change(forecast), change(after)),
    rankOfPrices: spearman(prices(forecast), prices(after)),
    taoError: absolute(forecast.map(({ tao }, i) => Math.log(tao / after[i].tao))),
    depthError: absolute(forecast.map((pool, i) => depth(pool) - depth(after[i]))),
    sumOfPrices: prices(forecast).reduce((sum, price) => sum + price, 0),
  }
}

const prices = (pools: readonly PoolState[]): number[] => pools.map(({ price }) => price)
/** Up to what rounding leaves of one number for all. */
const sameForAll = (values: readonly number[]): boolean => Math.max(...values) - Math.min(...values) < 1e-12

function resampledMeans(values: readonly number[]): number[] {
  const draw = createStreams('backtest').stream('subnets')
  return Array.from({ length: DRAWS }, () => {
    let sum = 0
    for (let i = 0; i < values.length; i++) sum += values[draw.below(values.length)]
    return sum / values.length
  })
}

/** One change for all: what the mean log change turned out to be, known in hindsight only. TAO and alpha slide along the curve. */
export function sameChangeForAll(before: readonly PoolState[], after: readonly PoolState[]): PoolState[] {
  const change = mean(after.map(({ price }, i) => Math.log(price / before[i].price)))
  return before.map(({ tao, alpha, price }) => ({
    tao: tao * Math.exp(change / 2),
    alpha: alpha * Math.exp(-change / 2),
    price: price * Math.exp(change),
  }))
}

/** Quantile over runs of each figure, subnet by subnet. @param runs  pools of each run, in the same order */
export const quantileForecast = (runs: readonly (readonly PoolState[])[], p: number): PoolState[] =>
  runs[0].map((_, i) => {
    const middle = (read: (pool: PoolState) => number) =>
      quantile(
        runs.map((run) => read(run[i])),
        p,
      )
    return {
      tao: middle(({ tao }) => tao),
      alpha: middle(({ alpha }) => alpha),
      price: middle(({ price }) => price),
    }
  })

/** Part of the real prices that lie between two forecasts. */
export const coverage = (
  low: readonly PoolState[],
  high: readonly PoolState[],
  after: readonly PoolState[],
): number => mean(after.map(({ price }, i) => (price >= low[i].price && price <= high[i].price ? 1 : 0)))
