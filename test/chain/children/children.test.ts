import { describe, expect, test } from 'vitest'
import { applyCalls } from '../../../src/chain/calls/index.js'
import { runSubnetEpoch } from '../../../src/chain/epoch.js'
import { CALL } from '../../../src/chain/mempool.js'
import { seatNeuron } from '../../../src/chain/neurons.js'
import { stakeWeights } from '../../../src/chain/stake-weight.js'
import { fillPool, smallChain } from '../../../src/conform/chain-world.js'
import { REFUSAL } from '../../../src/refusal.js'
import { createColdkey, createHotkey } from '../../../src/state/keys.js'
import { mintAlphaOut } from '../../../src/state/ledger.js'
import { addToPosition, stakeOf } from '../../../src/state/share-pools.js'

const ALPHA = 1e9
const NETUID = 1

/** A subnet on which two hotkeys of different owners hold UIDs 0 and 1, with 300 and 100 alpha. */
function family(named: Record<string, unknown> = {}) {
  const chain = smallChain('mainnet@spec475', 1, named)
  const { world, rules, mempool } = chain
  fillPool(chain, NETUID, 1e12, 1e14, undefined)
  world.block = 1000
  const parent = { hotkey: chain.hotkey, coldkey: chain.coldkey }
  const coldkey = createColdkey(world)
  const child = { hotkey: createHotkey(world, coldkey), coldkey }
  const stake = (who: typeof child, alpha: number) => {
    mintAlphaOut(world, NETUID, alpha)
    addToPosition(world, who.hotkey, who.coldkey, NETUID, alpha)
  }
  seatNeuron(world, rules, NETUID, 0, parent.hotkey)
  seatNeuron(world, rules, NETUID, 1, child.hotkey)
  stake(parent, 300 * ALPHA)
  stake(child, 100 * ALPHA)
  world.hotkeys.take.fill(0)
  const name = (who: typeof child, children: number[], parts: number[]) => {
    const row = mempool.push(CALL.setChildren, who.coldkey, who.hotkey, NETUID, 0, 0, 0)
    mempool.children.set(
      row,
      children.map((hotkey, k) => ({ hotkey, part: parts[k] })),
    )
    applyCalls(world, rules, mempool)
  }
  const weights = () => {
    const out = new Float64Array(8)
    stakeWeights(world, NETUID, 0.18, out)
    return Array.from(out.subarray(0, 2), (rao) => rao / ALPHA)
  }
  const epoch = (pot = 0) => {
    mintAlphaOut(world, NETUID, pot)
    world.subnets.pendingValidator[NETUID] += pot
    runSubnetEpoch(world, rules, NETUID)
  }
  const refused = (name: keyof typeof REFUSAL) => rules.log.refusals[REFUSAL[name]]
  const held = (who: typeof child) => stakeOf(world, who.hotkey, who.coldkey, NETUID)
  return { ...chain, parent, child, name, weights, epoch, refused, held }
}

describe('naming children', () => {
  test('lends stake weight after the cool-down and an epoch, and gives it back when no child is named', () => {
    const { world, parent, child, name, weights, epoch } = family()
    name(parent, [child.hotkey], [0.5])
    epoch()
    expect(weights()).toEqual([300, 100])
    world.block += 7200
    epoch()
    expect(weights()).toEqual([150, 250])
    name(parent, [], [])
    world.block += 7200
    epoch()
    expect(weights()).toEqual([300, 100])
  })

  test('holds at once where the subnet has not been started', () => {
    const { world, parent, child, name, weights } = family()
    world.subnets.firstEmissionBlock[NETUID] = 0
    name(parent, [child.hotkey], [1])
    expect(weights()).toEqual([0, 400])
  })

  test('conserves the sum of stake weight', () => {
    const { world, parent, child, name, weights } = family()
    world.subnets.firstEmissionBlock[NETUID] = 0
    name(parent, [child.hotkey], [1 / 3])
    const [left, right] = weights()
    expect(left + right).toBeCloseTo(400, 8)
    expect(right).toBeCloseTo(200, 6)
  })

  test('is refused to itself, twice over, beyond the whole, too often, in chains, and to strangers', () => {
    const { world, rules, mempool, parent, child, name, refused } = family()
    world.subnets.firstEmissionBlock[NETUID] = 0
    const other = createHotkey(world, child.coldkey)
    name(parent, [parent.hotkey], [0.5])
    name(parent, [child.hotkey, child.hotkey], [0.2, 0.2])
    name(parent, [child.hotkey, other], [0.7, 0.7])
    name(parent, [child.hotkey, other, 0, 0, 0, 0], [0, 0, 0, 0, 0, 0])
    expect([refused('invalid-child'), refused('duplicate-child'), refused('proportion-overflow')]).toEqual([
      1, 1, 1,
    ])
    expect(refused('too-many-children')).toBe(1)
    name(parent, [child.hotkey], [0.5])
    name(parent, [other], [0.5])
    expect(refused('rate-limited')).toBe(1)
    name(child, [other], [0.5])
    expect(refused('invalid-child')).toBe(2)
    mempool.push(CALL.setChildren, child.coldkey, parent.hotkey, NETUID, 0, 0, 0)
    applyCalls(world, rules, mempool)
    expect(refused('incorrect-owner')).toBe(1)
  })
})

describe("a childkey's dividend", () => {
  /** All validation is the child's: it earns the whole pot of 400 alpha. */
  function earning(named: Record<string, unknown> = {}) {
    const all = family(named)
    const { world, parent, child, name } = all
    world.subnets.firstEmissionBlock[NETUID] = 0
    name(parent, [child.hotkey], [1])
    world.neurons.dividends[world.stride + 1] = 1
    return all
  }

  test('goes to the parent by what it contributed', () => {
    const { parent, child, epoch, held } = earning()
    epoch(400 * ALPHA)
    expect(held(parent) / ALPHA).toBeCloseTo(600, 5)
    expect(held(child) / ALPHA).toBeCloseTo(200, 5)
  })

  test('leaves the childkey its take', () => {
    const { world, parent, child, epoch, held } = earning()
    world.sharePools.childTake[world.poolIndex.get(child.hotkey, NETUID)] = 6553
    epoch(400 * ALPHA)
    expect(held(parent) / ALPHA).toBeCloseTo(300 + 270, 1)
    expect(held(child) / ALPHA).toBeCloseTo(100 + 130, 1)
  })

  test('takes nothing from a parent of the same owner', () => {
    const { world, parent, child, epoch, held } = earning()
    world.hotkeys.owner[child.hotkey] = parent.coldkey
    world.sharePools.childTake[world.poolIndex.get(child.hotkey, NETUID)] = 11_796
    epoch(400 * ALPHA)
    expect(held(parent) / ALPHA).toBeCloseTo(600, 5)
  })

  test('loses the childkey burn to no one', () => {
    const { world, parent, child, epoch, held } = earning({ childkeyBurn: 0.1 })
    const out = world.subnets.alphaOutLow[NETUID]
    epoch(400 * ALPHA)
    const recycled = out + 400 * ALPHA - world.subnets.alphaOutLow[NETUID]
    expect(recycled / ALPHA).toBeGreaterThan(10)
    expect((held(parent) + held(child) + recycled + world.subnets.burnedAlpha[NETUID]) / ALPHA).toBeCloseTo(
      800,
      6,
    )
  })
})

test('a take is raised at most once in 30 days, and lowered at will', () => {
  const { world, rules, mempool, child, refused } = family()
  const ask = (take: number) => {
    mempool.push(CALL.setChildTake, child.coldkey, child.hotkey, NETUID, take, 0, 0)
    applyCalls(world, rules, mempool)
    return world.sharePools.childTake[world.poolIndex.get(child.hotkey, NETUID)]
  }
  expect(ask(5000)).toBe(5000)
  expect(ask(6000)).toBe(5000)
  expect(refused('rate-limited')).toBe(1)
  expect(ask(100)).toBe(100)
  expect(ask(12_000)).toBe(100)
  expect(refused('parameter-out-of-range')).toBe(1)
  world.block += 216_000
  expect(ask(11_796)).toBe(11_796)
})
