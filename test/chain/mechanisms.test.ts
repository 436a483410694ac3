import { describe, expect, test } from 'vitest'
import { applyCalls } from '../../src/chain/calls/index.js'
import { runSubnetEpoch } from '../../src/chain/epoch.js'
import { secondPart, setMechanisms } from '../../src/chain/mechanisms.js'
import { CALL } from '../../src/chain/mempool.js'
import { seatNeuron } from '../../src/chain/neurons.js'
import { ownerParamCode } from '../../src/chain/owner-params.js'
import { fillPool, smallChain } from '../../src/conform/chain-world.js'
import { SubnetMatrix } from '../../src/consensus/matrix.js'
import { ScenarioError } from '../../src/errors.js'
import { REFUSAL } from '../../src/refusal.js'
import { auditAlpha } from '../../src/state/audit.js'
import { createHotkey } from '../../src/state/keys.js'
import { mintAlphaOut } from '../../src/state/ledger.js'
import { addToPosition, stakeOf } from '../../src/state/share-pools.js'
import { beginningOf, scenarioOf } from '../support/scenarios.js'

const TAO = 1e9
const NETUID = 1
const N = 4

/** UIDs 0 and 1 validate with equal stakes, 2 and 3 mine; weights count at once. */
function chain(era = 'mainnet@spec475') {
  const small = smallChain(era, 1)
  const { world, rules, mempool, coldkey } = small
  fillPool(small, NETUID, 1_000 * TAO, 10_000 * TAO, undefined)
  rules.matrices[NETUID] = new SubnetMatrix(world.stride)
  const hotkeys = [small.hotkey, ...Array.from({ length: N - 1 }, () => createHotkey(world, coldkey))]
  const s = world.subnets
  world.block = 10
  hotkeys.forEach((hotkey, uid) => {
    seatNeuron(world, rules, NETUID, uid, hotkey)
    world.neurons.permit[NETUID * world.stride + uid] = uid < 2 ? 1 : 0
    if (uid > 1) return
    mintAlphaOut(world, NETUID, 100 * TAO)
    addToPosition(world, hotkey, coldkey, NETUID, 100 * TAO)
  })
  s.commitReveal[NETUID] = 0
  s.lastEpochBlock[NETUID] = 990
  s.lastStepBlock[NETUID] = 990
  s.maxUids[NETUID] = 8
  world.block = 1000
  /** @param row what the validator gives to UIDs 2 and 3 */
  const weigh = (uid: number, row: readonly [number, number], mechanism: number) => {
    const i = mempool.push(CALL.setWeights, coldkey, hotkeys[uid], NETUID, 0, 0, mechanism)
    row.forEach((weight, k) => {
      mempool.payloadUids[mempool.payloadUsed] = 2 + k
      mempool.payloadValues[mempool.payloadUsed++] = weight
    })
    mempool.payloadCount[i] = 2
    applyCalls(world, rules, mempool)
  }
  const earned = (uid: number) => stakeOf(world, hotkeys[uid], coldkey, NETUID)
  return { ...small, hotkeys, weigh, earned, s }
}

/** An epoch that has 1,000 alpha to pay. */
function pay({ world, rules, s }: ReturnType<typeof chain>): void {
  mintAlphaOut(world, NETUID, 1000 * TAO)
  s.pendingServer[NETUID] = 500 * TAO
  s.pendingValidator[NETUID] = 500 * TAO
  runSubnetEpoch(world, rules, NETUID)
  auditAlpha(world)
}

describe('a subnet with two mechanisms', () => {
  test('pays each miner by the mechanism in which it is weighed, in proportion to the split', () => {
    const small = chain()
    setMechanisms(small.world, small.rules, NETUID, 2)
    small.s.mechanismSplit[NETUID] = 45_875 // 70 %
    for (const uid of [0, 1]) small.weigh(uid, [65_535, 0], 0)
    for (const uid of [0, 1]) small.weigh(uid, [0, 65_535], 1)
    pay(small)
    expect(small.earned(2) / (500 * TAO)).toBeCloseTo(45_875 / 65_535, 8)
    expect(small.earned(3) / (500 * TAO)).toBeCloseTo(1 - 45_875 / 65_535, 8)
  })

  test('keeps weights, rate limit and bonds of the mechanisms apart', () => {
    const small = chain()
    const { world, rules } = small
    small.weigh(0, [1, 1], 1)
    expect(rules.log.refusals[REFUSAL['mechanism-does-not-exist']]).toBe(1)
    setMechanisms(world, rules, NETUID, 2)
    small.weigh(0, [65_535, 0], 0)
    small.weigh(0, [0, 65_535], 1)
    small.weigh(0, [65_535, 0], 1)
    expect(rules.log.refusals[REFUSAL['setting-weights-too-fast']]).toBe(1)
    expect([rules.matrices[NETUID]?.weight(0, 2), rules.seconds[NETUID]?.weight(0, 2)]).toEqual([65_535, 0])
    pay(small)
    expect(rules.matrices[NETUID]?.bond(0, 2)).toBeGreaterThan(0)
    expect(rules.seconds[NETUID]?.bond(0, 3)).toBeGreaterThan(0)
    expect(rules.seconds[NETUID]?.bond(0, 2)).toBeLessThanOrEqual(0)
  })

  test('pays what one mechanism pays if both are weighed alike', () => {
    const [one, two] = [chain(), chain()]
    setMechanisms(two.world, two.rules, NETUID, 2)
    for (const uid of [0, 1]) one.weigh(uid, [3, 1], 0)
    for (const uid of [0, 1]) for (const m of [0, 1]) two.weigh(uid, [3, 1], m)
    pay(one)
    pay(two)
    for (let uid = 0; uid < N; uid++) {
      expect(Math.abs(one.earned(uid) - two.earned(uid))).toBeLessThanOrEqual(200)
      const slot = NETUID * one.world.stride + uid
      expect(two.world.neurons.permit[slot]).toBe(one.world.neurons.permit[slot])
      expect(two.world.neurons.incentive[slot]).toBeCloseTo(one.world.neurons.incentive[slot], 9)
    }
  })

  test('forgets the second when it has one again', () => {
    const small = chain()
    const { world, rules } = small
    setMechanisms(world, rules, NETUID, 2)
    small.s.mechanismSplit[NETUID] = 1000
    small.weigh(0, [0, 65_535], 1)
    setMechanisms(world, rules, NETUID, 1)
    expect([rules.seconds[NETUID], small.s.mechanismSplit[NETUID]]).toEqual([null, -1])
    setMechanisms(world, rules, NETUID, 2)
    expect(rules.seconds[NETUID]?.weight(0, 3)).toBe(-1)
  })
})

test('the first mechanism gets what rounding leaves', () => {
  expect([secondPart(101, -1), secondPart(1001, 32_768), secondPart(1000, 65_535), secondPart(7, 0)]).toEqual(
    [50, 500, 0, 7],
  )
})

describe('the owner', () => {
  const asked = (era: string) => {
    const small = chain(era)
    const { world, rules, mempool, coldkey, hotkey, s } = small
    s.ownerColdkey[NETUID] = coldkey
    s.lastEpochBlock[NETUID] = world.block
    s.tempo[NETUID] = 50_400
    const ask = (column: string, value: number) => {
      const row = mempool.push(CALL.setSubnetParam, coldkey, hotkey, NETUID, value, 0, 0)
      mempool.toNetuid[row] = ownerParamCode(column)
      applyCalls(world, rules, mempool)
    }
    return { ...small, ask, refused: () => rules.log.refusals }
  }

  test('gives a subnet a second mechanism and a split, each once in a day', () => {
    const { world, rules, s, ask, refused } = asked('mainnet@spec475')
    ask('mechanisms', 2)
    ask('mechanismSplit', 20_000)
    expect([s.mechanisms[NETUID], s.mechanismSplit[NETUID]]).toEqual([2, 20_000])
    expect(rules.seconds[NETUID]).not.toBeNull()
    world.block += 7_199
    ask('mechanisms', 1)
    expect([s.mechanisms[NETUID], refused()[REFUSAL['rate-limited']]]).toEqual([2, 1])
    world.block += 1
    ask('mechanisms', 1)
    expect([s.mechanisms[NETUID], s.mechanismSplit[NETUID]]).toEqual([1, -1])
  })

  test('cannot before mechanisms came, nor where both together would have more than 256 UIDs', () => {
    const before = asked('mainnet@spec298')
    before.ask('mechanisms', 2)
    const full = asked('mainnet@spec475')
    full.s.maxUids[NETUID] = 129
    full.ask('mechanisms', 2)
    for (const { s, refused } of [before, full]) {
      expect([s.mechanisms[NETUID], refused()[REFUSAL['parameter-out-of-range']]]).toEqual([1, 1])
    }
  })
})

describe('a scenario', () => {
  const withTwo = (uids: number) => {
    const network = { all: { mechanisms: 2, mechanismSplit: 0.6 }, subnets: {} } as never
    const scenario = scenarioOf({ netuids: [3, 64], network })
    return beginningOf({ ...scenario, genesis: { ...scenario.genesis, resolution: 'neurons', uids } })
  }
  test('may begin with two mechanisms in every subnet', () => {
    const { world, rules } = withTwo(32)
    expect([world.subnets.mechanisms[3], world.subnets.mechanismSplit[3]]).toEqual([2, 39_321])
    expect(rules.seconds[64]).not.toBeNull()
  })
  test('is refused if they need more UIDs than there can be', () => {
    expect(() => withTwo(256)).toThrow(ScenarioError)
    expect(() => withTwo(256)).toThrow(/network\.mechanisms: got 2 mechanisms of 256 UIDs.* 128 or less/)
  })
})
