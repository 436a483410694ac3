import fc from 'fast-check'
import { describe, expect, test } from 'vitest'

import { balancer, balancerReservoirs, setTaoWeightParts, taoWeightParts } from '../../src/market/balancer.js'
import {
  alphaBought,
  alphaNeededFor,
  inputToLimit,
  PART,
  paidFraction,
  quoteBalancer,
  taoReceived,
  tiltAfterInjection,
} from '../../src/market/balancer-math.js'
import { concentrated } from '../../src/market/concentrated.js'
import { poolColumns } from '../../src/market/concentrated-positions.js'
import {
  exactAlphaBought,
  exactAlphaNeeded,
  exactBalancerSwap,
  exactInputToLimit,
  exactPrice,
  exactTaoReceived,
  exactWeightAfter,
} from '../../src/market/exact/balancer.js'
import { bitsOfDecimal } from '../../src/market/exact/fixed.js'
import { powRatioScaled } from '../../src/market/exact/power.js'
import { BUY, Fill, Injection, SELL } from '../../src/market/market.js'
import { refusalNames } from '../../src/refusal.js'
import { createWorld, listNetuids } from '../../src/state/world.js'

fc.configureGlobal({ seed: 441 })

const HALF = 5n * 10n ** 17n
const PARTS = 10n ** 18n
const reserve = fc.double({ min: 6, max: 15.5, noNaN: true }).map((e) => Math.floor(10 ** e))
const share = fc.double({ min: -12, max: 2.9, noNaN: true }).map((e) => 10 ** e)
const tilt = fc.oneof(
  fc.constant(0),
  fc.integer({ min: -1e9, max: 1e9 }),
  fc.integer({ min: -48, max: 48 }).map((percent) => percent * 1e16),
)
const poolOf = (x: number, y: number, t: number) => ({ x: BigInt(x), y: BigInt(y), w2: HALF + BigInt(t) })
const near = (got: number, want: bigint, rel = 1e-11) =>
  expect(Math.abs(got - Number(want))).toBeLessThanOrEqual(2 + rel * Number(want))

function world(x: number, y: number) {
  const made = createWorld({ subnets: 2, uids: 1, coldkeys: 1, hotkeys: 1, positions: 1 })
  made.subnets.exists[1] = 1
  made.subnets.alphaReserve[1] = x
  made.subnets.taoReserve[1] = y
  listNetuids(made)
  return made
}

describe('the float pool agrees with its big-integer twin', () => {
  test('on outputs, from a millionth of a millionth of the reserve to eight hundred times it', () => {
    fc.assert(
      fc.property(reserve, reserve, tilt, share, (x, y, t, part) => {
        const pool = poolOf(x, y, t)
        const tao = Math.floor(y * part)
        const alpha = Math.floor(x * part)
        // a twin's output carries the cut of its power, one part in 1e18 of the reserve
        near(alphaBought(x, y, t, tao), exactAlphaBought(pool, BigInt(tao)))
        near(taoReceived(x, y, t, alpha), exactTaoReceived(pool, BigInt(alpha)))
      }),
      { numRuns: 300 },
    )
  })

  test('on the input that reaches a limit price', () => {
    const ratio = fc.double({ min: -7, max: 1.5, noNaN: true }).map((e) => 10 ** e)
    fc.assert(
      fc.property(reserve, reserve, tilt, ratio, (x, y, t, r) => {
        const pool = poolOf(x, y, t)
        const bits = exactPrice(pool)
        if (bits < 1n << 40n) return
        const limit = bits + (bits * BigInt(Math.floor(r * 1e9))) / 10n ** 9n
        const [from, to] = [Number(bits) / 2 ** 64, Number(limit) / 2 ** 64]
        const w1 = 0.5 - t * PART
        near(inputToLimit(y, w1, from, to), exactInputToLimit(pool.y, PARTS - pool.w2, bits, limit), 1e-8)
      }),
      { numRuns: 300 },
    )
  })

  test('on the alpha needed for a payout', () => {
    fc.assert(
      fc.property(reserve, reserve, fc.integer({ min: -3, max: 3 }), (x, y, tenth) => {
        const t = tenth * 1e17
        const wanted = Math.floor(y * 0.01)
        near(alphaNeededFor(x, y, t, wanted), exactAlphaNeeded(poolOf(x, y, t), BigInt(wanted)))
      }),
    )
  })

  test('on a whole swap: refusal, amounts, fee and stop', () => {
    const sides = fc.constantFrom(BUY, SELL)
    const limits = fc.constantFrom(0.9, 0.999, 1.001, 1.2)
    fc.assert(
      fc.property(reserve, reserve, tilt, share, sides, limits, (x, y, t, part, side, factor) => {
        const price = Number(exactPrice(poolOf(x, y, t))) / 2 ** 64
        const limit = (price * factor).toFixed(18)
        if (price < 1e-4 || price > 1e5) return
        const amount = Math.floor((side === BUY ? y : x) * part)
        const fill = new Fill()
        const column = (value: number) => Float64Array.of(value)
        quoteBalancer(column(x), column(y), column(t), 0, side, amount, Number(limit), 33, 1e6, fill)
        const twin = exactBalancerSwap(
          poolOf(x, y, t),
          side === BUY,
          BigInt(amount),
          bitsOfDecimal(limit),
          33n,
          1_000_000n,
        )
        const names: Record<string, string> = {
          'swap-input-too-large': 'SwapInputTooLarge',
          'reserves-too-low': 'ReservesTooLow',
          'price-limit-exceeded': 'PriceLimitExceeded',
          none: '',
        }
        // a payout of one RAO or none, and a price at its limit to the last digit, may fall either way
        if (twin.paidOut <= 2n && fill.paidOut <= 2) return
        expect(names[refusalNames[fill.refusal]]).toBe(twin.error)
        near(fill.paidIn, twin.paidIn, 1e-8)
        near(fill.paidOut, twin.paidOut, 1e-8)
        near(fill.fee, twin.fee, 1e-8)
      }),
      { numRuns: 400 },
    )
  })

  test('on the weight after an injection of a block, to the last part of 1e-18', () => {
    const amounts = fc.integer({ min: 0, max: 1_000_000_000 })
    const deep = fc.double({ min: 12, max: 15.5, noNaN: true }).map((e) => Math.floor(10 ** e))
    fc.assert(
      fc.property(deep, deep, fc.integer({ min: -1e12, max: 1e12 }), amounts, amounts, (x, y, t, dx, dy) => {
        const next = exactWeightAfter(poolOf(x, y, t), BigInt(dx), BigInt(dy)) ?? -1n
        const got = BigInt(tiltAfterInjection(x, y, t, dx, dy)) + HALF
        // one part: the chain rounds its products to whole RAO^2 first
        expect(Math.abs(Number(got - next))).toBeLessThanOrEqual(1)
      }),
    )
  })

  test('after a year of injections the weight is still right to 1e-12', () => {
    const pool = { x: 3_508_759_464_201_507n, y: 23_027_286_450_685n, w2: 499_999_996_087_743_500n }
    let [x, y, t] = [Number(pool.x), Number(pool.y), Number(pool.w2 - HALF)]
    for (let block = 0; block < 100_000; block++) {
      const [dx, dy] = [2_004_308 + (block % 7), 13_153 + (block % 3)]
      pool.w2 = exactWeightAfter(pool, BigInt(dx), BigInt(dy)) ?? -1n
      pool.x += BigInt(dx)
      pool.y += BigInt(dy)
      t = tiltAfterInjection(x, y, t, dx, dy)
      x += dx
      y += dy
    }
    expect(Math.abs(Number(BigInt(t) + HALF - pool.w2))).toBeLessThan(1e5)
  })
})

test('the fraction paid joins smoothly where one series takes over from another', () => {
  for (const c of [-0.99, -1e-8, 1e-8, 0.5, 98]) {
    for (const u of [1 / 65_536 / (4 + c), 1 / 1024]) {
      const [below, above] = [paidFraction(u * (1 - 1e-12), c), paidFraction(u * (1 + 1e-12), c)]
      expect(above / below - 1).toBeGreaterThan(-1e-13)
      expect(above / below - 1).toBeLessThan(1e-11)
    }
  }
})

test('a power is rounded down, and exact where it is a whole number', () => {
  expect(powRatioScaled(1n, 4n, 1n, 2n, PARTS)).toBe(PARTS / 2n)
  expect(powRatioScaled(8n, 27n, 2n, 3n, 9n)).toBe(4n)
  expect(powRatioScaled(2n, 1n, 1n, 2n, 10n ** 30n)).toBe(1_414_213_562_373_095_048_801_688_724_209n)
  expect(powRatioScaled(5n, 5n, 7n, 3n, PARTS)).toBe(PARTS)
  expect(powRatioScaled(0n, 5n, 7n, 3n, PARTS)).toBe(0n)
})

test('the first regime drops what it refuses, the second offers each side alone', () => {
  // almost all the weight is on alpha: more alpha would push TAO below one hundredth
  const make = () => {
    const made = world(4e12, 1e12)
    setTaoWeightParts(made, 1, 10n ** 16n + 10n ** 14n)
    return made
  }
  const accepted = new Injection()
  const first = make()
  balancer.inject(first, 1, 1e9, 4e11, accepted)
  expect([accepted.tao, accepted.alpha]).toEqual([0, 0])
  expect(taoWeightParts(first, 1)).toBe(10n ** 16n + 10n ** 14n)
  const second = make()
  balancerReservoirs.inject(second, 1, 1e9, 4e11, accepted)
  expect([accepted.tao, accepted.alpha]).toEqual([1e9, 0])
  expect(taoWeightParts(second, 1)).toBeGreaterThan(10n ** 16n + 10n ** 14n)
})

test('an empty pool begins with equal weights, and refuses one side without the other', () => {
  const accepted = new Injection()
  const empty = world(0, 0)
  balancer.open(empty, 1, 0.3)
  balancer.inject(empty, 1, 5e9, 7e9, accepted)
  expect([accepted.tao, accepted.alpha]).toEqual([5e9, 7e9])
  expect(balancer.taoWeight(empty, 1)).toBe(0.5)
  const half = world(0, 1e12)
  balancer.inject(half, 1, 100, 200, accepted)
  expect([accepted.tao, accepted.alpha]).toEqual([0, 0])
})

test('the migration from concentrated liquidity keeps every price', () => {
  const made = world(4e12, 1e12)
  concentrated.open(made, 1)
  poolColumns.of(made).sqrtPrice[1] = Math.sqrt(0.2)
  balancer.enter(made, concentrated)
  expect(balancer.price(made, 1)).toBeCloseTo(0.2, 11)
  expect(balancer.taoWeight(made, 1)).toBeCloseTo(5 / 9, 11)
})

test('the weights outlive the change from one weighted regime to the next', () => {
  const made = world(4e12, 1e12)
  setTaoWeightParts(made, 1, 499_999_996_087_743_500n)
  balancerReservoirs.enter(made, balancer)
  expect(taoWeightParts(made, 1)).toBe(499_999_996_087_743_500n)
})
