import fc from 'fast-check'
import { describe, expect, test } from 'vitest'

import { BUY, Fill, Injection, type Market, SELL, type Side } from '../../src/market/market.js'
import { createWorld, listNetuids, type World } from '../../src/state/world.js'

fc.configureGlobal({ seed: 441 })

const NETUID = 1
/** Some eras show prices on this grid. */
const GRID = 2 ** -32
const NONE = { [BUY]: Number.POSITIVE_INFINITY, [SELL]: 0 } as const

interface Pool {
  x: number
  y: number
  weight: number
}

/** Reserves of 100 to 1,000,000 tokens on either side; a weight that the curve may ignore. */
const pools = fc.record({
  x: fc.double({ min: 11, max: 15, noNaN: true }).map((e) => Math.floor(10 ** e)),
  y: fc.double({ min: 11, max: 15, noNaN: true }).map((e) => Math.floor(10 ** e)),
  weight: fc.oneof(fc.constant(0.5), fc.double({ min: 0.4, max: 0.6, noNaN: true })),
})
const sides = fc.constantFrom<Side>(BUY, SELL)
/** Part of the input reserve, one billionth to a fifth. */
const parts = fc.double({ min: -9, max: -0.7, noNaN: true }).map((e) => 10 ** e)
const rates = fc.constantFrom(0, 33, 196)

export function poolOf(market: Market, { x, y, weight }: Pool): World {
  const world = createWorld({ subnets: 2, uids: 1, coldkeys: 1, hotkeys: 1, positions: 1 })
  world.subnets.exists[NETUID] = 1
  world.subnets.alphaReserve[NETUID] = x
  world.subnets.taoReserve[NETUID] = y
  listNetuids(world)
  market.open(world, NETUID, weight)
  return world
}

const inputOf = (world: World, side: Side) =>
  side === BUY ? world.subnets.taoReserve : world.subnets.alphaReserve
const outputOf = (world: World, side: Side) =>
  side === BUY ? world.subnets.alphaReserve : world.subnets.taoReserve

/** Quote, move the reserves as the ledger would, settle. */
export function trade(
  market: Market,
  world: World,
  side: Side,
  amount: number,
  limit: number,
  rate: number,
): Fill {
  const fill = new Fill()
  market.quote(world, NETUID, side, amount, limit, rate, fill)
  if (fill.refusal > 0) return fill
  inputOf(world, side)[NETUID] += fill.paidIn + (market.feesTo === 'pool' ? fill.fee : 0)
  outputOf(world, side)[NETUID] -= fill.paidOut
  market.settle(world, NETUID, side, fill)
  return fill
}

/** Every number a curve could have changed: the subnet's row, and its own columns. */
function rowOf(world: World): unknown {
  const own = [...world.attached.values()].map((table) => Object.entries(table).map(([n, c]) => [n, [...c]]))
  return JSON.stringify([world.subnets.taoReserve, world.subnets.alphaReserve, own])
}

/**
 * What every pool curve owes its traders and the chain. `stable` is no pool.
 * @param edges where liquidity changes: each may round a trade down once more
 */
export function marketContract(market: Market, edges = 0): void {
  describe(market.id, () => {
    test('a quote changes nothing, whether the trade is taken or refused', () => {
      const amounts = fc.constantFrom(0, 1, 1e6, 1e10, 1e18)
      fc.assert(
        fc.property(pools, sides, amounts, fc.boolean(), (pool, side, amount, refuse) => {
          const world = poolOf(market, pool)
          const before = rowOf(world)
          const fill = new Fill()
          const price = market.price(world, NETUID)
          const limit = refuse ? (side === BUY ? price * 0.99 : price * 1.01) : NONE[side]
          market.quote(world, NETUID, side, amount, limit, 33, fill)
          expect(rowOf(world)).toBe(before)
          if (refuse) expect(fill.refusal).toBeGreaterThan(0)
          if (fill.refusal > 0)
            expect([fill.paidIn, fill.paidOut, fill.fee, fill.stopped]).toEqual([0, 0, 0, 0])
        }),
      )
    })

    test('a trade never pays more than the reserve, and takes no more than the amount', () => {
      const bold = fc.double({ min: -9, max: 3.5, noNaN: true }).map((e) => 10 ** e)
      fc.assert(
        fc.property(pools, sides, bold, rates, (pool, side, part, rate) => {
          const world = poolOf(market, pool)
          const reserve = outputOf(world, side)[NETUID]
          const amount = Math.min(2 ** 53 - 1, Math.floor(inputOf(world, side)[NETUID] * part))
          const fill = trade(market, world, side, amount, NONE[side], rate)
          expect(fill.paidOut).toBeLessThanOrEqual(reserve)
          expect(fill.paidOut).toBeGreaterThanOrEqual(0)
          expect(fill.paidIn + fill.fee).toBeLessThanOrEqual(amount)
          if (fill.refusal === 0 && fill.stopped === 0) expect(fill.paidIn + fill.fee).toBe(amount)
          for (const n of [fill.paidIn, fill.paidOut, fill.fee]) expect(Number.isInteger(n)).toBe(true)
        }),
      )
    })

    test('a purchase raises the price, a sale lowers it', () => {
      fc.assert(
        fc.property(pools, sides, parts, rates, (pool, side, part, rate) => {
          const world = poolOf(market, pool)
          const before = market.price(world, NETUID)
          const fill = trade(
            market,
            world,
            side,
            Math.floor(inputOf(world, side)[NETUID] * part),
            NONE[side],
            rate,
          )
          const after = market.price(world, NETUID)
          if (fill.refusal > 0) expect(after).toBe(before)
          else if (part > 1e-6 + (4 * GRID) / before)
            expect(side === BUY ? after > before : after < before).toBe(true)
          else expect(side === BUY ? after >= before : after <= before).toBe(true)
        }),
      )
    })

    test('an amount split into two trades gains nothing beyond rounding', () => {
      fc.assert(
        fc.property(
          pools,
          sides,
          parts,
          fc.double({ min: 0.1, max: 0.9, noNaN: true }),
          (pool, side, part, cut) => {
            const whole = poolOf(market, pool)
            const halves = poolOf(market, pool)
            const amount = Math.floor(inputOf(whole, side)[NETUID] * part)
            const first = Math.floor(amount * cut)
            const atOnce = trade(market, whole, side, amount, NONE[side], 0)
            const one = trade(market, halves, side, first, NONE[side], 0)
            const two = trade(market, halves, side, amount - first, NONE[side], 0)
            if (atOnce.refusal + one.refusal + two.refusal > 0) return
            expect(one.paidOut + two.paidOut).toBeLessThanOrEqual(atOnce.paidOut * (1 + 1e-13) + 2 + edges)
          },
        ),
      )
    })

    test('a round trip earns nothing beyond rounding', () => {
      fc.assert(
        fc.property(pools, sides, parts, rates, (pool, side, part, rate) => {
          const world = poolOf(market, pool)
          const amount = Math.floor(inputOf(world, side)[NETUID] * part)
          const there = trade(market, world, side, amount, NONE[side], rate)
          if (there.refusal > 0) return
          const other = side === BUY ? SELL : BUY
          const back = trade(market, world, other, there.paidOut, NONE[other], rate)
          // one RAO of the token bought may be worth many of the token paid
          const grain = amount / Math.max(1, there.paidOut) + 1
          expect(back.paidOut).toBeLessThanOrEqual(amount * (1 + 1e-12) + (2 + edges) * grain)
        }),
      )
    })

    test('a limit price is never passed', () => {
      const distances = fc.double({ min: -6, max: -0.5, noNaN: true }).map((e) => 10 ** e)
      fc.assert(
        fc.property(pools, sides, parts, distances, rates, (pool, side, part, distance, rate) => {
          const world = poolOf(market, pool)
          const price = market.price(world, NETUID)
          const limit = side === BUY ? price * (1 + distance) : price * (1 - distance)
          const amount = Math.floor(inputOf(world, side)[NETUID] * part)
          const fill = trade(market, world, side, amount, limit, rate)
          const after = market.price(world, NETUID)
          const grain = 1e-9 + 2 / Math.min(pool.x, pool.y) + GRID / limit
          expect(side === BUY ? after <= limit * (1 + grain) : after >= limit * (1 - grain)).toBe(true)
          if (fill.stopped) expect(Math.abs(after / limit - 1)).toBeLessThan(1e-4)
        }),
      )
    })

    test('an injection leaves the price where it was', () => {
      const small = fc.double({ min: -9, max: -2, noNaN: true }).map((e) => 10 ** e)
      fc.assert(
        fc.property(pools, small, small, (pool, a, b) => {
          const world = poolOf(market, pool)
          const { taoReserve, alphaReserve } = world.subnets
          const before = market.price(world, NETUID)
          // the constant product keeps its price only if both sides grow alike
          const alike = market.id === 'constant-product'
          const tao = Math.floor(pool.y * a)
          const alpha = Math.floor(pool.x * (alike ? a : b))
          const accepted = new Injection()
          market.inject(world, NETUID, tao, alpha, accepted)
          expect(accepted.tao).toBeLessThanOrEqual(tao)
          expect(accepted.alpha).toBeLessThanOrEqual(alpha)
          taoReserve[NETUID] += accepted.tao
          alphaReserve[NETUID] += accepted.alpha
          const bound = alike ? 2 / Math.min(pool.x, pool.y) + 1e-15 : 1e-13
          expect(Math.abs(market.price(world, NETUID) / before - 1)).toBeLessThanOrEqual(bound)
        }),
      )
    })
  })
}
