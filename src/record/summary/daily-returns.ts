import type { World } from '../../state/world.js'
import { autocorrelation } from '../../stats/autocorrelation.js'
import { correlationMatrix, firstComponent, meanPairwise } from '../../stats/co-movement.js'
import { hillIndex } from '../../stats/hill.js'
import { excessKurtosis } from '../../stats/kurtosis.js'
import { longMemory } from '../../stats/long-memory.js'
import { mean } from '../../stats/mean.js'
import { covariance, sd, variance } from '../../stats/sd.js'
import type { RecordView } from '../view.js'
import { defineGauge, type Gauge, type Watch } from './gauge.js'

/** Days below which a statistic of a subnet's daily returns says nothing. */
const FEW = 10

/** Daily log returns of one subnet, from the first whole day of its life (or of the watch) on. */
interface Series {
  readonly netuid: number
  readonly registeredAt: number
  /** Days watched before its first return. */
  readonly firstDay: number
  readonly returns: number[]
  last: number
}

/**
 * Daily log returns of each subnet's price and of an index of them, kept whole: 8 bytes a subnet and day.
 *
 *   r_d = ln(p_d / p_{d-1})        index: ln(sum p_d / sum p_{d-1}) over the subnets that lived through the day
 *
 * The index is that of one alpha of each subnet, so that dear alphas weigh more; births and deaths do not move it.
 */
export class DailyReturns implements Gauge {
  readonly #world: World
  readonly #view: RecordView
  readonly #series: Series[] = []
  readonly #current: (Series | undefined)[]
  readonly #index: number[] = []
  readonly #price: Float64Array
  #scaled: Float64Array | undefined
  #matrix: Float64Array[] | undefined

  constructor({ view, world }: Watch) {
    this.#world = world
    this.#view = view
    this.#current = new Array<Series | undefined>(world.subnets.exists.length).fill(undefined)
    this.#price = new Float64Array(world.subnets.exists.length)
    this.day()
  }

  day(): void {
    const price = this.#price
    this.#view.prices(price)
    let now = 0
    let before = 0
    for (const netuid of this.#world.netuids) {
      const series = this.#seriesOf(netuid)
      const p = price[netuid]
      if (series.last > 0 && p > 0) {
        series.returns.push(Math.log(p / series.last))
        now += p
        before += series.last
      }
      series.last = p
    }
    if (before > 0) this.#index.push(Math.log(now / before))
  }

  /** Hill's tail index of |r - mean| over all subnets, each scaled by its own standard deviation. */
  hill(part: number): number {
    return hillIndex(this.#pooled().map(Math.abs), part)
  }

  /** Excess kurtosis of the same returns. */
  get kurtosis(): number {
    return excessKurtosis(this.#pooled())
  }

  /** Autocorrelation of returns, mean over subnets. */
  memoryOfReturns(lag: number): number {
    return this.#mean((returns) => autocorrelation(returns, lag))
  }

  /** Autocorrelation of absolute returns, mean over subnets. */
  memoryOfSize(lag: number): number {
    return this.#mean((returns) => autocorrelation(returns.map(Math.abs), lag))
  }

  /** d of absolute returns, mean over subnets. */
  get longMemoryOfSize(): number {
    return this.#mean((returns) => longMemory(returns.map(Math.abs)))
  }

  get pairwiseCorrelation(): number {
    return meanPairwise(this.#correlations())
  }

  get firstComponent(): number {
    return firstComponent(this.#correlations())
  }

  /** Slope of a subnet's return on that of the index, mean over subnets. */
  get beta(): number {
    return this.#mean((returns, firstDay) => {
      const index = this.#index.slice(firstDay, firstDay + returns.length)
      return covariance(returns, index) / variance(index)
    })
  }

  /** A figure of each subnet with enough days, and its mean over those for which there is one. */
  #mean(figure: (returns: readonly number[], firstDay: number) => number): number {
    const figures = this.#long().map(({ returns, firstDay }) => figure(returns, firstDay))
    return mean(figures.filter((one) => !Number.isNaN(one)))
  }

  #long(): Series[] {
    return this.#series.filter(({ returns }) => returns.length >= FEW)
  }

  /** (r - mean) / sd of every subnet that moved, one after another. */
  #pooled(): Float64Array {
    this.#scaled ??= Float64Array.from(
      this.#long().flatMap(({ returns }) => {
        const centre = mean(returns)
        const spread = sd(returns)
        return spread > 0 ? returns.map((r) => (r - centre) / spread) : []
      }),
    )
    return this.#scaled
  }

  /** Of the subnets that lived through the whole watch. */
  #correlations(): Float64Array[] {
    this.#matrix ??= correlationMatrix(
      this.#long()
        .filter(({ returns }) => returns.length === this.#index.length)
        .map(({ returns }) => returns),
    )
    return this.#matrix
  }

  #seriesOf(netuid: number): Series {
    const registeredAt = this.#world.subnets.registeredAt[netuid]
    const current = this.#current[netuid]
    if (current && current.registeredAt === registeredAt) return current
    const series = { netuid, registeredAt, firstDay: this.#index.length, returns: [], last: 0 }
    this.#current[netuid] = series
    this.#series.push(series)
    return series
  }
}

export const dailyReturnsGauge = defineGauge('daily-returns', (watch) => new DailyReturns(watch))
