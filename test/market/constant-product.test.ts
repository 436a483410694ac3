import { describe, expect, test } from 'vitest'

import { constantProduct, FLAT_FEE, unstakeFee } from '../../src/market/constant-product.js'
import { BUY, Fill, Injection, SELL } from '../../src/market/market.js'
import { stable } from '../../src/market/stable.js'
import { REFUSAL } from '../../src/refusal.js'
import { poolOf, trade } from '../contracts/market.js'

const open = (x: number, y: number) => poolOf(constantProduct, { x, y, weight: 0.5 })

describe('the flat fee', () => {
  test('of a purchase joins the pool: the stake enters it whole, less alpha leaves it', () => {
    const world = open(1e13, 2e12)
    const paid = trade(constantProduct, world, BUY, 1e10, Number.POSITIVE_INFINITY, 33)
    expect([paid.paidIn, paid.fee, paid.paidOut]).toEqual([1e10, 0, 49_750_996_262])
    expect(world.subnets.taoReserve[1]).toBe(2_010_000_000_000)
  })

  test('of a sale stays in the pool', () => {
    const free = trade(constantProduct, open(1e13, 2e12), SELL, 1e10, 0, 0)
    const paid = trade(constantProduct, open(1e13, 2e12), SELL, 1e10, 0, 33)
    expect(free.paidOut - paid.paidOut).toBe(FLAT_FEE)
  })

  test('of an unstake grows with its size and with what the hotkey earned', () => {
    expect(unstakeFee(1e8, 0)).toBe(50_000)
    expect(unstakeFee(1e12, 0)).toBe(50_000_000)
    expect(unstakeFee(1e12, 0.001)).toBe(1_000_000_000)
  })
})

test('a swap that would leave less than ten million RAO is refused', () => {
  const fill = new Fill()
  constantProduct.quote(open(1e10, 1e10), 1, BUY, 1e13, Number.POSITIVE_INFINITY, 0, fill)
  expect(fill.refusal).toBe(REFUSAL['insufficient-liquidity'])
})

test('an injection out of proportion moves the price', () => {
  const world = open(4e12, 1e12)
  const accepted = new Injection()
  constantProduct.inject(world, 1, 1e12, 0, accepted)
  world.subnets.taoReserve[1] += accepted.tao
  world.subnets.alphaReserve[1] += accepted.alpha
  expect(constantProduct.price(world, 1)).toBe(0.5)
})

test('root pays one for one, without a fee', () => {
  const fill = new Fill()
  stable.quote(open(0, 0), 0, BUY, 123_456_789, Number.POSITIVE_INFINITY, 33, fill)
  expect([fill.refusal, fill.paidIn, fill.paidOut, fill.fee]).toEqual([0, 123_456_789, 123_456_789, 0])
})
