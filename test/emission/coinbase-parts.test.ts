import fc from 'fast-check'
import { expect, test } from 'vitest'
import {
  claimableRate,
  drainPools,
  drainPoolsTogether,
  EpochPools,
  rootOwed,
  shareDividends,
  withheldShare,
} from '../../src/emission/payout.js'
import { rootProportion, rootSells } from '../../src/emission/root-proportion.js'
import { moduloSchedule, statefulSchedule } from '../../src/emission/schedule.js'
import { AlphaSplit, splitAlpha } from '../../src/emission/split.js'
import { createWorld, listNetuids } from '../../src/state/world.js'

test('alpha is split 18 : 41 : 41 among owner, miners, and validators with root', () => {
  const split = new AlphaSplit()
  splitAlpha(1e9, 11_796 / 65_535, 0.25, split)
  expect(split.owner / 1e9).toBeCloseTo(0.18, 4)
  expect(split.server / 1e9).toBeCloseTo(0.41, 4)
  expect((split.validator + split.root) / 1e9).toBeCloseTo(0.41, 4)
  expect(split.root / (split.validator + split.root)).toBeCloseTo(0.25, 6)
})

test('the split hands out no RAO too many and loses at most three', () => {
  const split = new AlphaSplit()
  const share = fc.double({ min: 0, max: 1, noNaN: true })
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 1e9 }), share, share, (alpha, cut, rho) => {
      splitAlpha(alpha, cut, rho, split)
      const total = split.owner + split.server + split.validator + split.root
      expect(total).toBeLessThanOrEqual(alpha)
      expect(total).toBeGreaterThanOrEqual(alpha - 4)
    }),
  )
})

test('the root proportion falls as a subnet grows, from one at birth', () => {
  expect(rootProportion(5e15, 0.18, 0)).toBe(1)
  expect(rootProportion(5e15, 0.18, 1e15)).toBeGreaterThan(rootProportion(5e15, 0.18, 2e15))
  expect(rootProportion(0, 0.18, 1e15)).toBe(0)
  expect(rootProportion(0, 0.18, 0)).toBe(0)
})

test('root sells only while moving prices add up to more than one', () => {
  expect(rootSells(Float64Array.of(1, 0.5, 0.5), Uint16Array.of(1, 2), 2)).toBe(false)
  expect(rootSells(Float64Array.of(1, 0.5, 0.5 + 2 ** -32), Uint16Array.of(1, 2), 2)).toBe(true)
})

test('the first epochs come where the table in the code puts them', () => {
  // tempo, netuid, first block; from the comment of blocks_until_next_epoch
  for (const [tempo, netuid, first] of [
    [1, 0, 0],
    [1, 1, 1],
    [2, 0, 1],
    [2, 1, 0],
    [100, 0, 99],
    [100, 1, 98],
  ]) {
    const due = Array.from({ length: 101 }, (_, block) => moduloSchedule.isDue(block, netuid, tempo, 0))
    expect(due.indexOf(true)).toBe(first)
  }
})

test('the old period is tempo + 1, the new one tempo, and tempo 0 never runs', () => {
  const blocks = Array.from({ length: 2_000 }, (_, block) => block)
  const old = blocks.filter((block) => moduloSchedule.isDue(block, 7, 360, 0))
  expect(old[1] - old[0]).toBe(361)
  let last = 100
  const runs = blocks.filter((block) => {
    const due = statefulSchedule.isDue(block, 7, 360, last)
    if (due) last = block
    return due
  })
  expect(runs).toEqual([460, 820, 1180, 1540, 1900])
  for (const schedule of [moduloSchedule, statefulSchedule]) {
    expect(schedule.isDue(0, 1, 0, 0)).toBe(false)
    expect(schedule.blocksUntilNext(5, 1, 0, 0)).toBe(Number.POSITIVE_INFINITY)
  }
})

test('the change of schedule leaves the next epoch where it was', () => {
  const world = createWorld({ subnets: 200, uids: 1, coldkeys: 1, hotkeys: 1, positions: 1 })
  world.subnets.exists.fill(1)
  listNetuids(world)
  world.block = 8_486_594
  statefulSchedule.enter(world, moduloSchedule)
  for (const netuid of world.netuids) {
    const last = world.subnets.lastEpochBlock[netuid]
    expect(statefulSchedule.blocksUntilNext(world.block, netuid, 360, last)).toBe(
      moduloSchedule.blocksUntilNext(world.block, netuid, 360, 0),
    )
  }
})

test('newborn subnets are spread over the tempo', () => {
  expect(statefulSchedule.lastEpochOfNewborn(10_000, 5, 360)).toBe(9_995)
  expect(statefulSchedule.lastEpochOfNewborn(10_000, 365, 360)).toBe(9_995)
  expect(statefulSchedule.lastEpochOfNewborn(3, 5, 360)).toBe(0)
})

test("validators take the miners' half where no miner earned anything", () => {
  const pools = new EpochPools()
  drainPools(100, 80, 20, 0, pools)
  expect(pools).toEqual({ input: 200, validator: 180, root: 20 })
  drainPools(100, 80, 20, 5, pools)
  expect(pools.validator).toBe(80)
  drainPoolsTogether(250, 45, 7, pools)
  expect(pools).toEqual({ input: 295, validator: 102, root: 45 })
})

test('dividends are paid from two pools in proportion to alpha and root stake', () => {
  const [alpha, root] = [new Float64Array(2), new Float64Array(2)]
  shareDividends([50, 50], [1_000, 0], [0, 1_000], 2, 0.18, 1_000_000, 500_000, alpha, root)
  expect(Array.from(alpha)).toEqual([1_000_000, 0])
  expect(Array.from(root)).toEqual([0, 500_000])
})

test('a pool without claimants pays nobody', () => {
  const [alpha, root] = [new Float64Array(1), new Float64Array(1)]
  shareDividends([50], [1_000], [0], 1, 0.18, 1_000, 500, alpha, root)
  expect([alpha[0], root[0]]).toEqual([1_000, 0])
})

test('what goes to the owner counts as withheld', () => {
  expect(withheldShare([25, 75], [1, 0], 2)).toBe(0.25)
  expect(withheldShare([], [], 0)).toBe(0)
})

test('a dividend too small for the grid of the claimable rate is lost', () => {
  expect(claimableRate(1_000_000, 5e15)).toBe(0)
  const rate = claimableRate(123_456_789_000, 5e15)
  expect(rootOwed(rate, 4e13, 0)).toBe(987_648_963)
  expect(rootOwed(rate, 4e13, 2e9)).toBe(0)
})
