import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { runBlock } from '../../src/chain/block.js'
import { applyCalls } from '../../src/chain/calls/index.js'
import { ROOT_ORIGIN } from '../../src/chain/calls/signer.js'
import { CALL, callNames } from '../../src/chain/mempool.js'
import { seatNeuron } from '../../src/chain/neurons.js'
import { auditWorld } from '../../src/state/audit.js'
import { createColdkey, createHotkey } from '../../src/state/keys.js'
import { REST, transferTao } from '../../src/state/ledger.js'
import { addToPosition } from '../../src/state/share-pools.js'
import { beginningOf, scenarioOf } from '../support/scenarios.js'

const NETUIDS = [1, 3, 64]
const TAO = 1e9

/** What is asked for: every call that moves value, and those that change who may. */
const tried = [
  CALL.addStake,
  CALL.removeStake,
  CALL.moveStake,
  CALL.register,
  CALL.setTake,
  CALL.setClaimMode,
  CALL.registerSubnet,
  CALL.startSubnet,
  CALL.switchEmission,
  CALL.dissolveSubnet,
  CALL.setChildren,
  CALL.setChildTake,
  CALL.addStakeBurn,
  CALL.burnAlpha,
  CALL.recycleAlpha,
  CALL.lockStake,
  CALL.moveLock,
  CALL.setPerpetual,
  CALL.setSubnetParam,
  CALL.claimRoot,
  CALL.keepRootAlpha,
] as const

/** One random call: who, what, where, how much. Amounts run from dust to far more than anyone has. */
const call = fc.record({
  kind: fc.constantFrom(...tried),
  who: fc.nat(2),
  to: fc.nat(2),
  netuid: fc.constantFrom(0, ...NETUIDS, 77),
  toNetuid: fc.constantFrom(0, ...NETUIDS),
  amount: fc.oneof(fc.nat(1), fc.nat(100), fc.integer({ min: 0, max: 5e11 }), fc.constant(3e15)),
  limit: fc.oneof(
    fc.constant(0),
    fc.constant(Number.POSITIVE_INFINITY),
    fc.double({ min: 0.001, max: 0.2, noNaN: true }),
  ),
  partial: fc.nat(1),
})
const blocks = fc.array(fc.array(call, { maxLength: 6 }), { minLength: 1, maxLength: 25 })

/** By kind: calls that changed something, over all runs below. */
const carriedOut = callNames.map(() => 0)

function world(era: string) {
  // Subnets may come and go in every block, and be started at once.
  const network = {
    all: {
      networkRateLimit: 0,
      networkImmunity: 0,
      startCallDelay: 0,
      childrenCooldown: 3,
      childkeyBurn: 0.1,
    },
    subnets: {},
  }
  const scenario = scenarioOf({ netuids: NETUIDS, network, protocol: { start: era, set: {}, later: [] } })
  const beginning = beginningOf(scenario)
  const keys = [0, 1, 2].map(() => {
    const coldkey = createColdkey(beginning.world)
    transferTao(beginning.world, REST, coldkey, 20_000 * TAO)
    return { coldkey, hotkey: createHotkey(beginning.world, coldkey) }
  })
  for (const key of keys) for (const netuid of NETUIDS) settle(beginning, netuid, key)
  // One of them owns a subnet, so that what owners may do is tried as well.
  beginning.world.subnets.ownerColdkey[1] = keys[0].coldkey
  beginning.world.subnets.ownerHotkey[1] = keys[0].hotkey
  return { ...beginning, keys }
}

/** A stake on the subnet and on root, a small lock, and a UID that earns a third of its dividends. */
function settle(
  { world: w, rules, mempool }: ReturnType<typeof beginningOf>,
  netuid: number,
  { coldkey, hotkey }: { coldkey: number; hotkey: number },
): void {
  const uid = w.subnets.neuronCount[netuid]
  if (uid < w.stride) {
    seatNeuron(w, rules, netuid, uid, hotkey)
    w.neurons.dividends[netuid * w.stride + uid] = 1 / 3
  }
  for (const on of [netuid, 0]) {
    mempool.push(CALL.addStake, coldkey, hotkey, on, 100 * TAO, Number.POSITIVE_INFINITY, 0)
  }
  mempool.push(CALL.lockStake, coldkey, hotkey, netuid, TAO, 0, 0)
  applyCalls(w, rules, mempool)
}

describe.each([
  'mainnet@spec475',
  'mainnet@spec440',
  'mainnet@spec432',
  'mainnet@spec298',
  'mainnet@spec233',
])('under %s, whatever is asked for', (era) => {
  test('TAO held equals TAO issued and alpha booked equals alpha out, to the RAO, after every block', () => {
    fc.assert(
      fc.property(blocks, (plan) => {
        const { world: w, rules, mempool, keys } = world(era)
        w.subnets.tempo.fill(5)
        rules.log.listener = { traded() {}, refused: (kind) => carriedOut[kind]-- }
        for (const asked of plan) {
          for (const one of asked) {
            const { hotkey } = keys[one.who]
            const byRoot = one.kind === CALL.switchEmission || one.kind === CALL.dissolveSubnet
            const coldkey = byRoot && one.partial === 1 ? ROOT_ORIGIN : keys[one.who].coldkey
            const row = mempool.push(
              one.kind,
              coldkey,
              hotkey,
              one.netuid,
              one.amount,
              one.limit,
              one.partial,
            )
            mempool.toNetuid[row] = one.toNetuid
            mempool.toHotkey[row] = keys[one.to].hotkey
            mempool.children.set(row, [{ hotkey: keys[one.to].hotkey, part: one.partial === 1 ? 1 : 0.3 }])
            mempool.draw(row, w.block, one.who, row)
            carriedOut[one.kind]++
          }
          w.block++
          runBlock(w, rules, mempool)
          auditWorld(w)
        }
      }),
      { numRuns: 60, seed: 7 },
    )
  })
})

// An owner sets nothing within ten blocks of an epoch, and the tempo is five; who registers a subnet seldom draws its
// netuid next.
const seldom: readonly number[] = [CALL.setSubnetParam, CALL.startSubnet]

test('every kind of call was carried out at least once, not only refused', () => {
  const never = tried.filter((kind) => carriedOut[kind] === 0 && !seldom.includes(kind))
  expect(never.map((kind) => callNames[kind])).toEqual([])
})

test('the audit notices a single RAO made from nothing', () => {
  const { world: w, keys } = world('mainnet@spec475')
  auditWorld(w)
  w.coldkeys.free[keys[0].coldkey] += 1
  expect(() => auditWorld(w)).toThrow(/1 apart/)
})

test('the audit notices a single RAO of alpha made from nothing', () => {
  const { world: w, keys } = world('mainnet@spec475')
  addToPosition(w, keys[0].hotkey, keys[0].coldkey, 3, 1)
  expect(() => auditWorld(w)).toThrow(/alpha booked .* 1 apart/)
})
