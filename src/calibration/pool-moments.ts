import { leastSquares } from '../stats/least-squares.js'
import { mean } from '../stats/mean.js'
import { median } from '../stats/median.js'
import { ascending, quantile, quantileSorted } from '../stats/quantile.js'
import { sd } from '../stats/sd.js'

/** What happened to one subnet's pool between two days. Amounts in TAO and alpha, prices TAO per alpha. */
export interface PoolChange {
  readonly taoBefore: number
  readonly taoAfter: number
  readonly alphaBefore: number
  readonly alphaAfter: number
  readonly priceBefore: number
  readonly priceAfter: number
  /** Spent by the chain on alpha in between. */
  readonly chainBuys: number
  /** Minted for participants in between. */
  readonly emitted: number
  /** Part of the miners' incentive that was withheld at the beginning, 0..1. */
  readonly withheld: number
}

/** Alpha in the pool, mean of both days, below which a subnet counts as thin. */
export const THIN_POOL = 500_000
/** Part of the minted alpha that goes to miners, before anything is withheld. */
const MINERS_PART = 0.41

const logChange = ({ priceBefore, priceAfter }: PoolChange): number => Math.log(priceAfter / priceBefore)
const meanAlpha = ({ alphaBefore, alphaAfter }: PoolChange): number => (alphaBefore + alphaAfter) / 2
const meanTao = ({ taoBefore, taoAfter }: PoolChange): number => (taoBefore + taoAfter) / 2
const sum = (values: readonly number[]): number => values.reduce((total, x) => total + x, 0)

/** What sixty days do to pools, by name: see moments.ts for each. Source of the definitions: calibration.md 1.1 and 4. */
export function poolMoments(pools: readonly PoolChange[]): Record<string, number> {
  const change = pools.map(logChange)
  const sorted = ascending(change)
  const deep = pools.filter((pool) => meanAlpha(pool) >= THIN_POOL)
  const thin = pools.filter((pool) => meanAlpha(pool) < THIN_POOL)
  const flow = pools.map(({ taoBefore, taoAfter }) => taoAfter - taoBefore)
  return {
    changeMean: mean(change),
    changeSd: sd(change),
    change05: quantileSorted(sorted, 0.05),
    change25: quantileSorted(sorted, 0.25),
    change50: quantileSorted(sorted, 0.5),
    change75: quantileSorted(sorted, 0.75),
    change95: quantileSorted(sorted, 0.95),
    thinChange: mean(thin.map(logChange)),
    deepChange: mean(deep.map(logChange)),
    deepChangeSd: sd(deep.map(logChange)),
    poolTurn: median(pools.map(({ taoBefore, taoAfter }) => Math.abs(taoAfter - taoBefore) / taoBefore)),
    poolNet: sum(flow) / 1000,
    poolGross: sum(flow.map(Math.abs)) / 1000,
    ...priceMoments(pools.map(({ priceAfter }) => priceAfter)),
    ...pressures(pools, ''),
    ...pressures(deep, 'Deep'),
    minersPressure: minersPressure(pools),
  }
}

/** How prices are spread over subnets on one day. */
function priceMoments(prices: readonly number[]): Record<string, number> {
  const total = sum(prices)
  const shares = [...prices].sort((a, b) => b - a).map((price) => price / total)
  return {
    sumOfPrices: total,
    priceHhi: sum(shares.map((share) => share * share)),
    priceTop10: sum(shares.slice(0, 10)),
    logMedianPrice: Math.log(quantile(prices, 0.5)),
  }
}

// The log price rises by 2 b / y if b TAO is spent in a pool of y TAO, and falls by 2 q / x if q alpha is sold into x.
const buyPressure = (pool: PoolChange): number => (2 * pool.chainBuys) / meanTao(pool)
const salePressure = (pool: PoolChange, alpha: number): number => (-2 * alpha) / meanAlpha(pool)

/** Coefficients of the log change on both pressures: 1 and the part sold, were receipts sold at once and no one to answer. */
function pressures(pools: readonly PoolChange[], name: string): Record<string, number> {
  const regressors = [pools.map(buyPressure), pools.map((pool) => salePressure(pool, pool.emitted))]
  const [, buys, sales] = leastSquares(regressors, pools.map(logChange))
  return { [`buyPressure${name}`]: buys, [`salePressure${name}`]: sales }
}

/** The same with what miners got told from what others got: coefficient of the miners' part, in deep and thin pools alike. */
function minersPressure(pools: readonly PoolChange[]): number {
  const miners = ({ emitted, withheld }: PoolChange) => MINERS_PART * (1 - withheld) * emitted
  const regressors = [
    pools.map(buyPressure),
    pools.map((pool) => salePressure(pool, miners(pool))),
    pools.map((pool) => salePressure(pool, pool.emitted * (1 - MINERS_PART))),
  ]
  return leastSquares(regressors, pools.map(logChange))[2]
}
