import { describe, expect, test } from 'vitest'
import { moments } from '../../src/calibration/moments.js'
import { type PoolChange, poolMoments } from '../../src/calibration/pool-moments.js'
import { keptSubnets, realPools, withheldAtStart } from '../../src/calibration/replicate.js'
import { returnMoments, varianceRatio } from '../../src/calibration/return-moments.js'
import { achieved, countInside } from '../../src/calibration/score.js'
import { logReturns, realisedVolatility } from '../../src/calibration/tape.js'
import { createStreams } from '../../src/random/streams.js'

/** Random walks of 92 days and 20 steps a day, all alike. */
function walks(count: number, sigma: number) {
  const draw = createStreams('walks').stream('steps')
  return Array.from({ length: count }, () => {
    const prices = [1]
    for (let step = 0; step < 92 * 20; step++) prices.push(prices[step] * Math.exp(sigma * draw.normal()))
    return { closes: prices.filter((_, step) => step % 20 === 0), volatility: realisedVolatility(prices) }
  })
}

describe('moments of daily prices', () => {
  const sigma = 0.01
  const found = returnMoments(walks(60, sigma))
  const day = sigma * Math.sqrt(20)

  test('of random walks have no memory, no tails and one volatility', () => {
    expect(found.returnSd / day).toBeCloseTo(1, 1)
    expect(found.returnRobustSd / day).toBeCloseTo(1, 1)
    expect(found.logKurtosis).toBeCloseTo(Math.log(3), 1)
    expect(found.sizeMemory5).toBeCloseTo(0, 1)
    expect(found.varianceRatio5).toBeGreaterThan(0.85)
    expect(found.varianceRatio5).toBeLessThan(1.1)
    expect(found.squaresWithinDays).toBeCloseTo(1, 1)
    // |N(0, 1)| has the median 0.674.
    expect(found.returnOverVolatility).toBeCloseTo(0.67, 1)
    expect(found.sdSpread).toBeLessThan(0.12)
  })

  test('the variance ratio is above one where returns go on, and below where they turn', () => {
    const on = Array.from({ length: 90 }, (_, d) => Math.sin(d / 8))
    const turning = Array.from({ length: 90 }, (_, d) => (d % 2 === 0 ? 1 : -1))
    expect(varianceRatio(on, 5)).toBeGreaterThan(3)
    expect(varianceRatio(turning, 4)).toBeLessThan(0.1)
  })

  test('volatility of a day adds up its twenty steps, whichever way they went', () => {
    const prices = [1, ...Array.from({ length: 20 }, (_, k) => (k % 2 === 0 ? Math.E : 1))]
    expect(realisedVolatility(prices)[0]).toBeCloseTo(Math.sqrt(20), 12)
    expect(logReturns([1, Math.E])).toEqual([1])
  })
})

describe('moments of sixty days', () => {
  const netuids = keptSubnets()
  const [before, after] = [realPools('before', netuids), realPools('after', netuids)]
  const pools: PoolChange[] = netuids.map((n, i) => ({
    taoBefore: before[i].tao,
    taoAfter: after[i].tao,
    alphaBefore: before[i].alpha,
    alphaAfter: after[i].alpha,
    priceBefore: before[i].price,
    priceAfter: after[i].price,
    // Not in the reserves; any numbers that differ.
    chainBuys: 1 + (i % 7),
    emitted: 1 + (i % 5),
    withheld: withheldAtStart(n),
  }))

  test('119 subnets kept their netuid', () => {
    expect(netuids).toHaveLength(119)
  })

  const known = moments.slice(35, 52).map(({ id, target }) => [id, target] as const)
  // Targets are printed with few digits, and their standard deviations divide by n: a unit and a half of the last digit.
  test.each(known)('%s of the real reserves is its target, %f', (id, target) => {
    const unit = 10 ** -(String(target).split('.')[1] ?? '').length
    expect(Math.abs(poolMoments(pools)[id] - target)).toBeLessThan(1.5 * unit)
  })

  test('a change that chain buys alone made has the coefficient one on them, and none on emission', () => {
    const made = pools.map((pool, i) => {
      const chainBuys = 50 + 40 * Math.sin(i)
      const push = (2 * chainBuys) / ((pool.taoBefore + pool.taoAfter) / 2)
      return {
        ...pool,
        chainBuys,
        emitted: 1000 + 500 * Math.cos(5 * i),
        priceAfter: pool.priceBefore * Math.exp(push),
      }
    })
    expect(poolMoments(made).buyPressure).toBeCloseTo(1, 6)
    expect(poolMoments(made).salePressure).toBeCloseTo(0, 6)
  })
})

test('there are 57 figures, each with its own name', () => {
  expect(moments).toHaveLength(57)
  expect(new Set(moments.map(({ id }) => id)).size).toBe(57)
})

test('a target within two spreads of the mean counts as inside the range of single runs', () => {
  const one = { id: 'x', summary: '', target: 3, error: 0, prototype: 0 }
  const runs = [1, 2, 3].map((x) => ({ x }))
  const [row] = achieved([one], runs)
  expect(row).toMatchObject({ mean: 2, spread: 1, z: 1, inside: true })
  expect(row.error).toBeCloseTo(1 / Math.sqrt(3), 12)
  expect(countInside(achieved([{ ...one, target: 4.1 }], runs))).toBe(0)
})
