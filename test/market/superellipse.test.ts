import fc from 'fast-check'
import { expect, test } from 'vitest'

import { balancer, setTaoWeightParts } from '../../src/market/balancer.js'
import {
  exactEllipseFit,
  exactEllipseMaxInput,
  exactEllipseSwap,
} from '../../src/market/exact/superellipse.js'
import { BUY, Fill, Injection, SELL } from '../../src/market/market.js'
import { superellipse, superellipseColumns } from '../../src/market/superellipse.js'
import { ellipseMaxInput } from '../../src/market/superellipse-math.js'
import { REFUSAL } from '../../src/refusal.js'
import { poolOf, trade } from '../contracts/market.js'

/** Limits that no trade meets: without any the chain's default would hold. */
const NONE = { [BUY]: 1e18, [SELL]: 1e-18 } as const
const reserve = fc.double({ min: 10, max: 15.5, noNaN: true }).map((e) => Math.floor(10 ** e))
const percent = fc.integer({ min: 10, max: 90 })
const sides = fc.constantFrom(BUY, SELL)
const open = (x: number, y: number, weight: number) => poolOf(superellipse, { x, y, weight })

test('a swap agrees with the big-integer twin, the reach of the curve included', () => {
  const part = fc.double({ min: -9, max: 0.5, noNaN: true }).map((e) => 10 ** e)
  fc.assert(
    fc.property(reserve, reserve, percent, sides, part, (x, y, weight, side, fraction) => {
      const exact = exactEllipseFit(BigInt(x), BigInt(y), BigInt(weight) * 10n ** 16n)
      const amount = Math.floor((side === BUY ? y : x) * fraction)
      const want = exactEllipseSwap(exact, side === BUY, BigInt(amount), null, 33n, 1_000_000n)
      const world = open(x, y, weight / 100)
      const price = superellipse.price(world, 1)
      const got = trade(superellipse, world, side, amount, NONE[side], 33)
      const after = superellipse.price(world, 1)
      // the default limits, and a payout of nothing, are not what this compares
      if (price > 1e4 || price < 1e-4 || after > 1e5 || after < 1e-5 || want.paidOut < 2n || got.stopped)
        return
      expect(got.refusal === 0).toBe(want.error === '')
      for (const key of ['paidIn', 'paidOut', 'fee'] as const) {
        expect(Math.abs(got[key] - Number(want[key]))).toBeLessThanOrEqual(2 + 1e-9 * Number(want[key]))
      }
    }),
    { numRuns: 300 },
  )
})

test('the largest input is the twin’s', () => {
  fc.assert(
    fc.property(reserve, reserve, percent, (x, y, weight) => {
      const exact = exactEllipseFit(BigInt(x), BigInt(y), BigInt(weight) * 10n ** 16n)
      const { alphaScale, taoScale } = superellipseColumns.of(open(x, y, weight / 100))
      const [a, b] = [alphaScale[1], taoScale[1]]
      const want = Number(exactEllipseMaxInput(exact, true, 1_000_000n))
      expect(Math.abs(ellipseMaxInput(b, a, b, a, x, 1e6) - want)).toBeLessThanOrEqual(2 + 1e-7 * want)
    }),
  )
})

test('for small trades it answers as the weighted pool it came from', () => {
  const world = poolOf(balancer, { x: 3e15, y: 2e13, weight: 0.5 })
  setTaoWeightParts(world, 1, 400_000_000_000_000_000n)
  const fill = new Fill()
  balancer.quote(world, 1, BUY, 1e9, Number.POSITIVE_INFINITY, 0, fill)
  const weighted = fill.paidOut
  superellipse.enter(world, balancer)
  expect(superellipse.price(world, 1) / balancer.price(world, 1)).toBeCloseTo(1, 14)
  superellipse.quote(world, 1, BUY, 1e9, Number.POSITIVE_INFINITY, 0, fill)
  expect(Math.abs(fill.paidOut / weighted - 1)).toBeLessThan(1e-8)
})

test('no purchase takes more than 41.5 percent of an equally weighted pool', () => {
  const world = open(1e15, 1e13, 0.5)
  const fill = trade(superellipse, world, BUY, 9e13, 1e9, 0)
  expect(fill.stopped).toBe(1)
  expect(fill.paidOut / 1e15).toBeLessThan(Math.SQRT2 - 1)
  expect(fill.paidOut / 1e15).toBeGreaterThan(0.414)
})

test('an injection makes the pool no deeper', () => {
  const world = open(3e15, 2e13, 0.5)
  const fill = new Fill()
  superellipse.quote(world, 1, BUY, 1e11, Number.POSITIVE_INFINITY, 33, fill)
  const before = fill.paidOut
  const accepted = new Injection()
  superellipse.inject(world, 1, 1e12, 9e14, accepted)
  world.subnets.taoReserve[1] += accepted.tao
  world.subnets.alphaReserve[1] += accepted.alpha
  superellipse.quote(world, 1, BUY, 1e11, Number.POSITIVE_INFINITY, 33, fill)
  expect(fill.paidOut).toBe(before)
})

test('a pool with an empty side takes nothing until both sides come', () => {
  const world = open(0, 0, 0.5)
  const accepted = new Injection()
  superellipse.inject(world, 1, 1e9, 0, accepted)
  expect([accepted.tao, accepted.alpha]).toEqual([0, 0])
  superellipse.inject(world, 1, 1e9, 4e9, accepted)
  expect([accepted.tao, accepted.alpha]).toEqual([1e9, 4e9])
  world.subnets.taoReserve[1] += 1e9
  world.subnets.alphaReserve[1] += 4e9
  expect(superellipse.price(world, 1)).toBe(0.25)
})

test('guards refuse in the pallet’s order', () => {
  const fill = new Fill()
  const ask = (x: number, y: number, amount: number, limit: number) => {
    superellipse.quote(open(x, y, 0.5), 1, BUY, amount, limit, 0, fill)
    return fill.refusal
  }
  expect(ask(1000, 1000, 1_000_001, 0.5)).toBe(REFUSAL['swap-input-too-large'])
  expect(ask(1000, 1000, 1_000_000, 0.5)).toBe(REFUSAL['reserves-too-low'])
  expect(ask(1e9, 1e9, 1e6, 1)).toBe(REFUSAL['price-limit-exceeded'])
  expect(ask(1e9, 1e9, 1e6, 1.1)).toBe(0)
})
