import { describe, expect, test } from 'vitest'
import { massFor } from '../../src/agents/strategies/conviction-raider.js'
import { addToLock } from '../../src/chain/conviction/locks.js'
import type { Beginning } from '../../src/genesis.js'
import { auditWorld } from '../../src/state/audit.js'
import { memoryOf } from './one-subnet.js'
import { type Member, pass, type SmallWorld, smallWorld, totalsOf } from './small-world.js'

const TAO = 1e9
const DAY = 7_200
const YEAR = 2_629_800

const raidWorld = (members: readonly Member[], options: SmallWorld = {}): Beginning => {
  const world = smallWorld(members, {
    subnets: 1,
    ...options,
    network: { maturityRate: 2 * DAY, rootRelease: 0, ...options.network },
  })
  // Old enough for another owner.
  world.world.subnets.registeredAt[1] = Math.max(0, world.world.block - YEAR)
  return world
}
const raider = (params: Record<string, unknown> = {}): Member => ({
  strategy: 'conviction-raider',
  capital: 500_000 * TAO,
  params: { patience: 2 * DAY, period: 60, impact: 0.2, horizon: 20 * 365 * DAY, capitalCost: 0, ...params },
})
const owns = ({ world, society }: Beginning) =>
  world.subnets.ownerColdkey[1] === society.cohorts[0].coldkey[0]

describe('the mass of a raid', () => {
  test('is what c e^(-t/tau) + m (1 - e^(-t/tau)) = C asks for', () => {
    for (const [needed, grown, blocks] of [
      [100, 0, 10],
      [100, 50, 10],
      [100, 20, 100],
    ]) {
      const mass = massFor(needed, grown, 0, blocks, 30)
      const aged = Math.exp(-blocks / 30)
      expect(grown * aged + mass * (1 - aged)).toBeCloseTo(needed, 9)
    }
    expect(massFor(100, 0, 500, 1_000, 30)).toBe(500)
  })
})

describe('a raider', () => {
  test('becomes owner of a subnet whose owner never locked, within the time it set, and pays the chain no more than told', () => {
    const world = raidWorld([raider()])
    const { chain } = world.society
    const { world: state } = world
    const needed = chain.convictionToOwn(1, world.society.cohorts[0].hotkey[0])
    const out = chain.alphaOut(1) - state.subnets.protocolAlpha[1] - state.subnets.burnedAlpha[1]
    expect(needed / out).toBeCloseTo(0.18, 6)
    pass(world, 1.5 * DAY)
    expect(owns(world)).toBe(false)
    pass(world, 2 * DAY)
    expect(owns(world)).toBe(true)
    expect(memoryOf(world, 0, 'owns')[0]).toBe(1)
    expect(totalsOf(world, 0).refusals).toBe(0)
    auditWorld(state)
  }, 60_000)

  test('stays away where the cut is worth less than capital and impact', () => {
    const world = raidWorld([raider({ horizon: 30 * DAY, capitalCost: 0.4 })])
    pass(world, 500)
    expect(totalsOf(world, 0).trades).toBe(0)
  })

  test('stays away from young subnets, and where ownership is fixed', () => {
    const young = raidWorld([raider()])
    young.world.subnets.registeredAt[1] = young.world.block - YEAR / 2
    pass(young, 500)
    expect(totalsOf(young, 0).trades).toBe(0)
    const fixed = raidWorld([raider()], { network: { ownership: 'fixed' } })
    pass(fixed, 500)
    expect(totalsOf(fixed, 0).trades).toBe(0)
  })

  test('needs less where a tenth of all conviction suffices', () => {
    const asked = (ownership: string) => {
      const world = raidWorld([raider()], { network: { ownership } })
      return world.society.chain.convictionToOwn(1, world.society.cohorts[0].hotkey[0])
    }
    expect(asked('total-tenth')).toBeLessThan(asked('single'))
  })

  test('cannot take its locked alpha back: a raid ties up capital for good', () => {
    const world = raidWorld([raider()])
    pass(world, 4 * DAY)
    const { chain, cohorts } = world.society
    const coldkey = cohorts[0].coldkey[0]
    expect(chain.locked(1, coldkey)).toBeGreaterThan(0)
    const before = chain.locked(1, coldkey)
    pass(world, DAY)
    expect(chain.locked(1, coldkey)).toBeGreaterThanOrEqual(before)
  }, 60_000)

  test('finds that an owner who locks is no target for so little', () => {
    const world = raidWorld([raider()])
    const { chain } = world.society
    const hotkey = world.society.cohorts[0].hotkey[0]
    const free = chain.convictionToOwn(1, hotkey)
    const { ownerColdkey, ownerHotkey } = world.world.subnets
    // Half of all alpha outside the pool: towards the owner it counts at once.
    const half = Math.floor(chain.alphaOut(1) / 2)
    addToLock(world.world, world.rules, 1, ownerColdkey[1], ownerHotkey[1], half)
    expect(chain.convictionToOwn(1, hotkey)).toBeGreaterThan(2 * free)
  })
})
