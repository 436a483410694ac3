import { expect, test } from 'vitest'
import { runBlock } from '../../src/chain/block.js'
import { readState, saveState } from '../../src/cli/save-state.js'
import { restoreWorld } from '../../src/state/save-world.js'
import { stateHash } from '../../src/state/snapshot.js'
import { beginningOf, scenarioOf } from '../support/scenarios.js'

test('the state that a bug leaves behind can be read again: every table, to the last bit', () => {
  const scenario = scenarioOf({ netuids: [1, 3, 64] })
  const { world, rules, mempool } = beginningOf(scenario)
  for (let k = 0; k < 50; k++) {
    world.block++
    runBlock(world, rules, mempool)
  }
  const other = beginningOf(scenario).world
  expect(stateHash(other)).not.toBe(stateHash(world))
  restoreWorld(other, readState(saveState(world)))
  expect(stateHash(other)).toBe(stateHash(world))
})
