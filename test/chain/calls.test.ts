import { describe, expect, test } from 'vitest'
import { applyCalls } from '../../src/chain/calls/index.js'
import { CALL } from '../../src/chain/mempool.js'
import { ask, fillPool, type SmallChain, smallChain } from '../../src/conform/chain-world.js'
import { REFUSAL, type RefusalName, refusalNames } from '../../src/refusal.js'
import { BLOCK_AUTHORS } from '../../src/state/ledger.js'
import { stakeOf } from '../../src/state/share-pools.js'
import { ROOT } from '../../src/units.js'

const TAO = 1e9
const NO_LIMIT = Number.POSITIVE_INFINITY

/** A subnet with a pool of 1,000 TAO and 100,000 alpha, and a coldkey with 500 TAO. */
function chain(): SmallChain {
  const small = smallChain('mainnet@spec475', 2)
  fillPool(small, 1, 1_000 * TAO, 100_000 * TAO, undefined)
  fillPool(small, 2, 2_000 * TAO, 100_000 * TAO, undefined)
  small.world.coldkeys.free[small.coldkey] = 500 * TAO
  return small
}

/** Carry out what waits. @returns why calls were refused, by name */
function carryOut({ world, rules, mempool }: SmallChain): RefusalName[] {
  const before = Float64Array.from(rules.log.refusals)
  applyCalls(world, rules, mempool)
  return refusalNames.filter((_, code) => rules.log.refusals[code] > before[code])
}

const free = ({ world, coldkey }: SmallChain) => world.coldkeys.free[coldkey]
const alpha = ({ world, coldkey, hotkey }: SmallChain, netuid: number) =>
  stakeOf(world, hotkey, coldkey, netuid)

describe('adding stake', () => {
  test('pays the fee to the block authors and records the rest as inflow', () => {
    const small = chain()
    ask(small, 'addStake', 1, 100 * TAO, NO_LIMIT)
    expect(carryOut(small)).toEqual([])
    const fee = Math.floor((100 * TAO * 33) / 65_535)
    expect(small.world.coldkeys.free[BLOCK_AUTHORS]).toBe(fee)
    expect(small.world.subnets.userFlow[1]).toBe(100 * TAO - fee)
    expect(free(small)).toBe(400 * TAO)
    // A tenth of the pool buys a little less than an eleventh of its alpha.
    expect(alpha(small, 1) / TAO).toBeCloseTo(9_086.7, 0)
  })

  test.each<[string, number, number, number, RefusalName]>([
    ['more than the coldkey holds', 1, 501 * TAO, NO_LIMIT, 'not-enough-balance'],
    ['less than the minimum stake and its fee', 1, 2_000_000, NO_LIMIT, 'amount-too-low'],
    ['on a subnet that does not exist', 9, TAO, NO_LIMIT, 'subnet-does-not-exist'],
    ['at a limit below the price', 1, TAO, 0.009, 'price-limit-exceeded'],
    ['all or nothing beyond the limit', 1, 100 * TAO, 0.0101, 'slippage-too-high'],
  ])('%s is refused and nothing moves', (_, netuid, amount, limit, reason) => {
    const small = chain()
    ask(small, 'addStake', netuid, amount, limit)
    expect(carryOut(small)).toEqual([reason])
    expect(free(small)).toBe(500 * TAO)
    expect(small.world.subnets.taoReserve[1]).toBe(1_000 * TAO)
  })

  test('a partial order buys up to its limit and leaves the rest of the TAO alone', () => {
    const small = chain()
    const row = ask(small, 'addStake', 1, 100 * TAO, 0.0101)
    small.mempool.partial[row] = 1
    expect(carryOut(small)).toEqual([])
    const spent = 500 * TAO - free(small)
    expect(spent).toBeLessThan(6 * TAO)
    expect(small.rules.market.price(small.world, 1)).toBeLessThanOrEqual(0.0101)
    expect(small.rules.market.price(small.world, 1)).toBeGreaterThan(0.01009)
  })

  test('before the start call is refused', () => {
    const small = chain()
    small.world.subnets.subtokenEnabled[1] = 0
    ask(small, 'addStake', 1, TAO, NO_LIMIT)
    expect(carryOut(small)).toEqual(['subtoken-disabled'])
  })

  test('root takes TAO one to one without a fee', () => {
    const small = chain()
    ask(small, 'addStake', ROOT, 100 * TAO, NO_LIMIT)
    expect(carryOut(small)).toEqual([])
    expect(alpha(small, ROOT)).toBe(100 * TAO)
    expect(small.world.subnets.taoReserve[ROOT]).toBe(100 * TAO)
    expect(small.world.coldkeys.free[BLOCK_AUTHORS]).toBe(0)
  })
})

describe('removing stake', () => {
  const staked = () => {
    const small = chain()
    ask(small, 'addStake', 1, 100 * TAO, NO_LIMIT)
    carryOut(small)
    return small
  }

  test('of a whole position empties it', () => {
    const small = staked()
    ask(small, 'removeStake', 1, alpha(small, 1), 0)
    expect(carryOut(small)).toEqual([])
    expect(alpha(small, 1)).toBe(0)
    // Two fees of 0.05 % and nothing else are lost on a round trip.
    expect(free(small) / TAO).toBeCloseTo(500 - 100 * 2 * (33 / 65_535), 1)
  })

  test.each<[string, (small: SmallChain) => number, number, RefusalName]>([
    ['more than is held', (small) => alpha(small, 1) + 1, 0, 'not-enough-stake'],
    ['a crumb that fetches less than the minimum', () => 1000, 0, 'amount-too-low'],
    ['at a limit above the price', () => TAO, 1, 'price-limit-exceeded'],
  ])('%s is refused', (_, amount, limit, reason) => {
    const small = staked()
    const before = alpha(small, 1)
    ask(small, 'removeStake', 1, amount(small), limit)
    expect(carryOut(small)).toEqual([reason])
    expect(alpha(small, 1)).toBe(before)
  })
})

describe('moving stake', () => {
  test('across subnets records outflow of one and inflow of the other', () => {
    const small = chain()
    ask(small, 'addStake', 1, 100 * TAO, NO_LIMIT)
    carryOut(small)
    small.world.subnets.userFlow[1] = 0
    const row = ask(small, 'moveStake', 1, alpha(small, 1), 0)
    small.mempool.toNetuid[row] = 2
    small.mempool.toHotkey[row] = small.hotkey
    expect(carryOut(small)).toEqual([])
    expect(alpha(small, 1)).toBe(0)
    expect(alpha(small, 2)).toBeGreaterThan(0)
    expect(small.world.subnets.userFlow[1]).toBeLessThan(0)
    expect(small.world.subnets.userFlow[2]).toBeGreaterThan(99 * TAO)
  })

  test('onto itself is refused', () => {
    const small = chain()
    ask(small, 'addStake', 1, 100 * TAO, NO_LIMIT)
    carryOut(small)
    const row = ask(small, 'moveStake', 1, TAO, 0)
    small.mempool.toNetuid[row] = 1
    small.mempool.toHotkey[row] = small.hotkey
    expect(carryOut(small)).toEqual(['same-position'])
  })
})

describe('registering', () => {
  const open = () => {
    const small = chain()
    small.world.subnets.burn[1] = TAO
    small.world.subnets.maxUids[1] = 4
    return small
  }

  test('burns the price into the pool, recycles the alpha and raises the price by 1.26', () => {
    const small = open()
    const issued = small.world.subnets.alphaReserve[1]
    ask(small, 'register', 1, 0, NO_LIMIT)
    expect(carryOut(small)).toEqual([])
    expect(small.world.subnets.taoReserve[1]).toBe(1_000 * TAO + TAO - Math.floor((TAO * 33) / 65_535))
    expect(small.world.subnets.alphaReserve[1]).toBeLessThan(issued)
    expect(small.world.subnets.alphaOutLow[1]).toBe(0)
    expect(small.world.subnets.burn[1]).toBe(1_260_000_000)
    expect(small.world.subnets.neuronCount[1]).toBe(1)
  })

  test('twice with one hotkey, or above the limit given, is refused', () => {
    const small = open()
    ask(small, 'register', 1, 0, NO_LIMIT)
    carryOut(small)
    ask(small, 'register', 1, 0, NO_LIMIT)
    expect(carryOut(small)).toEqual(['already-registered'])
    ask(small, 'register', 2, 0, 1)
    small.world.subnets.burn[2] = TAO
    expect(carryOut(small)).toEqual(['registration-price-limit'])
  })
})

test('every call has a name and every refusal a code', () => {
  expect(new Set(Object.values(CALL)).size).toBe(Object.keys(CALL).length)
  expect(REFUSAL.none).toBe(0)
})
