import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { runBlock } from '../../src/chain/block.js'
import { eras } from '../../src/chain/history.js'
import { mainnetEmissionParams } from '../../src/emission/emission.js'
import { movingPriceRules, shareRules } from '../../src/emission/index.js'
import { halvingThreshold } from '../../src/emission/issuance/halving.js'
import { blocksUntilHalving, emissionAt, nextHalving } from '../../src/emission/issuance/schedule.js'
import { limbsExact, toLimbs } from '../../src/numeric/limbs.js'
import { REST } from '../../src/state/ledger.js'
import { createWorld, type World } from '../../src/state/world.js'
import { BLOCKS_PER_DAY } from '../../src/units.js'
import { beginningOf, scenarioOf } from '../support/scenarios.js'

const TAO = 1_000_000_000n
const DAY = BigInt(BLOCKS_PER_DAY)
/** The block in which mainnet's issuance reached 10.5 M TAO. Source: archive-node study, see data/README.md */
const CROSSED = 7_103_975
const CROSSED_AT = Date.parse('2025-12-15T13:31:24Z')

describe('the first halving, from the issuance of early 2025 (V2)', () => {
  /**
   * On 2025-01-14 a public explorer reckoned that without any recycling the halving would come on 2025-12-04, and at the rate
   * at which registrations had been recycled in the 30 days before, between 2025-12-11 and 12-21.
   * Block 4,964,237 was the first of 2025-02-20. Source: docs.taostats.io, Halving; data of daily prices, first blocks.
   */
  const january = 4_964_237 - 37 * BLOCKS_PER_DAY
  const days = BigInt(Date.parse('2025-12-04') - Date.parse('2025-01-14')) / 86_400_000n
  const issuance = halvingThreshold(1) - days * DAY * TAO

  /** Recycled a block, RAO, if that puts the halving off by so many days. */
  const recycled = (late: bigint) => (TAO * late) / (days + late)

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

  /** Blocks until a moving price has fallen to half, with the spot price at next to nothing. */
  function halfLife(rule: string, movingAlpha: number, age: number): number {
    const world = createWorld({ subnets: 2, uids: 1, coldkeys: 1, hotkeys: 1, positions: 1 })
    const { movingPrice, firstEmissionBlock } = world.subnets
    const params = { ...mainnetEmissionParams, movingAlpha }
    const emitting = Uint16Array.of(1)
    const spot = new Float64Array(2)
    movingPrice[1] = 1
    let blocks = 0
    for (; movingPrice[1] > 0.5; blocks++) {
      // held at one age, so that the rate stays what it is there
      world.block = 1_000_000_000
      firstEmissionBlock[1] = world.block + 1 - age
      movingPriceRules.get(rule).update(world, emitting, 1, spot, params)
    }
    return blocks
  }

  test('V13: a mature moving price has a half-life of 231,049 blocks at 3e-6, twice that at 28 days, 2,310 at 0.0003', () => {
    const { movingAlpha } = eras.get('mainnet@spec258').params
    expect(Math.abs(halfLife('age-64', 3e-6, 1e15) - 231_049)).toBeLessThan(30)
    expect(Math.abs(halfLife('age-32', movingAlpha!, 1e15) - 231_049)).toBeLessThan(30)
    expect(Math.abs(halfLife('age-64', 3e-6, 201_600) / 231_049 - 2)).toBeLessThan(1e-3)
    expect(Math.abs(halfLife('age-64', 1_288_490 / 2 ** 32, 1e15) - 2_310)).toBeLessThan(2)
  })

  test('V14: an average of flow has a half-life of 216,000 blocks', () => {
    const world = createWorld({ subnets: 3, uids: 1, coldkeys: 1, hotkeys: 1, positions: 1 })
    const { userFlow } = world.subnets
    const rule = shareRules.get('flow-ema')
    const emitting = Uint16Array.of(1, 2)
    const out = new Float64Array(3)
    const step = () => {
      world.block++
      rule.shares(world, emitting, 2, mainnetEmissionParams, out, out)
    }
    rule.enter(world, null, mainnetEmissionParams)
    // Subnet 1 has one day of flow, 30 days before; subnet 2 then gets half as much in a block.
    userFlow[1] = 2e15
    step()
    for (let block = 0; block < 216_000; block++) step()
    userFlow[2] = 1e15
    step()
    expect(out[1]).toBeCloseTo(0.5, 5)
    expect(out[2]).toBeCloseTo(0.5, 5)
  })
})
