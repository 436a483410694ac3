import { describe, expect, test } from 'vitest'
import { runBlock } from '../../../src/chain/block.js'
import { ROOT_ORIGIN } from '../../../src/chain/calls/signer.js'
import { medianPrice } from '../../../src/chain/lifecycle/median-price.js'
import { lastRegistration } from '../../../src/chain/lifecycle/memory.js'
import { findSlot, subnetPrice } from '../../../src/chain/lifecycle/slots.js'
import { CALL } from '../../../src/chain/mempool.js'
import { REFUSAL } from '../../../src/refusal.js'
import { auditWorld } from '../../../src/state/audit.js'
import { createColdkey, createHotkey } from '../../../src/state/keys.js'
import { REST, transferTao } from '../../../src/state/ledger.js'
import { positionValue, stakeOf } from '../../../src/state/share-pools.js'
import { alphaOut, totalIssuance } from '../../../src/state/world.js'
import { beginningOf, scenarioOf } from '../../support/scenarios.js'

const TAO = 1e9

/** Mainnet of October 2026, and someone with 100,000 TAO who would own a subnet. */
function october(network: Record<string, unknown> = {}, protocol = 'mainnet@spec475') {
  const plan = { start: protocol, set: {}, later: [] }
  const beginning = beginningOf(scenarioOf({ network: { all: network, subnets: {} }, protocol: plan }))
  const { world, mempool, rules } = beginning
  const coldkey = createColdkey(world)
  transferTao(world, REST, coldkey, 100_000 * TAO)
  const hotkey = createHotkey(world, coldkey)
  world.block += 14_400
  const ask = (kind: number, netuid = 0, amount = 0, limit = Number.POSITIVE_INFINITY, signer = coldkey) =>
    mempool.push(kind, signer, hotkey, netuid, amount, limit, 0)
  const step = () => {
    rules.log.events.length = 0
    rules.log.refusals.fill(0)
    world.block++
    runBlock(world, rules, mempool)
    auditWorld(world)
  }
  return { ...beginning, coldkey, hotkey, ask, step }
}

describe('registering a subnet', () => {
  test('at the limit prunes the lowest moving price, pays its holders and puts the whole lock into a pool at the median price', () => {
    const { world, rules, coldkey, hotkey, ask, step } = october()
    expect(world.allNetuids).toHaveLength(128)
    const { netuid, taken } = findSlot(world, rules)
    expect(taken).toBe(true)
    const price = subnetPrice(world, rules)
    const free = world.coldkeys.free[coldkey]
    ask(CALL.registerSubnet)
    step()
    const s = world.subnets
    expect(world.allNetuids).toHaveLength(128)
    expect([s.ownerColdkey[netuid], s.ownerHotkey[netuid], s.registeredAt[netuid]]).toEqual([
      coldkey,
      hotkey,
      world.block,
    ])
    // The price fell by one more block's worth between the question and the call.
    const paid = free - world.coldkeys.free[coldkey]
    expect(price - paid).toBe(Math.floor(653_019_966_758 / 57_600))
    expect(s.taoReserve[netuid]).toBe(paid)
    const others = Array.from(world.allNetuids).filter((n) => n !== netuid)
    const median = medianPrice(others.map((n) => rules.market.price(world, n)))
    expect(rules.market.price(world, netuid)).toBeCloseTo(median, 9)
    expect(alphaOut(world, netuid)).toBe(0)
    expect([s.emissionEnabled[netuid], s.subtokenEnabled[netuid], s.neuronCount[netuid]]).toEqual([0, 0, 1])
    expect(rules.log.events.map(({ kind }) => kind)).toEqual(
      expect.arrayContaining(['subnet_dissolution', 'subnet_registration']),
    )
  })

  test('doubles the price, and a second one in the same days is refused', () => {
    const { world, rules, ask, step } = october()
    ask(CALL.registerSubnet)
    step()
    const { lock } = lastRegistration.of(world)
    expect(subnetPrice(world, rules)).toBe(2 * lock[0])
    ask(CALL.registerSubnet)
    step()
    expect(rules.log.refusals[REFUSAL['rate-limited']]).toBe(1)
  })

  test('is refused where every subnet is immune, or the lock is above the limit given, or cannot be paid', () => {
    const immune = october({ networkImmunity: 1e8 })
    immune.ask(CALL.registerSubnet)
    immune.step()
    expect(immune.rules.log.refusals[REFUSAL['subnet-limit-reached']]).toBe(1)
    const limited = october()
    limited.ask(CALL.registerSubnet, 0, 0, 500 * TAO)
    limited.step()
    expect(limited.rules.log.refusals[REFUSAL['registration-price-limit']]).toBe(1)
    const poor = october({ networkLastLock: 1e15 })
    poor.ask(CALL.registerSubnet)
    poor.step()
    expect(poor.rules.log.refusals[REFUSAL['cannot-afford-lock']]).toBe(1)
  })

  test('in the first year of dTAO makes a pool of 1 TAO and 1 alpha, recycles the rest and emits at once', () => {
    const { world, coldkey, ask, step } = october({ deregistration: true }, 'mainnet@spec233')
    const free = world.coldkeys.free[coldkey]
    ask(CALL.registerSubnet)
    const recycledBefore = world.totals.recycled
    step()
    const s = world.subnets
    const netuid = s.ownerColdkey.indexOf(coldkey)
    expect([s.taoReserve[netuid], s.alphaReserve[netuid]]).toEqual([TAO, TAO])
    const lock = free - world.coldkeys.free[coldkey]
    expect(world.totals.recycled - recycledBefore).toBeGreaterThanOrEqual(lock - TAO)
    expect([s.subtokenEnabled[netuid], s.firstEmissionBlock[netuid]]).toEqual([1, world.block + 1])
  })
})

describe('the start call', () => {
  test('belongs to the owner, happens once, and then alpha is minted and can be staked', () => {
    const { world, rules, coldkey, hotkey, ask, step } = october()
    const { netuid } = findSlot(world, rules)
    ask(CALL.registerSubnet)
    step()
    ask(CALL.addStake, netuid, 5 * TAO)
    step()
    expect(rules.log.refusals[REFUSAL['subtoken-disabled']]).toBe(1)
    const stranger = createColdkey(world)
    ask(CALL.startSubnet, netuid, 0, 0, stranger)
    step()
    expect(rules.log.refusals[REFUSAL['not-subnet-owner']]).toBe(1)
    ask(CALL.startSubnet, netuid)
    step()
    expect(alphaOut(world, netuid)).toBe(0)
    ask(CALL.startSubnet, netuid)
    ask(CALL.addStake, netuid, 5 * TAO)
    step()
    expect(rules.log.refusals[REFUSAL['already-started']]).toBe(1)
    expect(world.subnets.alphaEmitted[netuid]).toBe(TAO)
    expect(stakeOf(world, hotkey, coldkey, netuid)).toBeGreaterThan(0)
    expect([world.subnets.taoIn[netuid], world.subnets.chainBuy[netuid]]).toEqual([0, 0])
  })

  test('waits for the age that the era demands', () => {
    const { world, rules, ask, step } = october({ startCallDelay: 100 })
    const { netuid } = findSlot(world, rules)
    ask(CALL.registerSubnet)
    step()
    ask(CALL.startSubnet, netuid)
    step()
    expect(rules.log.refusals[REFUSAL['start-too-early']]).toBe(1)
    world.block += 100
    ask(CALL.startSubnet, netuid)
    step()
    expect(world.subnets.subtokenEnabled[netuid]).toBe(1)
  })
})

describe('dissolution', () => {
  test('pays the whole pot to holders and the protocol, to the RAO, and issuance falls by what is recycled', () => {
    const { world, rules, ask, step } = october()
    const netuid = 3
    const { positions, sharePools, coldkeys, count, subnets } = world
    const held = (k: number) => sharePools.netuid[positions.pool[k]] === netuid && positionValue(world, k) > 0
    const rows = Array.from({ length: count.positions }, (_, k) => k).filter(held)
    expect(rows.length).toBeGreaterThan(0)
    const before = rows.map((k) => coldkeys.free[positions.coldkey[k]])
    ask(CALL.dissolveSubnet, netuid, 0, 0, ROOT_ORIGIN)
    step()
    const issued = totalIssuance(world)
    const event = rules.log.events.find(({ kind }) => kind === 'subnet_dissolution')
    expect(event?.netuid).toBe(netuid)
    expect(event?.value).toBeGreaterThan(0)
    expect(rows.filter((k, i) => coldkeys.free[positions.coldkey[k]] < before[i])).toEqual([])
    expect([subnets.exists[netuid], subnets.taoReserve[netuid], subnets.movingPrice[netuid]]).toEqual([
      0, 0, 0,
    ])
    expect(world.allNetuids.includes(netuid)).toBe(false)
    expect(rows.every((k) => positionValue(world, k) === 0)).toBe(true)
    expect(issued).toBeLessThan(21e15)
    for (let k = 0; k < 400; k++) step()
  })

  test('is refused to everyone but root, and so is the emission switch', () => {
    const { world, rules, ask, step } = october()
    ask(CALL.dissolveSubnet, 3)
    ask(CALL.switchEmission, 3, 0)
    step()
    expect(rules.log.refusals[REFUSAL['not-root']]).toBe(2)
    ask(CALL.switchEmission, 3, 0, 0, ROOT_ORIGIN)
    step()
    expect(world.subnets.emissionEnabled[3]).toBe(0)
    step()
    expect(world.subnets.emissionTao[3]).toBe(0)
    expect(world.subnets.alphaEmitted[3]).toBeGreaterThan(0)
  })
})
