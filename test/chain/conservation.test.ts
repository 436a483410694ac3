import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { runBlock } from '../../src/chain/block.js'
import { ROOT_ORIGIN } from '../../src/chain/calls/signer.js'
import { CALL } from '../../src/chain/mempool.js'
import { auditWorld } from '../../src/state/audit.js'
import { createColdkey, createHotkey } from '../../src/state/keys.js'
import { REST, transferTao } from '../../src/state/ledger.js'
import { addToPosition } from '../../src/state/share-pools.js'
import { beginningOf, scenarioOf } from '../support/scenarios.js'

const NETUIDS = [1, 3, 64]
const TAO = 1e9

/** One random call: who, what, where, how much. Amounts run from dust to far more than anyone has. */
const call = fc.record({
  kind: fc.constantFrom(
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
  ),
  who: fc.nat(2),
  to: fc.nat(2),
  netuid: fc.constantFrom(0, ...NETUIDS, 77),
  toNetuid: fc.constantFrom(0, ...NETUIDS),
  amount: fc.oneof(fc.nat(100), fc.integer({ min: 0, max: 5e12 }), fc.constant(3e15)),
  limit: fc.oneof(
    fc.constant(0),
    fc.constant(Number.POSITIVE_INFINITY),
    fc.double({ min: 0.001, max: 0.2, noNaN: true }),
  ),
  partial: fc.nat(1),
})
const blocks = fc.array(fc.array(call, { maxLength: 6 }), { minLength: 1, maxLength: 25 })

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
  return { ...beginning, keys }
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
