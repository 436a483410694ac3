import fc from 'fast-check'
import { expect, test } from 'vitest'
import { mainnetEmissionParams } from '../../src/emission/emission.js'
import { exactMovingPrice } from '../../src/emission/exact/moving-price.js'
import { movingPriceRules } from '../../src/emission/index.js'
import { createWorld } from '../../src/state/world.js'

const BITS = 2 ** 32
const setting = fc.record({
  moving: fc.integer({ min: 0, max: BITS - 1 }),
  // as a pool gives it: a double, here one of 2^-52
  spot: fc
    .oneof(fc.integer({ min: 0, max: 2 ** 52 }), fc.integer({ min: 0, max: 2 ** 46 }))
    .map((n) => n / 2 ** 52),
  alpha: fc.constantFrom(12_885, 1_288_490),
  age: fc.integer({ min: 1, max: 3_000_000 }),
})

/** The rule's price after some blocks at one spot price, in bits of 2^-32. */
function followed(
  id: string,
  { moving, spot, alpha, age }: { moving: number; spot: number; alpha: number; age: number },
  updates: number,
): number {
  const world = createWorld({ subnets: 2, uids: 1, coldkeys: 1, hotkeys: 1, positions: 1 })
  world.block = 4_000_000
  world.subnets.firstEmissionBlock[1] = world.block + 1 - age
  world.subnets.registeredAt[1] = world.block - age
  world.subnets.movingPrice[1] = moving / BITS
  const params = { ...mainnetEmissionParams, movingAlpha: alpha / BITS }
  for (let n = 0; n < updates; n++) {
    movingPriceRules.get(id).update(world, Uint16Array.of(1), 1, Float64Array.of(0, spot), params)
  }
  return world.subnets.movingPrice[1] * BITS
}

test.each([
  ['age-64', 'u64f64'],
  ['age-32', 'u96f32'],
  ['registered-32', 'u96f32'],
  ['plain-32', 'plain32'],
] as const)('the rule %s stays on the chain grid to the last bit', (id, arithmetic) => {
  fc.assert(
    fc.property(setting, (s) => {
      const exact = exactMovingPrice(arithmetic, {
        moving: BigInt(s.moving),
        spot64: BigInt(s.spot * 2 ** 52) << 12n,
        alpha: BigInt(s.alpha),
        age: BigInt(s.age),
        halving: 201_600n,
        updates: 20,
      })
      expect(followed(id, s, 20)).toBe(Number(exact))
    }),
    { numRuns: 300, seed: 7 },
  )
})

test('a price that holds still sinks by one grid step, and stays there', () => {
  const still = { moving: 50_000_000, spot: 50_000_000 / BITS, alpha: 1_288_490, age: 500_000 }
  expect(followed('age-64', still, 1)).toBe(49_999_999)
  expect(followed('age-64', still, 100)).toBe(49_999_999)
})

test('a spot price above 1 counts as 1', () => {
  const young = { moving: 0, alpha: 1_288_490, age: 1_000 }
  expect(followed('age-64', { ...young, spot: 40 }, 5)).toBe(followed('age-64', { ...young, spot: 1 }, 5))
})

test('a small rise of a young subnet is lost to the grid: its price does not move at all', () => {
  const cheap = { moving: 4_294_967, spot: 0.0011, alpha: 12_885, age: 7_200 }
  expect(followed('age-64', cheap, 1_000)).toBe(4_294_967)
})
