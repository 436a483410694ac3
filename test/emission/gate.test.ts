import fc from 'fast-check'
import { expect, test } from 'vitest'
import { type EmissionParams, mainnetEmissionParams } from '../../src/emission/emission.js'
import { exactGate } from '../../src/emission/exact/gate.js'
import { priceBurnShares } from '../../src/emission/shares/burn-weights.js'
import { gateMemory } from '../../src/emission/shares/gate.js'
import { hillGate } from '../../src/emission/shares/hill-gate.js'
import { hillGateRank } from '../../src/emission/shares/hill-gate-rank.js'
import { createWorld, type World } from '../../src/state/world.js'

function worldOf(prices: readonly number[], burned: readonly number[] = []): World {
  const world = createWorld({ subnets: prices.length + 1, uids: 1, coldkeys: 1, hotkeys: 1, positions: 1 })
  world.subnets.movingPrice.set(prices, 1)
  world.subnets.minerBurned.set(burned, 1)
  world.block = 1
  return world
}

function shares(world: World, rule = hillGateRank, params: EmissionParams = mainnetEmissionParams): number[] {
  const n = world.subnets.exists.length - 1
  const out = new Float64Array(n + 1)
  const emitting = Uint16Array.from({ length: n }, (_, k) => k + 1)
  rule.shares(world, emitting, n, params, out, out)
  return Array.from(out.subarray(1))
}

test('a subnet at the bar keeps half its weight', () => {
  const world = worldOf([2, 1])
  const [first, second] = shares(world, hillGateRank, { ...mainnetEmissionParams, barRank: 2 })
  // bar 1/3: weights 2/3 (8/9) and 1/3 (1/2)
  expect(first / second).toBeCloseTo((2 * 8) / 9 / (1 / 2), 12)
})

test('the bar is set where none is stored and then every 360 blocks only', () => {
  const world = worldOf([5, 4, 1])
  const params = { ...mainnetEmissionParams, barRank: 2 }
  const { bar } = gateMemory.of(world)
  shares(world, hillGateRank, params)
  expect(bar[0]).toBeCloseTo(0.4, 12)
  world.subnets.movingPrice.set([5, 3, 2], 1)
  world.block = 359
  shares(world, hillGateRank, params)
  expect(bar[0]).toBeCloseTo(0.4, 12)
  world.block = 360
  shares(world, hillGateRank, params)
  expect(bar[0]).toBeCloseTo(0.3, 12)
})

test('a change of rank, or the entry into a later era, sets the bar anew; one given at genesis stands', () => {
  const world = worldOf([5, 4, 1])
  const { bar } = gateMemory.of(world)
  shares(world, hillGateRank, { ...mainnetEmissionParams, barRank: 2 })
  shares(world, hillGateRank, { ...mainnetEmissionParams, barRank: 1 })
  expect(bar[0]).toBeCloseTo(0.5, 12)
  hillGateRank.enter(world, null, mainnetEmissionParams)
  expect(bar[0]).toBeCloseTo(0.5, 12)
  hillGateRank.enter(world, hillGate, mainnetEmissionParams)
  expect(bar[0]).toBe(0)
})

test('with fewer positive shares than the rank the smallest of them is the bar', () => {
  const world = worldOf([3, 0, 1])
  shares(world)
  expect(gateMemory.of(world).bar[0]).toBeCloseTo(0.25, 12)
})

test('by mass, the bar is the share that completes the quantile', () => {
  const world = worldOf([5, 3, 2])
  shares(world, hillGate, { ...mainnetEmissionParams, barQuantile: 0.75 })
  expect(gateMemory.of(world).bar[0]).toBeCloseTo(0.3, 12)
})

test('without any price there is no bar and no share', () => {
  const world = worldOf([0, 0])
  expect(shares(world)).toEqual([0, 0])
  expect(gateMemory.of(world).bar[0]).toBe(0)
})

test('where everyone withholds everything the plain prices are gated', () => {
  const prices = [0.1, 0.05, 0.01]
  expect(shares(worldOf(prices, [1, 1, 1]))).toEqual(shares(worldOf(prices)))
})

test('the gate only moves shares up the ranking and keeps their order', () => {
  const prices = fc.array(fc.integer({ min: 1, max: 2 ** 30 }), { minLength: 2, maxLength: 60 })
  fc.assert(
    fc.property(prices, fc.integer({ min: 1, max: 8 }), (bits, gateExponent) => {
      const world = worldOf([...bits].sort((a, b) => b - a).map((b) => b / 2 ** 32))
      const base = new Float64Array(bits.length + 1)
      const all = Uint16Array.from(bits, (_, k) => k + 1)
      priceBurnShares(world, all, bits.length, base)
      const gated = shares(world, hillGateRank, { ...mainnetEmissionParams, gateExponent, barRank: 4 })
      for (let k = 1; k < gated.length; k++) expect(gated[k]).toBeLessThanOrEqual(gated[k - 1] + 1e-15)
      expect(gated[0]).toBeGreaterThanOrEqual(base[1] - 1e-12)
    }),
  )
})

test("the gate agrees with its exact twin, which takes powers as the chain's library does", () => {
  const subnet = fc.tuple(fc.integer({ min: 2 ** 18, max: 2 ** 30 }), fc.integer({ min: 0, max: 2 ** 32 }))
  fc.assert(
    fc.property(
      fc.array(subnet, { minLength: 2, maxLength: 40 }),
      fc.integer({ min: 0, max: 12 }),
      (rows, barRank) => {
        const prices = rows.map(([bits]) => bits / 2 ** 32)
        const burned = rows.map(([, bits]) => bits / 2 ** 32)
        const rule = barRank > 0 ? hillGateRank : hillGate
        const settings = { bar_rank: barRank, bar_quantile: 0.75, exponent: 3, stored_bar: 0, block: 1 }
        const twin = exactGate(prices, burned, settings)
        const got = shares(worldOf(prices, burned), rule, { ...mainnetEmissionParams, barRank })
        const errors = got.map((share, k) => Math.abs(share - twin.shares[k]))
        expect(Math.max(...errors)).toBeLessThan(1e-6)
      },
    ),
    { numRuns: 60, seed: 3 },
  )
})
