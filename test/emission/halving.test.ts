import fc from 'fast-check'
import { expect, test } from 'vitest'
import {
  alphaEmission,
  emissionOf,
  halving,
  halvingThreshold,
  SUPPLY,
} from '../../src/emission/issuance/halving.js'
import { noHalving } from '../../src/emission/issuance/no-halving.js'
import {
  blocksUntilHalving,
  emissionAt,
  issuanceAfter,
  nextHalving,
} from '../../src/emission/issuance/schedule.js'
import { toLimbs } from '../../src/numeric/limbs.js'
import { createWorld } from '../../src/state/world.js'

const newWorld = () => createWorld({ subnets: 3, uids: 1, coldkeys: 1, hotkeys: 1, positions: 1 })

/** The chain's words, in big integers: how often must the remaining supply double to reach the whole? */
function plainEmission(issuance: bigint): bigint {
  let k = 0n
  while (k < 64n && (SUPPLY - issuance) << (k + 1n) <= SUPPLY) k++
  return 1_000_000_000n >> k
}

test('emission halves exactly when the remaining supply has halved', () => {
  const issuance = fc.oneof(
    fc.bigInt({ min: 0n, max: SUPPLY }),
    fc
      .tuple(fc.integer({ min: 1, max: 30 }), fc.integer({ min: -2, max: 2 }))
      .map(([k, d]) => halvingThreshold(k) + BigInt(d)),
  )
  fc.assert(
    fc.property(issuance, (i) => {
      expect(emissionAt(i)).toBe(plainEmission(i))
    }),
    { numRuns: 500 },
  )
})

test('one RAO below 10.5 M TAO the block still mints a whole TAO', () => {
  const below = toLimbs(halvingThreshold(1) - 1n)
  const at = toLimbs(halvingThreshold(1))
  expect(emissionOf(...below)).toBe(1_000_000_000)
  expect(emissionOf(...at)).toBe(500_000_000)
})

test('an alpha halves on its own issuance, pool and outside together, to the RAO', () => {
  const world = newWorld()
  const { alphaReserve, alphaOutHigh, alphaOutLow } = world.subnets
  fc.assert(
    fc.property(
      fc.bigInt({ min: 0n, max: 8n * 10n ** 15n }),
      fc.integer({ min: -2, max: 2 }),
      (reserve, d) => {
        const issuance = halvingThreshold(1) + BigInt(d)
        const [high, low] = toLimbs(issuance - reserve)
        alphaReserve[1] = Number(reserve)
        alphaOutHigh[1] = high
        alphaOutLow[1] = low
        expect(alphaEmission(world, 1)).toBe(d < 0 ? 1_000_000_000 : 500_000_000)
      },
    ),
  )
})

test('the discrete schedule ends a hundredth of a TAO short of 21 million', () => {
  expect(issuanceAfter(0n, 100, 10_500_000n)).toBe(20_999_999_989_500_000n)
  expect(emissionAt(SUPPLY)).toBe(0n)
})

test('recycling delays the halving', () => {
  const start = halvingThreshold(1) - 10_000_000_000n
  expect(nextHalving(start)).toEqual({ index: 1, threshold: halvingThreshold(1) })
  expect(blocksUntilHalving(start, 0n)).toBe(10)
  expect(blocksUntilHalving(start, 250_000_000n)).toBe(14)
  expect(blocksUntilHalving(start, 1_000_000_000n)).toBe(Number.POSITIVE_INFINITY)
})

test('without halving the emission of the first block goes on past the threshold, up to the supply', () => {
  const world = newWorld()
  const issue = (issuance: bigint) => {
    const [high, low] = toLimbs(issuance)
    world.issuance.high[0] = high
    world.issuance.low[0] = low
  }
  issue(halvingThreshold(1) - 1n)
  noHalving.enter?.(world, null)
  issue(halvingThreshold(2))
  expect(noHalving.blockEmission(world)).toBe(1_000_000_000)
  expect(halving.blockEmission(world)).toBe(250_000_000)
  issue(SUPPLY)
  expect(noHalving.blockEmission(world)).toBe(0)
})
