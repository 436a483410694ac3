import { describe, expect, test } from 'vitest'
import { applyCalls } from '../../../src/chain/calls/index.js'
import { linksOfChild } from '../../../src/chain/children/family.js'
import { CALL } from '../../../src/chain/mempool.js'
import { auditWorld } from '../../../src/state/audit.js'
import { createColdkey, createHotkey } from '../../../src/state/keys.js'
import { REST, transferTao } from '../../../src/state/ledger.js'
import { stakeOf } from '../../../src/state/share-pools.js'
import { beginningOf, scenarioOf } from '../../support/scenarios.js'

const TAO = 1e9

/** A subnet is registered in an era; then somebody buys and sells. */
function born(era: string) {
  const network = { all: { deregistration: true, networkImmunity: 0, networkRateLimit: 0 }, subnets: {} }
  const protocol = { start: era, set: {}, later: [] }
  const { world, rules, mempool } = beginningOf(scenarioOf({ network, protocol }))
  const coldkey = createColdkey(world)
  transferTao(world, REST, coldkey, 10_000 * TAO)
  const hotkey = createHotkey(world, coldkey)
  world.block++
  mempool.push(CALL.registerSubnet, coldkey, hotkey, 0, 0, Number.POSITIVE_INFINITY, 0)
  applyCalls(world, rules, mempool)
  const netuid = world.subnets.ownerColdkey.indexOf(coldkey)
  return { world, rules, mempool, coldkey, hotkey, netuid }
}

describe.each([
  ['mainnet@spec233', 'min-lock'],
  ['mainnet@spec348', 'min-lock'],
  ['mainnet@spec401', 'median-owner'],
  ['mainnet@spec411', 'median'],
  ['mainnet@spec432', 'median'],
  ['mainnet@spec475', 'median'],
])('under %s', (era, birth) => {
  test(`a netuid that changes hands gets a pool of its own (${birth}), without a trace of the old one`, () => {
    const { world, rules, mempool, coldkey, hotkey, netuid } = born(era)
    const s = world.subnets
    expect(netuid).toBeGreaterThan(0)
    expect(rules.params.poolBirth).toBe(birth)
    expect(rules.market.price(world, netuid)).toBeCloseTo(s.taoReserve[netuid] / s.alphaReserve[netuid], 9)
    expect(stakeOf(world, hotkey, coldkey, netuid) > 0).toBe(birth === 'median-owner')
    s.subtokenEnabled[netuid] = 1
    const held = stakeOf(world, hotkey, coldkey, netuid)
    mempool.push(CALL.addStake, coldkey, hotkey, netuid, TAO / 10, Number.POSITIVE_INFINITY, 0)
    applyCalls(world, rules, mempool)
    expect(stakeOf(world, hotkey, coldkey, netuid)).toBeGreaterThan(held)
    auditWorld(world)
  })
})

test("root's validators lend their weight to a new owner since April 2026, and did not before", () => {
  const now = born('mainnet@spec475')
  expect(linksOfChild(now.world, now.netuid, now.hotkey).length).toBeGreaterThan(0)
  const then = born('mainnet@spec348')
  expect(linksOfChild(then.world, then.netuid, then.hotkey)).toEqual([])
})
