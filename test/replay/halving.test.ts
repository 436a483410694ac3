import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { runBlock } from '../../src/chain/block.js'
import { eras } from '../../src/chain/history.js'
import { halvingThreshold } from '../../src/emission/issuance/halving.js'
import { blocksUntilHalving, emissionAt, nextHalving } from '../../src/emission/issuance/schedule.js'
import { limbsExact, toLimbs } from '../../src/numeric/limbs.js'
import { REST } from '../../src/state/ledger.js'
import type { World } from '../../src/state/world.js'
import { BLOCKS_PER_DAY } from '../../src/units.js'
import { beginningOf, scenarioOf } from '../support/scenarios.js'
import { CROSSED, CROSSED_AT, days, issuance, january, recycled } from './first-halving.js'
import { flowShares, halfLife } from './half-lives.js'

const TAO = 1_000_000_000n
const DAY = BigInt(BLOCKS_PER_DAY)
describe('the first halving, from the issuance of early 2025 (V2)', () => {
  test('began from 8.167 M TAO, 324 days of blocks short of the threshold', () => {
    expect(days).toBe(324n)
    expect(issuance / TAO).toBe(8_167_200n)
  })

  test('comes within three days of block 7,103,975 at the middle of the rate of recycling that was measured then', () => {
    // 7 to 17 days late, so 12: 0.0357 TAO a block, 257 TAO a day
    const block = january + blocksUntilHalving(issuance, recycled(12n))
    expect(Math.abs(block - CROSSED)).toBeLessThan(3 * BLOCKS_PER_DAY)
  })

  test('lies between the ends of that range, and eleven days after the date without recycling', () => {
    const soon = january + blocksUntilHalving(issuance, recycled(7n))
    const late = january + blocksUntilHalving(issuance, recycled(17n))
    expect(soon).toBeLessThan(CROSSED)
    expect(late).toBeGreaterThan(CROSSED)
    const without = january + blocksUntilHalving(issuance, 0n)
    expect((CROSSED - without) / BLOCKS_PER_DAY).toBeGreaterThan(8)
    expect((CROSSED - without) / BLOCKS_PER_DAY).toBeLessThan(13)
  })
})

describe('the halving comes in the block that the integer rule names', () => {
  test('from any issuance, however much is recycled', () => {
    const before = fc.bigInt({ min: halvingThreshold(1) - 200n * TAO, max: halvingThreshold(1) - 1n })
    fc.assert(
      fc.property(before, fc.bigInt({ min: 0n, max: TAO / 2n }), (start, recycled) => {
        let issuance = start
        let blocks = 0
        while (emissionAt(issuance) === TAO) {
          issuance += TAO - recycled
          blocks++
        }
        expect(blocks).toBe(blocksUntilHalving(start, recycled))
        expect(nextHalving(start).index).toBe(1)
      }),
    )
  })

  test('in a world under the rules of December 2025, the block after the threshold is crossed mints half', () => {
    const scenario = scenarioOf({ protocol: { start: 'mainnet@spec362', set: {}, later: [] } })
    const { world, rules, mempool } = beginningOf(scenario)
    // The snapshot has flow averages of nobody: a flow on every subnet, so that the block is shared out.
    for (const netuid of world.netuids) world.subnets.userFlow[netuid] = 1e9
    const start = halvingThreshold(1) - 20n * TAO
    issue(world, start)
    let last = start
    for (let k = 0; k < 30; k++) {
      world.block++
      runBlock(world, rules, mempool)
      // What a block mints is decided by the issuance at its start, to the RAO.
      expect(BigInt(world.totals.blockEmission)).toBe(emissionAt(last))
      const now = limbsExact(world.issuance.high[0], world.issuance.low[0])
      expect(now - last).toBeGreaterThan(0n)
      expect(now - last).toBeLessThanOrEqual(emissionAt(last))
      last = now
    }
    expect(last).toBeGreaterThan(halvingThreshold(1))
    expect(world.totals.blockEmission).toBe(500_000_000)
  })
})

/** Set the issuance; those outside the scenario hold the difference. */
function issue(world: World, issuance: bigint): void {
  const before = limbsExact(world.issuance.high[0], world.issuance.low[0])
  world.coldkeys.free[REST] += Number(issuance - before)
  const [high, low] = toLimbs(issuance)
  world.issuance.high[0] = high
  world.issuance.low[0] = low
}

describe('closed forms', () => {
  test('V3: 7,200 TAO a day before the first halving and 3,600 after it; inflation of 25 and of 12.5 % a year', () => {
    const at = halvingThreshold(1)
    expect((emissionAt(at - 1n) * DAY) / TAO).toBe(7_200n)
    expect((emissionAt(at) * DAY) / TAO).toBe(3_600n)
    const yearly = (issuance: bigint) =>
      (Number(emissionAt(issuance)) * BLOCKS_PER_DAY * 365) / Number(issuance)
    expect(yearly(at - 1n)).toBeCloseTo(0.25, 2)
    expect(yearly(at)).toBeCloseTo(0.125, 2)
  })

  test('V4: without recycling the second halving comes on 2029-12-12, 1,458.3 days after the first', () => {
    const blocks = blocksUntilHalving(halvingThreshold(1), 0n)
    expect(blocks).toBe(10_500_000)
    const date = new Date(CROSSED_AT + blocks * 12_000).toISOString()
    expect(date.slice(0, 10)).toBe('2029-12-12')
  })

  test('V13: a mature moving price has a half-life of 231,049 blocks at 3e-6, twice that at 28 days, 2,310 at 0.0003', () => {
    const { movingAlpha } = eras.get('mainnet@spec258').params
    expect(Math.abs(halfLife('age-64', 3e-6, 1e15) - 231_049)).toBeLessThan(30)
    expect(Math.abs(halfLife('age-32', movingAlpha!, 1e15) - 231_049)).toBeLessThan(30)
    expect(Math.abs(halfLife('age-64', 3e-6, 201_600) / 231_049 - 2)).toBeLessThan(1e-3)
    expect(Math.abs(halfLife('age-64', 1_288_490 / 2 ** 32, 1e15) - 2_310)).toBeLessThan(2)
  })

  test('V14: an average of flow has a half-life of 216,000 blocks', () => {
    const out = flowShares(216_000)
    expect(out[1]).toBeCloseTo(0.5, 5)
    expect(out[2]).toBeCloseTo(0.5, 5)
  })
})
