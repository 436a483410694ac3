import { autocorrelation } from '../stats/autocorrelation.js'
import { correlationMatrix, firstComponent, meanPairwise } from '../stats/co-movement.js'
import { hillIndex } from '../stats/hill.js'
import { excessKurtosis } from '../stats/kurtosis.js'
import { leastSquares } from '../stats/least-squares.js'
import { mean } from '../stats/mean.js'
import { median } from '../stats/median.js'
import { ascending, quantile, quantileSorted } from '../stats/quantile.js'
import { sd, skewness, variance } from '../stats/sd.js'
import { logReturns } from './tape.js'

/** Daily figures of one subnet over a window without gaps. */
export interface DailySeries {
  /** Prices at the ends of days, the start first, TAO per alpha. */
  readonly closes: readonly number[]
  /** Realised volatility of each day, log units: one fewer than closes. */
  readonly volatility: readonly number[]
}

/** Interquartile range over that of a standard normal: a standard deviation deaf to tails. */
export const robustSd = (values: readonly number[]): number =>
  (quantile(values, 0.75) - quantile(values, 0.25)) / 1.349

/** Below this a day's realised volatility counts as this, so that a day without a trade has a logarithm. */
const FLOOR = 1e-4
/** Kurtosis with that of the normal, 3, included. */
const kurtosis = (values: readonly number[]): number => excessKurtosis(values) + 3
const sum = (values: readonly number[]): number => values.reduce((total, x) => total + x, 0)

/**
 * What daily prices of many subnets have in common with those of mainnet, by name: see moments.ts for each.
 *
 * Autocorrelations and variance ratios are those of each subnet about its own mean, averaged over subnets. Correlations, PC1 and
 * variance ratios clip all returns at the pooled 1 % and 99 % quantiles. Tails are those of returns standardised by subnet.
 *
 * Source of the definitions: calibration.md 1; they reproduce its figures from daily prices of August to October 2025.
 */
export function returnMoments(series: readonly DailySeries[]): Record<string, number> {
  const returns = series.map(({ closes }) => logReturns(closes))
  const volatility = series.map((one) => one.volatility.map((v) => Math.max(v, FLOOR)))
  return {
    ...pooled(returns.flat()),
    ...bySubnet(returns),
    ...memory(returns, volatility),
    ...together(returns),
    ...withinDays(returns.flat(), volatility),
    ...slopes(series, returns, volatility),
  }
}

function pooled(all: readonly number[]): Record<string, number> {
  const sorted = ascending(all)
  return {
    returnSd: sd(all),
    returnRobustSd: robustSd(all),
    logKurtosis: Math.log(kurtosis(all)),
    skewness: skewness(all),
    return01: quantileSorted(sorted, 0.01),
    return05: quantileSorted(sorted, 0.05),
    return95: quantileSorted(sorted, 0.95),
    return99: quantileSorted(sorted, 0.99),
  }
}

function bySubnet(returns: readonly number[][]): Record<string, number> {
  const moving = returns.filter((row) => sd(row) > 0)
  const deviations = moving.map(sd)
  const standard = moving.flatMap((row) => row.map((r) => Math.abs(r - mean(row)) / sd(row)))
  return {
    logMedianSd: Math.log(median(deviations)),
    sdSpread: sd(deviations.map(Math.log)),
    hill05: hillIndex(standard, 0.05),
    logMedianKurtosis: Math.log(median(moving.map(kurtosis))),
  }
}

function memory(returns: readonly number[][], volatility: readonly number[][]): Record<string, number> {
  const averaged = (rows: readonly number[][], lag: number) =>
    mean(rows.map((row) => autocorrelation(row, lag)).filter((x) => !Number.isNaN(x)))
  const size = returns.map((row) => row.map(Math.abs))
  const level = volatility.map((row) => row.map(Math.log))
  return {
    returnMemory1: averaged(returns, 1),
    sizeMemory1: averaged(size, 1),
    sizeMemory2: averaged(size, 2),
    sizeMemory5: averaged(size, 5),
    sizeMemory10: averaged(size, 10),
    volatilityMemory1: averaged(level, 1),
    volatilityMemory5: averaged(level, 5),
    volatilityMemory10: averaged(level, 10),
  }
}

function together(returns: readonly number[][]): Record<string, number> {
  const days = Array.from({ length: returns[0].length }, (_, d) => returns.map((row) => row[d]))
  const [low, high] = [quantile(returns.flat(), 0.01), quantile(returns.flat(), 0.99)]
  const clipped = returns.map((row) => row.map((r) => Math.min(high, Math.max(low, r))))
  const correlations = correlationMatrix(clipped)
  return {
    dayRobustSd: median(days.map(robustSd)),
    meanReturnSd: sd(days.map(mean)),
    meanCorrelation: meanPairwise(correlations),
    firstComponent: firstComponent(correlations),
    varianceRatio5: mean(clipped.map((row) => varianceRatio(row, 5))),
    varianceRatio10: mean(clipped.map((row) => varianceRatio(row, 10))),
  }
}

/**
 * Var(r over k days) / (k Var(r)), over overlapping windows of k days: 1 for a random walk, above it where returns go on.
 */
export function varianceRatio(returns: readonly number[], k: number): number {
  const windows = Array.from({ length: returns.length - k + 1 }, (_, d) => sum(returns.slice(d, d + k)))
  return variance(windows) / (k * variance(returns))
}

function withinDays(returns: readonly number[], rows: readonly number[][]): Record<string, number> {
  const volatility = rows.flat()
  const sorted = ascending(volatility)
  const square = (x: number) => x * x
  return {
    logVolatility25: Math.log(quantileSorted(sorted, 0.25)),
    logVolatility50: Math.log(quantileSorted(sorted, 0.5)),
    logVolatility75: Math.log(quantileSorted(sorted, 0.75)),
    logVolatility95: Math.log(quantileSorted(sorted, 0.95)),
    squaresWithinDays: sum(returns.map(square)) / sum(volatility.map(square)),
    returnOverVolatility: median(returns.map((r, i) => Math.abs(r) / volatility[i])),
    volatilitySpread: sd(rows.map((row) => Math.log(median(row)))),
  }
}

function slopes(
  series: readonly DailySeries[],
  returns: readonly number[][],
  volatility: readonly number[][],
): Record<string, number> {
  const price = series.map(({ closes }) => Math.log(mean(closes)))
  return {
    sdOnPrice: leastSquares(
      [price],
      returns.map((row) => Math.log(sd(row))),
    )[1],
    volatilityOnPrice: leastSquares(
      [price],
      volatility.map((row) => Math.log(median(row))),
    )[1],
  }
}
