import { expect, test } from 'vitest'
import { seatNeuron } from '../../src/chain/neurons.js'
import { payRoot } from '../../src/chain/payout.js'
import { fillPool, smallChain } from '../../src/conform/chain-world.js'
import { addToPosition, stakeOf } from '../../src/state/share-pools.js'
import { stateHash } from '../../src/state/snapshot.js'

const TAO = 1e9
const NETUID = 1
const UID = 0

/** A validator with stake of its owner and of a nominator is paid root's part. */
function paid(known: boolean, byRow: boolean) {
  const chain = smallChain('mainnet@spec475', 1)
  const { world, rules, coldkey, hotkey } = chain
  fillPool(chain, NETUID, 1_000 * TAO, 10_000 * TAO, undefined)
  rules.matrices[NETUID] = null
  seatNeuron(world, rules, NETUID, UID, hotkey)
  const own = addToPosition(world, hotkey, coldkey, NETUID, 100 * TAO)
  addToPosition(world, hotkey, coldkey - 1, NETUID, 50 * TAO)
  const row = NETUID * world.stride + UID
  if (known) world.neurons.ownPosition[row] = own
  payRoot(world, rules, NETUID, hotkey, 10 * TAO, byRow ? row : -1)
  return { hash: stateHash(world), owners: stakeOf(world, hotkey, coldkey, NETUID), world, row }
}

test("the take of root's part reaches the owner alike whether its position is known, unknown or looked up", () => {
  expect(paid(true, true).hash).toBe(paid(true, false).hash)
  expect(paid(false, true).hash).toBe(paid(false, false).hash)
  expect(paid(true, true).owners).toBe(paid(false, false).owners)
  expect(paid(true, true).owners).toBeGreaterThan(101 * TAO)
})

test('what root is paid does not note the position: a run saved here goes on as one that was not', () => {
  const { world, row } = paid(false, true)
  expect(world.neurons.ownPosition[row]).toBe(-1)
})
