import { describe, expect, test } from 'vitest'
import { applyCalls } from '../../src/chain/calls/index.js'
import { runSubnetEpoch } from '../../src/chain/epoch.js'
import { CALL } from '../../src/chain/mempool.js'
import { seatNeuron } from '../../src/chain/neurons.js'
import { fillPool, type SmallChain, smallChain } from '../../src/conform/chain-world.js'
import { consensusRules } from '../../src/consensus/index.js'
import { SubnetMatrix } from '../../src/consensus/matrix.js'
import { type RefusalName, refusalNames } from '../../src/refusal.js'
import { createHotkey } from '../../src/state/keys.js'
import { addToPosition } from '../../src/state/share-pools.js'

const TAO = 1e9
const N = 5
const NETUID = 1

interface Asked {
  netuid?: number
  hotkey?: number
  row?: Record<number, number>
  /** Instead of a row: targets as they are, all of weight 1. */
  targets?: readonly number[]
  version?: number
}

/**
 * Subnet 1 with five UIDs, in block 1000: 0 and 1 hold permits and 100 and 50 alpha, 2 is the owner's, 3 and 4 mine.
 * Weights count at once.
 */
function chain(named: Record<string, unknown> = {}, era = 'mainnet@spec475') {
  const small = smallChain(era, 1, named)
  const { world, rules, coldkey } = small
  fillPool(small, NETUID, 1_000 * TAO, 10_000 * TAO, undefined)
  rules.matrices[NETUID] = new SubnetMatrix(world.stride)
  const hotkeys = [small.hotkey, ...Array.from({ length: N - 1 }, () => createHotkey(world, coldkey))]
  const s = world.subnets
  world.block = 10
  hotkeys.forEach((hotkey, uid) => {
    seatNeuron(world, rules, NETUID, uid, hotkey)
    if (uid < 2) addToPosition(world, hotkey, coldkey, NETUID, (100 / (uid + 1)) * TAO)
    world.neurons.permit[NETUID * world.stride + uid] = uid < 2 ? 1 : 0
    world.neurons.lastUpdate[NETUID * world.stride + uid] = 0
  })
  s.ownerHotkey[NETUID] = hotkeys[2]
  s.ownerColdkey[NETUID] = coldkey
  s.commitReveal[NETUID] = 0
  s.tempo[NETUID] = 360
  s.lastEpochBlock[NETUID] = 990
  s.lastStepBlock[NETUID] = 990
  world.block = 1000
  return { ...small, hotkeys }
}

type Chain = ReturnType<typeof chain>

/** One call; the name of the refusal, or `none`. */
function carryOut(small: SmallChain, push: () => void): RefusalName {
  const { rules, world, mempool } = small
  rules.log.refusals.fill(0)
  push()
  applyCalls(world, rules, mempool)
  return refusalNames.find((_, code) => rules.log.refusals[code] > 0) ?? 'none'
}

/** UID 0 sets weights, unless somebody else is named. */
function set(
  small: Chain,
  { netuid = NETUID, hotkey = small.hotkeys[0], row, targets, version }: Asked,
): RefusalName {
  const { mempool, coldkey } = small
  const entries =
    targets?.map((uid) => [uid, 1]) ?? Object.entries(row ?? { 3: 1 }).map(([k, w]) => [Number(k), w])
  return carryOut(small, () => {
    const i = mempool.push(CALL.setWeights, coldkey, hotkey, netuid, version ?? 0, 0, 0)
    entries.forEach(([uid, w], k) => {
      mempool.payloadUids[mempool.payloadUsed + k] = uid
      mempool.payloadValues[mempool.payloadUsed + k] = w
    })
    mempool.payloadUsed += entries.length
    mempool.payloadCount[i] = entries.length
  })
}

const stored = ({ rules }: SmallChain, uid: number) =>
  Array.from({ length: N }, (_, j) => rules.matrices[NETUID]!.weight(uid, j))
const subnets = ({ world }: SmallChain) => world.subnets

describe('weights are refused', () => {
  test('of a hotkey that the signer does not own', () => {
    const small = chain()
    small.world.hotkeys.owner[small.hotkeys[1]] = small.coldkey + 1
    expect(set(small, { hotkey: small.hotkeys[1] })).toBe('incorrect-owner')
    expect(set(small, {})).toBe('none')
  })

  // Each row of the table breaks its own rule and all below it: the first that the chain looks at is the one told.
  const spoil: [RefusalName, (small: Chain) => void, Asked][] = [
    ['weight-too-large', (c) => subnets(c).maxWeightLimit.fill(30_000), { targets: [3, 4] }],
    ['weights-too-few', (c) => subnets(c).minAllowedWeights.fill(3), {}],
    ['uid-out-of-range', () => {}, { targets: [3, 9] }],
    ['duplicate-uids', () => {}, { targets: [9, 9] }],
    ['no-validator-permit', (c) => c.world.neurons.permit.fill(0), {}],
    ['setting-weights-too-fast', (c) => c.world.neurons.lastUpdate.fill(901), {}],
    ['wrong-version-key', (c) => subnets(c).weightsVersionKey.fill(7), { version: 6 }],
    ['not-enough-stake-to-set-weights', (c) => subnets(c).stakeThreshold.fill(101 * TAO), {}],
    ['not-registered', () => {}, { hotkey: 7 }],
    ['too-many-weights', () => {}, { targets: [9, 9, 9, 9, 9, 9] }],
    ['subnet-does-not-exist', () => {}, { netuid: 5 }],
    ['root-only', () => {}, { netuid: 0 }],
  ]
  test.each(spoil.map(([name], k) => [name, k] as const))('with %s, whatever else is wrong', (name, k) => {
    const small = chain()
    let asked: Asked = {}
    for (const [, change, ask] of spoil.slice(0, k + 1)) {
      change(small)
      asked = { ...asked, ...ask }
    }
    expect(set(small, asked)).toBe(name)
    expect(stored(small, 0)).toEqual([-1, -1, -1, -1, -1])
  })

  test.each(spoil.slice(0, 8))('with %s where nothing else is wrong', (name, change, asked) => {
    const small = chain()
    change(small)
    expect(set(small, asked)).toBe(name)
  })
})

describe('weights are taken', () => {
  test('scaled up to 65535, and count as the update of their validator', () => {
    const small = chain()
    expect(set(small, { row: { 3: 2, 4: 1 } })).toBe('none')
    expect(stored(small, 0)).toEqual([-1, -1, -1, 65_535, 32_768])
    expect(small.world.neurons.lastUpdate[NETUID * small.world.stride]).toBe(1000)
  })

  test('from the owner, without permit and below the threshold', () => {
    const small = chain()
    subnets(small).stakeThreshold.fill(TAO)
    expect(set(small, { hotkey: small.hotkeys[2] })).toBe('none')
  })

  test('before v3.3.14 from the owner no more than from anybody', () => {
    const small = chain({}, 'mainnet@spec391')
    expect(set(small, { hotkey: small.hotkeys[2] })).toBe('no-validator-permit')
    subnets(small).stakeThreshold.fill(TAO)
    expect(set(small, { hotkey: small.hotkeys[2] })).toBe('not-enough-stake-to-set-weights')
  })

  test('from a miner that weighs itself alone, however many are asked for and however small the limit', () => {
    const small = chain()
    subnets(small).minAllowedWeights.fill(3)
    subnets(small).maxWeightLimit.fill(100)
    expect(set(small, { hotkey: small.hotkeys[3], row: { 3: 1 } })).toBe('none')
    expect(set(small, { hotkey: small.hotkeys[4], row: { 3: 1 } })).toBe('no-validator-permit')
  })

  test.each([
    ['at the limit of one weight', (c: Chain) => subnets(c).maxWeightLimit.fill(32_768), { targets: [3, 4] }],
    [
      'where the least number exceeds the UIDs',
      (c: Chain) => subnets(c).minAllowedWeights.fill(1024),
      { targets: [0, 1, 2, 3, 4] },
    ],
    ['from the very version asked for', (c: Chain) => subnets(c).weightsVersionKey.fill(7), { version: 7 }],
    ['as soon as the rate limit has run out', (c: Chain) => c.world.neurons.lastUpdate.fill(900), {}],
    ['at the threshold', (c: Chain) => subnets(c).stakeThreshold.fill(100 * TAO), {}],
  ])('%s', (_, change, asked) => {
    const small = chain()
    change(small)
    expect(set(small, asked)).toBe('none')
  })
})

/** The next epoch, in its block, then the block after it. */
function epoch(small: Chain): void {
  const { world, rules } = small
  world.block = subnets(small).lastEpochBlock[NETUID] + 360
  runSubnetEpoch(world, rules, NETUID)
  world.block++
}

const hidden = (named: Record<string, unknown> = {}, era?: string) => {
  const small = chain(named, era)
  subnets(small).commitReveal[NETUID] = 1
  return small
}

describe('committed weights', () => {
  test('are opened before the next epoch, which counts them', () => {
    const small = hidden()
    expect(set(small, {})).toBe('none')
    expect(stored(small, 0)[3]).toBe(-1)
    epoch(small)
    expect(stored(small, 0)[3]).toBe(65_535)
    expect(small.world.neurons.incentive[NETUID * small.world.stride + 3]).toBe(1)
  })

  test('that their clients open by hand count one epoch later', () => {
    const small = hidden({ reveals: 'by-hand' })
    set(small, {})
    epoch(small)
    expect(stored(small, 0)[3]).toBe(65_535)
    expect(small.world.neurons.incentive[NETUID * small.world.stride + 3]).toBe(0)
    epoch(small)
    expect(small.world.neurons.incentive[NETUID * small.world.stride + 3]).toBe(1)
  })

  test('before v3.4.8 were opened in the block after an epoch, by the chain too', () => {
    const small = hidden({}, 'mainnet@spec401')
    set(small, {})
    epoch(small)
    expect(stored(small, 0)[3]).toBe(65_535)
    expect(small.world.neurons.incentive[NETUID * small.world.stride + 3]).toBe(0)
  })

  test('of a block whose epoch is due but waits belong to that epoch, and are not opened to it', () => {
    const small = hidden()
    small.world.block = 990 + 360
    set(small, {})
    small.world.block++
    runSubnetEpoch(small.world, small.rules, NETUID)
    expect(stored(small, 0)[3]).toBe(-1)
    epoch(small)
    expect(stored(small, 0)[3]).toBe(65_535)
  })

  test('wait for as many epochs as the reveal period says, and are lost if it is shortened over them', () => {
    const small = hidden()
    subnets(small).revealPeriod[NETUID] = 2
    set(small, {})
    epoch(small)
    expect(stored(small, 0)[3]).toBe(-1)
    epoch(small)
    expect(stored(small, 0)[3]).toBe(65_535)
    const shortened = hidden()
    subnets(shortened).revealPeriod[NETUID] = 3
    set(shortened, {})
    epoch(shortened)
    subnets(shortened).revealPeriod[NETUID] = 1
    epoch(shortened)
    expect(stored(shortened, 0)[3]).toBe(-1)
    expect(shortened.rules.commits[NETUID]).toEqual([])
  })

  test('with a period of 0 show in the tempo in which they were committed', () => {
    const small = hidden()
    subnets(small).revealPeriod[NETUID] = 0
    expect(set(small, {})).toBe('none')
    expect(stored(small, 0)[3]).toBe(65_535)
    expect(set(small, {})).toBe('setting-weights-too-fast')
  })

  test('are held to the rate limit when they are committed, and to all other rules when they are opened', () => {
    const small = hidden()
    const bad: Asked = { hotkey: small.hotkeys[3], targets: [9, 9] }
    expect(set(small, bad)).toBe('none')
    expect(set(small, bad)).toBe('setting-weights-too-fast')
    set(small, {})
    small.world.neurons.permit.fill(0)
    epoch(small)
    expect(stored(small, 3)).toEqual([-1, -1, -1, -1, -1])
    expect(stored(small, 0)).toEqual([-1, -1, -1, -1, -1])
    expect(small.rules.commits[NETUID]).toEqual([])
  })

  test.each(['timelocked', 'by-hand'] as const)('%s, may lie open ten at a time', (reveals) => {
    const small = hidden({ reveals })
    subnets(small).weightsRateLimit.fill(0)
    for (let k = 0; k < 10; k++) expect(set(small, {})).toBe('none')
    expect(set(small, {})).toBe('too-many-commits')
    expect(set(small, { hotkey: small.hotkeys[1] })).toBe('none')
  })

  test('count against the ten in their own epoch only where the chain opens them, in all where clients do', () => {
    const next = (reveals: string) => {
      const small = hidden({ reveals })
      subnets(small).weightsRateLimit.fill(0)
      subnets(small).revealPeriod[NETUID] = 3
      for (let k = 0; k < 10; k++) set(small, {})
      epoch(small)
      return set(small, {})
    }
    expect(next('timelocked')).toBe('none')
    expect(next('by-hand')).toBe('too-many-commits')
  })

  test('keep weight from a miner that came after the earliest of them, from v3.2.2 on', () => {
    const paid = (commitMask: boolean) => {
      const small = hidden({ commitMask })
      const { world, rules } = small
      // weights of block 1200 stand; another row waits since block 1000
      subnets(small).revealPeriod[NETUID] = 9
      set(small, {})
      rules.matrices[NETUID]!.setRow(0, [3], [1])
      world.neurons.registeredAt[NETUID * world.stride + 3] = 1100
      world.neurons.lastUpdate[NETUID * world.stride] = 1200
      epoch(small)
      return world.neurons.incentive[NETUID * world.stride + 3]
    }
    expect(paid(true)).toBe(0)
    expect(paid(false)).toBe(1)
  })
})

describe('a subnet', () => {
  test('that chose Null consensus is judged by its largest stake, whatever rule is in force', () => {
    const small = chain()
    subnets(small).nullConsensus[NETUID] = 1
    set(small, { row: { 3: 3, 4: 1 } })
    set(small, { hotkey: small.hotkeys[1], row: { 4: 1 } })
    subnets(small).pendingServer[NETUID] = 500_000
    subnets(small).alphaOutLow[NETUID] += 500_000
    epoch(small)
    const { neurons, stride } = small.world
    expect(neurons.incentive[NETUID * stride + 3]).toBe(0.75)
    expect([...neurons.permit.subarray(stride, stride + N)]).toEqual([1, 0, 0, 0, 0])
  })

  test('falls silent by tempos today, and after a fixed number of blocks before v3.4.8', () => {
    const active = (era: string) => {
      const small = chain({}, era)
      set(small, {})
      subnets(small).tempo[NETUID] = 720
      small.world.block = 1000 + 6000
      runSubnetEpoch(small.world, small.rules, NETUID)
      return small.world.neurons.incentive[NETUID * small.world.stride + 3]
    }
    expect(active('mainnet@spec475')).toBe(1)
    expect(active('mainnet@spec401')).toBe(0)
  })
})

describe('a published commitment', () => {
  const publish = (small: Chain, uid: number, coldkey = small.coldkey) =>
    carryOut(small, () => {
      small.mempool.push(CALL.commitMetadata, coldkey, small.hotkeys[uid] ?? 7, NETUID, 0, 0, 0)
    })
  const bonds = (small: Chain) => [3, 4].map((uid) => small.rules.matrices[NETUID]!.bond(0, uid))
  const withBonds = (reset: number) => {
    const small = chain()
    subnets(small).bondsReset[NETUID] = reset
    small.rules.matrices[NETUID]!.setBonds(0, [3, 4], [100, 200])
    return small
  }

  test('clears the bonds in its miner where the subnet has switched that on', () => {
    const small = withBonds(1)
    expect(publish(small, 3)).toBe('none')
    expect(bonds(small)).toEqual([-1, 200])
  })

  test('changes nothing elsewhere', () => {
    const small = withBonds(0)
    expect(publish(small, 3)).toBe('none')
    expect(bonds(small)).toEqual([100, 200])
  })

  test('clears them under rules with a reset of their own, the conditional one only where consensus was 0', () => {
    const cleared = (rule: 'research-yuma-2c-reset' | 'research-yuma-2c-conditional', noticed: number) => {
      const small = withBonds(0)
      small.rules.consensus = consensusRules.get(rule)
      small.world.neurons.consensus[NETUID * small.world.stride + 3] = noticed
      publish(small, 3)
      return bonds(small)[0] === -1
    }
    expect(cleared('research-yuma-2c-reset', 0.5)).toBe(true)
    expect(cleared('research-yuma-2c-conditional', 0)).toBe(true)
    expect(cleared('research-yuma-2c-conditional', 0.5)).toBe(false)
  })

  test('is refused from a stranger and from a hotkey without UID', () => {
    const small = withBonds(1)
    expect(publish(small, 3, 0)).toBe('incorrect-owner')
    const homeless = createHotkey(small.world, small.coldkey)
    small.hotkeys[3] = homeless
    expect(publish(small, 3)).toBe('not-registered')
    expect(bonds(small)).toEqual([100, 200])
  })
})
