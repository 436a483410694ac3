import fc from 'fast-check'
import { describe, expect, test } from 'vitest'

import { concentrated, concentratedLpFees } from '../../src/market/concentrated.js'
import { sqrtPriceOfTick } from '../../src/market/concentrated-math.js'
import {
  activeLiquidity,
  addPosition,
  poolColumns,
  removePosition,
} from '../../src/market/concentrated-positions.js'
import { constantProduct } from '../../src/market/constant-product.js'
import { type ExactV3, exactV3, exactV3Inject, exactV3Swap } from '../../src/market/exact/concentrated.js'
import { BUY, Fill, Injection, SELL } from '../../src/market/market.js'
import { REFUSAL } from '../../src/refusal.js'
import { poolOf, trade } from '../contracts/market.js'

const NONE = { [BUY]: Number.POSITIVE_INFINITY, [SELL]: 0 } as const
const open = (x: number, y: number) => poolOf(concentrated, { x, y, weight: 0.5 })
const reserve = fc.double({ min: 11, max: 15, noNaN: true }).map((e) => Math.floor(10 ** e))
const part = fc.double({ min: -6, max: -0.5, noNaN: true }).map((e) => 10 ** e)
const sides = fc.constantFrom(BUY, SELL)

describe('without users a concentrated pool is a constant product', () => {
  test('it pays what the first pools paid, but for rounding', () => {
    fc.assert(
      fc.property(reserve, reserve, part, sides, (x, y, fraction, side) => {
        const amount = Math.floor((side === BUY ? y : x) * fraction)
        const ranged = trade(concentrated, open(x, y), side, amount, NONE[side], 0)
        const product = trade(
          constantProduct,
          poolOf(constantProduct, { x, y, weight: 0.5 }),
          side,
          amount,
          NONE[side],
          0,
        )
        if (ranged.refusal + product.refusal > 0) return
        // liquidity is cut to a whole RAO, of 1e11 and more
        expect(Math.abs(ranged.paidOut - product.paidOut)).toBeLessThanOrEqual(2 + 2e-11 * product.paidOut)
      }),
    )
  })
})

describe('users’ ranges', () => {
  /** A pool at price 0.25 with ranges below, around and above it. */
  const crowded = () => {
    const world = open(4e12, 1e12)
    const need = new Injection()
    const ranges = [
      [-13_900, -13_500],
      [-14_200, -13_880],
      [-13_700, -13_000],
    ] as const
    for (const [low, high] of ranges) {
      addPosition(world, 1, 0, low, high, 8e11, need)
      world.subnets.taoReserve[1] += need.tao
      world.subnets.alphaReserve[1] += need.alpha
    }
    return world
  }
  const twin = (): ExactV3 => {
    const pool = exactV3(4_000_000_000_000n, 1_000_000_000_000n)
    const ranges = [
      [-13_900, -13_500],
      [-14_200, -13_880],
      [-13_700, -13_000],
    ] as const
    for (const [low, high] of ranges) pool.ranges.push({ low, high, liquidity: 800_000_000_000n })
    return pool
  }

  test('liquidity counts inside its range only', () => {
    const world = crowded()
    const at = (tick: number) => activeLiquidity(world, 1, sqrtPriceOfTick(tick), BUY)
    expect([-14_300, -14_000, -13_890, -13_600, -13_100, -12_900].map(at)).toEqual([
      2e12, 2.8e12, 3.6e12, 3.6e12, 2.8e12, 2e12,
    ])
  })

  test('a trade through several ranges pays what the big-integer twin pays', () => {
    const amounts = fc.double({ min: 8, max: 11.5, noNaN: true }).map((e) => Math.floor(10 ** e))
    fc.assert(
      fc.property(amounts, sides, fc.constantFrom(0, 33, 196), (amount, side, rate) => {
        const world = crowded()
        const pool = twin()
        const reserves = side === BUY ? world.subnets.alphaReserve : world.subnets.taoReserve
        const want = exactV3Swap(pool, BigInt(reserves[1]), side === BUY, BigInt(amount), null, BigInt(rate))
        const got = trade(concentrated, world, side, amount, NONE[side], rate)
        for (const key of ['paidIn', 'paidOut', 'fee'] as const) {
          expect(Math.abs(got[key] - Number(want[key]))).toBeLessThanOrEqual(8 + 1e-9 * Number(want[key]))
        }
        const P = poolColumns.of(world).sqrtPrice[1]
        expect(Math.abs(P / (Number(pool.P) / 2 ** 64) - 1)).toBeLessThan(1e-9)
      }),
      { numRuns: 200 },
    )
  })

  test('a round trip through every range gives back no more than was paid', () => {
    const world = crowded()
    const there = trade(concentrated, world, BUY, 3e11, NONE[BUY], 0)
    const back = trade(concentrated, world, SELL, there.paidOut, 0, 0)
    expect(back.paidOut).toBeLessThanOrEqual(3e11)
    expect(back.paidOut).toBeGreaterThan(3e11 * (1 - 1e-9))
  })

  test('a position closed at the price it was opened at gives back what it brought', () => {
    const world = open(4e12, 1e12)
    const [need, freed] = [new Injection(), new Injection()]
    const row = addPosition(world, 1, 7, -14_000, -13_700, 5e11, need)
    expect(need.tao).toBeGreaterThan(0)
    expect(need.alpha).toBeGreaterThan(0)
    removePosition(world, row, freed)
    expect([freed.tao, freed.alpha]).toEqual([need.tao, need.alpha])
    expect(activeLiquidity(world, 1, 0.5, BUY)).toBe(2e12)
  })

  test('a position with its ends crossed, or with too little liquidity, is refused', () => {
    const world = open(4e12, 1e12)
    const need = new Injection()
    expect(addPosition(world, 1, 0, 10, 10, 1e9, need)).toBe(-1)
    expect(addPosition(world, 1, 0, -10, 10, 999, need)).toBe(-1)
    expect(addPosition(world, 1, 0, -500_000, 10, 1e9, need)).toBe(-1)
  })
})

test('what an injection cannot pair waits as scrap and is paired later', () => {
  const world = open(4e12, 1e12)
  const pool = poolColumns.of(world)
  const exact = exactV3(4_000_000_000_000n, 1_000_000_000_000n)
  const accepted = new Injection()
  for (const [tao, alpha] of [
    [2e7, 5e7],
    [0, 3e7],
    [1e6, 0],
    [5e5, 7e6],
  ]) {
    concentrated.inject(world, 1, tao, alpha, accepted)
    exactV3Inject(exact, BigInt(tao), BigInt(alpha))
    expect([accepted.tao, accepted.alpha]).toEqual([tao, alpha])
    expect(Math.abs(pool.scrapTao[1] - Number(exact.scrapTao))).toBeLessThanOrEqual(3)
    expect(Math.abs(pool.scrapAlpha[1] - Number(exact.scrapAlpha))).toBeLessThanOrEqual(12)
    expect(Math.abs(pool.liquidity[1] / Number(exact.liquidity) - 1)).toBeLessThan(1e-11)
  }
})

test('the output reserve must hold a million RAO', () => {
  const fill = new Fill()
  concentrated.quote(open(999_999, 1e12), 1, BUY, 1e6, Number.POSITIVE_INFINITY, 0, fill)
  expect(fill.refusal).toBe(REFUSAL['reserves-too-low'])
})

test('a pool that comes from another curve begins at its price', () => {
  const world = open(4e12, 1e12)
  concentrated.enter(world, constantProduct)
  expect(concentrated.price(world, 1)).toBe(0.25)
  expect(poolColumns.of(world).liquidity[1]).toBe(2e12)
})

test('while fees were liquidity, the next injection deepened the pool by them', () => {
  const world = poolOf(concentratedLpFees, { x: 4e12, y: 1e12, weight: 0.5 })
  const pool = poolColumns.of(world)
  const fill = trade(concentratedLpFees, world, BUY, 1e11, Number.POSITIVE_INFINITY, 196)
  expect(fill.fee).toBe(299_076_829)
  expect(pool.feeTao[1]).toBe(fill.fee)
  expect(world.subnets.taoReserve[1]).toBe(1.1e12)
  const accepted = new Injection()
  // alpha alone cannot become liquidity; beside the fees it can
  concentratedLpFees.inject(world, 1, 0, 2e9, accepted)
  expect(accepted.alpha).toBe(2e9)
  expect(pool.feeTao[1]).toBe(0)
  expect(pool.liquidity[1]).toBeGreaterThan(2e12 + 2e8)
  expect(pool.scrapTao[1]).toBe(0)
  expect(pool.scrapAlpha[1]).toBeCloseTo(2e9 - fill.fee / concentrated.price(world, 1), -2)
})

test('what the fees were to become is kept when they begin to go to the author', () => {
  const world = poolOf(concentratedLpFees, { x: 4e12, y: 1e12, weight: 0.5 })
  trade(concentratedLpFees, world, SELL, 1e11, 0, 33)
  const before = poolColumns.of(world).feeAlpha[1]
  concentrated.enter(world, concentratedLpFees)
  expect(poolColumns.of(world).feeAlpha[1]).toBe(before)
  expect(before).toBeGreaterThan(0)
})

test('an empty pool begins with the injection that brings both sides', () => {
  const world = open(0, 0)
  const accepted = new Injection()
  concentrated.inject(world, 1, 1e9, 4e9, accepted)
  expect([accepted.tao, accepted.alpha]).toEqual([1e9, 4e9])
  expect(concentrated.price(world, 1)).toBe(0.25)
  expect(poolColumns.of(world).liquidity[1]).toBe(2e9)
})
