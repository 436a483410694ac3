import { test } from 'vitest'
import fc from 'fast-check'
import { runBlock } from '../../src/chain/block.js'
import { ROOT_ORIGIN } from '../../src/chain/calls/signer.js'
import { CALL, callNames } from '../../src/chain/mempool.js'
import { refusalNames } from '../../src/refusal.js'
import { createColdkey, createHotkey } from '../../src/state/keys.js'
import { REST, transferTao } from '../../src/state/ledger.js'
import { beginningOf, scenarioOf } from '../support/scenarios.js'
test('count', () => {
  const N=[1,3,64]
  const done: Record<string, number> = {}
  const asked: Record<string, number> = {}
  const why: Record<string, Record<string,number>> = {}
  const call = fc.record({ kind: fc.constantFrom(...Object.values(CALL)), who: fc.nat(2), to: fc.nat(2), netuid: fc.constantFrom(0,...N,77), toNetuid: fc.constantFrom(0,...N), amount: fc.oneof(fc.nat(100), fc.integer({min:0,max:5e12}), fc.constant(3e15)), limit: fc.oneof(fc.constant(0), fc.constant(Infinity)), partial: fc.nat(1)})
  fc.assert(fc.property(fc.array(fc.array(call,{maxLength:6}),{minLength:1,maxLength:25}), (plan) => {
    const { world: w, rules, mempool } = beginningOf(scenarioOf({ netuids: N, network: { all: { networkRateLimit: 0, networkImmunity: 0, startCallDelay: 0, childrenCooldown: 3, childkeyBurn: 0.1 }, subnets: {} } }))
    const keys = [0,1,2].map(() => { const coldkey = createColdkey(w); transferTao(w, REST, coldkey, 2e13); return { coldkey, hotkey: createHotkey(w, coldkey) } })
    rules.log.listener = { traded() {}, refused(kind, code) { done[callNames[kind]] = (done[callNames[kind]] ?? 0) - 1; (why[callNames[kind]] ??= {})[refusalNames[code]] = (why[callNames[kind]][refusalNames[code]] ?? 0) + 1 } }
    w.subnets.tempo.fill(5)
    for (const b of plan) { for (const one of b) {
      const byRoot = one.kind === CALL.switchEmission || one.kind === CALL.dissolveSubnet
      const row = mempool.push(one.kind, byRoot && one.partial === 1 ? ROOT_ORIGIN : keys[one.who].coldkey, keys[one.who].hotkey, one.netuid, one.amount, one.limit, one.partial)
      mempool.toNetuid[row] = one.toNetuid; mempool.toHotkey[row] = keys[one.to].hotkey
      mempool.children.set(row, [{ hotkey: keys[one.to].hotkey, part: 0.3 }])
      asked[callNames[one.kind]] = (asked[callNames[one.kind]] ?? 0) + 1
      done[callNames[one.kind]] = (done[callNames[one.kind]] ?? 0) + 1
    } w.block++; runBlock(w, rules, mempool) }
  }), { numRuns: 60, seed: 7 })
  console.log(JSON.stringify({ asked, done, why }, null, 1))
})
