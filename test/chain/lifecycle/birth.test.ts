import { describe, expect, test } from 'vitest'
import { runBlock } from '../../../src/chain/block.js'
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

test('a newborn among subnets of full consensus runs epochs of its own, and registrants take its UIDs', () => {
  const network = { all: { networkImmunity: 0, networkRateLimit: 0 }, subnets: {} }
  const scenario = scenarioOf({ netuids: [1, 64], network })
  const full = { ...scenario, genesis: { ...scenario.genesis, uids: 16, resolution: 'neurons' as const } }
  const { world, rules, mempool } = beginningOf(full)
  const coldkey = createColdkey(world)
  transferTao(world, REST, coldkey, 10_000 * TAO)
  const hotkeys = [0, 1, 2].map(() => createHotkey(world, coldkey))
  const ask = (kind: number, hotkey: number, netuid: number, amount = 0) =>
    mempool.push(kind, coldkey, hotkey, netuid, amount, Number.POSITIVE_INFINITY, 0)
  const pass = (blocks: number) => {
    for (let k = 0; k < blocks; k++) {
      world.block++
      runBlock(world, rules, mempool)
    }
    auditWorld(world)
  }
  ask(CALL.registerSubnet, hotkeys[0], 0)
  pass(1)
  const netuid = world.subnets.ownerColdkey.indexOf(coldkey)
  ask(CALL.startSubnet, hotkeys[0], netuid)
  pass(1)
  ask(CALL.addStake, hotkeys[0], netuid, 10 * TAO)
  ask(CALL.register, hotkeys[1], netuid)
  ask(CALL.register, hotkeys[2], netuid)
  pass(800)
  const s = world.subnets
  expect(s.neuronCount[netuid]).toBe(3)
  expect(s.epochIndex[netuid]).toBeGreaterThanOrEqual(2)
  expect(rules.matrices[netuid]).not.toBeNull()
  // Root's validators and its own stake give the owner a permit and all dividends.
  expect(world.neurons.permit[netuid * world.stride]).toBe(1)
  expect(world.neurons.stakeWeight[netuid * world.stride]).toBeGreaterThan(0.99)
})

test("root's validators lend their weight to a new owner since April 2026, and did not before", () => {
  const now = born('mainnet@spec475')
  expect(linksOfChild(now.world, now.netuid, now.hotkey).length).toBeGreaterThan(0)
  const then = born('mainnet@spec348')
  expect(linksOfChild(then.world, then.netuid, then.hotkey)).toEqual([])
})
