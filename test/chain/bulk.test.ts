import { expect, test } from 'vitest'
import { runBlock } from '../../src/chain/block.js'
import { REST } from '../../src/state/ledger.js'
import { stateHash } from '../../src/state/snapshot.js'
import { beginningOf, scenarioOf } from '../support/scenarios.js'

/** The chain alone, from the snapshot; the pool's bulk loops taken away from it if `apart`. */
function after(blocks: number, era: string, apart: boolean): string {
  const { world, rules, mempool } = beginningOf(scenarioOf({ protocol: { start: era, set: {}, later: [] } }))
  // A pool that is nearly all on one side refuses injections, one that waits offers them again.
  world.subnets.taoReserve[3] = 2e6
  world.subnets.taoReservoir[4] = 5e9
  world.coldkeys.free[REST] -= 5e9
  world.subnets.alphaReservoir[5] = 7e9
  if (apart) rules.market = { ...rules.market, bulk: undefined }
  for (let k = 0; k < blocks; k++) {
    world.block++
    runBlock(world, rules, mempool)
  }
  return stateHash(world)
}

test.each(['mainnet@spec475', 'mainnet@spec423'])(
  'under %s a block by columns ends in the same state as a block subnet by subnet',
  (era) => {
    expect(after(400, era, false)).toBe(after(400, era, true))
  },
)
