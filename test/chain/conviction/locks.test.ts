import { describe, expect, test } from 'vitest'
import { applyCalls } from '../../../src/chain/calls/index.js'
import { availableAlpha, locks } from '../../../src/chain/conviction/locks.js'
import { runSubnetEpoch } from '../../../src/chain/epoch.js'
import { CALL } from '../../../src/chain/mempool.js'
import { fillPool, smallChain } from '../../../src/conform/chain-world.js'
import { REFUSAL } from '../../../src/refusal.js'
import { createColdkey, createHotkey } from '../../../src/state/keys.js'
import { mintAlphaOut } from '../../../src/state/ledger.js'
import { addToPosition, stakeOf } from '../../../src/state/share-pools.js'

const ALPHA = 1e9
const YEAR = 2_629_800
const HALF_LIFE = 648_000

/** A subnet with an owner, and a holder of 1000 alpha. */
function holder(named: Record<string, unknown> = {}) {
  const chain = smallChain('mainnet@spec475', 1, { maturityRate: 934_866, ...named })
  const { world, rules, mempool, coldkey, hotkey } = chain
  fillPool(chain, 1, 1e12, 1e14, undefined)
  world.subnets.alphaReserve[1] = 1e14
  const owner = createColdkey(world)
  world.subnets.ownerColdkey[1] = owner
  world.subnets.ownerHotkey[1] = createHotkey(world, owner)
  mintAlphaOut(world, 1, 1000 * ALPHA)
  addToPosition(world, hotkey, coldkey, 1, 1000 * ALPHA)
  const ask = (kind: number, amount = 0, towards = hotkey) => {
    mempool.push(kind, coldkey, towards, 1, amount, 0, 0)
    applyCalls(world, rules, mempool)
  }
  const refused = (name: keyof typeof REFUSAL) => rules.log.refusals[REFUSAL[name]]
  const table = () => locks.of(world)
  return { ...chain, owner, ask, refused, table }
}

describe('locked alpha', () => {
  test('cannot be sold, burned or recycled, and what is not locked can', () => {
    const { world, ask, refused, coldkey, hotkey } = holder()
    ask(CALL.lockStake, 600 * ALPHA)
    for (const kind of [CALL.removeStake, CALL.burnAlpha, CALL.recycleAlpha]) ask(kind, 500 * ALPHA)
    expect(refused('stake-locked')).toBe(3)
    ask(CALL.removeStake, 100 * ALPHA)
    ask(CALL.burnAlpha, 100 * ALPHA)
    ask(CALL.recycleAlpha, 100 * ALPHA)
    expect(refused('stake-locked')).toBe(3)
    expect(stakeOf(world, hotkey, coldkey, 1)).toBe(700 * ALPHA)
    expect(world.subnets.burnedAlpha[1]).toBeGreaterThanOrEqual(100 * ALPHA)
  })

  test('comes free by half in 90 days, unless the lock is perpetual', () => {
    const { world, rules, ask, coldkey } = holder()
    ask(CALL.lockStake, 800 * ALPHA)
    world.block += HALF_LIFE
    expect(availableAlpha(world, rules, 1, coldkey) / ALPHA).toBeCloseTo(600, 3)
    ask(CALL.setPerpetual, 1)
    world.block += HALF_LIFE
    expect(availableAlpha(world, rules, 1, coldkey) / ALPHA).toBeCloseTo(600, 3)
  })

  test('is never more than is held', () => {
    const { ask, refused } = holder()
    ask(CALL.lockStake, 600 * ALPHA)
    ask(CALL.lockStake, 500 * ALPHA)
    expect(refused('not-enough-stake')).toBe(1)
  })

  test('speaks for one hotkey at a time; under another owner its conviction starts anew', () => {
    const { world, owner, ask, refused, table, coldkey } = holder()
    const own = createHotkey(world, coldkey)
    const stranger = createHotkey(world, owner)
    ask(CALL.lockStake, 100 * ALPHA)
    ask(CALL.lockStake, 100 * ALPHA, own)
    expect(refused('another-lock')).toBe(1)
    world.block += HALF_LIFE
    ask(CALL.moveLock, 0, own)
    expect(table().conviction[0]).toBeGreaterThan(0)
    ask(CALL.moveLock, 0, stranger)
    expect(table().conviction[0]).toBe(0)
  })

  test('of an owner grows by each cut where he chose so', () => {
    const { world, rules, owner, table } = holder()
    world.subnets.ownerCutAutoLock[1] = 1
    mintAlphaOut(world, 1, 5 * ALPHA)
    world.subnets.pendingOwnerCut[1] = 5 * ALPHA
    runSubnetEpoch(world, rules, 1)
    expect([table().mass[0], table().conviction[0]]).toEqual([5 * ALPHA, 5 * ALPHA])
    expect(availableAlpha(world, rules, 1, owner)).toBe(0)
  })

  test('towards the owner weighs at once', () => {
    const { world, ask, table } = holder()
    ask(CALL.lockStake, 100 * ALPHA, world.subnets.ownerHotkey[1])
    expect(table().conviction[0]).toBe(100 * ALPHA)
  })
})

describe('the owner of a subnet', () => {
  test('changes when, after a year, one hotkey has more than 18 % of the alpha in circulation behind it', () => {
    const { world, rules, ask, coldkey, hotkey, owner } = holder()
    ask(CALL.lockStake, 1000 * ALPHA)
    ask(CALL.setPerpetual, 1)
    world.block = YEAR - 1
    runSubnetEpoch(world, rules, 1)
    expect(world.subnets.ownerColdkey[1]).toBe(owner)
    world.block = YEAR
    runSubnetEpoch(world, rules, 1)
    expect([world.subnets.ownerColdkey[1], world.subnets.ownerHotkey[1]]).toEqual([coldkey, hotkey])
    expect(rules.log.events.map(({ kind }) => kind)).toContain('owner_change')
  })

  test('stays where conviction is small, and where the era knows no locks', () => {
    const few = holder()
    few.ask(CALL.lockStake, 100 * ALPHA)
    few.ask(CALL.setPerpetual, 1)
    few.world.block = YEAR
    runSubnetEpoch(few.world, few.rules, 1)
    expect(few.world.subnets.ownerColdkey[1]).toBe(few.owner)
    const fixed = holder({ ownership: 'fixed' })
    fixed.ask(CALL.lockStake, 1000 * ALPHA)
    fixed.world.block = YEAR
    runSubnetEpoch(fixed.world, fixed.rules, 1)
    expect(fixed.world.subnets.ownerColdkey[1]).toBe(fixed.owner)
  })

  test('changed at a tenth of all alpha, whoever it was for, under the first rule', () => {
    const { world, rules, ask, coldkey } = holder({ ownership: 'total-tenth' })
    ask(CALL.lockStake, 120 * ALPHA)
    ask(CALL.setPerpetual, 1)
    world.block = YEAR
    runSubnetEpoch(world, rules, 1)
    expect(world.subnets.ownerColdkey[1]).toBe(coldkey)
  })
})
