import { expect, test } from 'vitest'
import { runBlock } from '../../src/chain/block.js'
import { enterEraIfDue } from '../../src/chain/rules.js'
import { limbsExact } from '../../src/numeric/limbs.js'
import { auditWorld } from '../../src/state/audit.js'
import type { World } from '../../src/state/world.js'
import { beginningOf, scenarioOf } from '../support/scenarios.js'

/** RAO, exactly: it is past what a double holds. */
const issuance = ({ issuance: { high, low } }: World) => limbsExact(high[0], low[0])

/** The three subnets whose price is below their share of emission are propped up from the first block on. */
function subsidised(era: string, then?: string) {
  const later = then === undefined ? [] : [{ at: 101, era: then, set: {} }]
  const scenario = scenarioOf({ netuids: [1, 3, 64], protocol: { start: era, set: {}, later } })
  const more = { ...scenario.genesis.more, rest: 'absent' } as never
  const beginning = beginningOf({ ...scenario, genesis: { ...scenario.genesis, more } })
  const { world, rules, mempool } = beginning
  const start = issuance(world)
  for (let k = 0; k < 100; k++) {
    world.block++
    runBlock(world, rules, mempool)
    auditWorld(world)
  }
  const { chainBuyTotal, injectedTotal } = world.subnets
  const sum = (column: Float64Array) => [1, 3, 64].reduce((total, n) => total + column[n], 0)
  const issued = () => Number(issuance(world) - start)
  return { world, rules, issued, bought: sum(chainBuyTotal), injected: sum(injectedTotal) }
}

test("the subsidy's chain buys put TAO into pools that does not count as issued", () => {
  const { world, issued, bought, injected } = subsidised('mainnet@spec320')
  expect(bought).toBeGreaterThan(0)
  expect(world.issuance.uncounted[0]).toBe(bought)
  expect(issued()).toBe(injected)
})

test('the next runtime upgrade counts it', () => {
  const { world, rules, issued, bought, injected } = subsidised('mainnet@spec320', 'mainnet@spec334')
  world.block++
  enterEraIfDue(world, rules)
  expect(rules.era.id).toBe('mainnet@spec334')
  expect([world.issuance.uncounted[0], issued()]).toEqual([0, injected + bought])
  auditWorld(world)
})

test('later chain buys count at once', () => {
  const { world, issued, bought, injected } = subsidised('mainnet@spec475')
  expect(bought).toBeGreaterThan(0)
  expect([world.issuance.uncounted[0], issued()]).toEqual([0, injected + bought])
})

test('the audit notices a single RAO that is neither counted nor uncounted', () => {
  const { world } = subsidised('mainnet@spec320')
  world.issuance.uncounted[0] -= 1
  expect(() => auditWorld(world)).toThrow(/1 apart/)
})
