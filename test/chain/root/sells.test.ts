import { expect, test } from 'vitest'
import { runBlock } from '../../../src/chain/block.js'
import { auditWorld } from '../../../src/state/audit.js'
import { ROOT } from '../../../src/units.js'
import { beginningOf, scenarioOf } from '../../support/scenarios.js'

test("in 2025 root's alpha was sold in every block and the TAO staked on root at the epoch", () => {
  const protocol = { start: 'mainnet@spec258', set: {}, later: [] }
  const { world, rules, mempool } = beginningOf(scenarioOf({ netuids: [64], protocol }))
  const s = world.subnets
  const root = s.taoReserve[ROOT]
  let sold = 0
  let paid = 0
  for (let k = 0; k < 800; k++) {
    const waiting = s.pendingRootTao[64]
    const before = s.rootSoldTotal[64]
    world.block++
    runBlock(world, rules, mempool)
    auditWorld(world)
    expect(s.rootSoldTotal[64]).toBeGreaterThan(before)
    expect(s.pendingRoot[64]).toBe(0)
    sold = s.rootSoldTotal[64]
    if (s.pendingRootTao[64] < waiting) paid++
  }
  // Tempo 360: two or three epochs. What is not yet paid waits.
  expect(paid).toBeGreaterThanOrEqual(2)
  expect(s.taoReserve[ROOT] - root + s.pendingRootTao[64]).toBe(sold)
})
