import { expect, test } from 'vitest'
import { alphaSync } from '../../src/emission/issuance/alpha-sync.js'
import { halving, halvingThreshold } from '../../src/emission/issuance/halving.js'
import { toLimbs } from '../../src/numeric/limbs.js'
import { createWorld } from '../../src/state/world.js'

/** A world of two subnets, of which the second has passed its own first halving. */
function twoSubnets() {
  const world = createWorld({ subnets: 3, uids: 1, coldkeys: 1, hotkeys: 1, positions: 1 })
  const [high, low] = toLimbs(halvingThreshold(1))
  world.subnets.alphaOutHigh[2] = high
  world.subnets.alphaOutLow[2] = low
  const issue = (issuance: bigint) => {
    const limbs = toLimbs(issuance)
    world.issuance.high[0] = limbs[0]
    world.issuance.low[0] = limbs[1]
  }
  const emitted = () => {
    const bulk = new Float64Array(3)
    alphaSync.alphaEmissions(world, Uint16Array.from([1, 2]), 2, bulk)
    const single = [1, 2].map((netuid) => alphaSync.alphaEmission(world, netuid))
    expect([...bulk.subarray(1)]).toEqual(single)
    return single
  }
  return { world, issue, emitted }
}

test('every alpha halves with TAO, counted from when the rule was entered, on top of its own schedule', () => {
  const { world, issue, emitted } = twoSubnets()
  issue(halvingThreshold(1))
  alphaSync.enter?.(world, null)
  expect(emitted()).toEqual([1_000_000_000, 500_000_000])
  issue(halvingThreshold(2) - 1n)
  expect(emitted()).toEqual([1_000_000_000, 500_000_000])
  issue(halvingThreshold(2))
  expect(emitted()).toEqual([500_000_000, 250_000_000])
  issue(halvingThreshold(4))
  expect(emitted()).toEqual([125_000_000, 62_500_000])
})

test('TAO itself halves as on the chain', () => {
  const { world, issue } = twoSubnets()
  issue(halvingThreshold(2))
  alphaSync.enter?.(world, null)
  expect(alphaSync.blockEmission(world)).toBe(halving.blockEmission(world))
})
