import { describe, expect, test } from 'vitest'
import { applyCalls } from '../../../src/chain/calls/index.js'
import { CALL } from '../../../src/chain/mempool.js'
import { payRoot } from '../../../src/chain/payout.js'
import { fillPool, smallChain } from '../../../src/conform/chain-world.js'
import { REFUSAL } from '../../../src/refusal.js'
import { mintAlphaOut } from '../../../src/state/ledger.js'
import { stakeOf } from '../../../src/state/share-pools.js'
import { ROOT } from '../../../src/units.js'

const TAO = 1e9

/** Two subnets that have each paid a root staker of 1000 TAO a dividend of 10 alpha. */
function dividends(era = 'mainnet@spec432') {
  const chain = smallChain(era, 2)
  const { world, rules, mempool, coldkey, hotkey } = chain
  for (const netuid of [1, 2]) fillPool(chain, netuid, 1000 * TAO, 100_000 * TAO, undefined)
  world.coldkeys.free[coldkey] = 1000 * TAO
  world.hotkeys.take[hotkey] = 0
  const ask = (kind: number, netuid: number, amount = 0) => {
    mempool.push(kind, coldkey, hotkey, netuid, amount, Number.POSITIVE_INFINITY, 0)
    applyCalls(world, rules, mempool)
  }
  ask(CALL.addStake, ROOT, 1000 * TAO)
  for (const netuid of [1, 2]) {
    mintAlphaOut(world, netuid, 10 * TAO)
    payRoot(world, rules, netuid, hotkey, 10 * TAO)
  }
  const held = (netuid: number) => stakeOf(world, hotkey, coldkey, netuid)
  return { ...chain, ask, held }
}

describe('a root claim by hand', () => {
  test('sells the alpha for root TAO, on the subnet named alone', () => {
    const { world, ask, held } = dividends()
    ask(CALL.claimRoot, 1)
    expect(held(1)).toBe(0)
    expect(held(ROOT) / TAO).toBeCloseTo(1000.1, 3)
    // The rate lies on a grid of 2^-32 alpha per root TAO: so much at most is owed to no one.
    expect(world.subnets.rootAlpha[1]).toBeLessThan((1000 * TAO) / 2 ** 32)
    expect(world.subnets.rootAlpha[2]).toBe(10 * TAO)
  })

  test('keeps the alpha where the staker keeps that subnet, and sells it elsewhere', () => {
    const { ask, held } = dividends()
    ask(CALL.setClaimMode, ROOT, 2)
    ask(CALL.keepRootAlpha, 2, 1)
    ask(CALL.claimRoot, 1)
    ask(CALL.claimRoot, 2)
    expect(held(1)).toBe(0)
    expect(held(2) / TAO).toBeCloseTo(10, 6)
  })

  test('sells again once the subnet is no longer one to keep', () => {
    const { ask, held } = dividends()
    ask(CALL.setClaimMode, ROOT, 2)
    for (const netuid of [1, 2]) ask(CALL.keepRootAlpha, netuid, 1)
    ask(CALL.keepRootAlpha, 2, 0)
    ask(CALL.claimRoot, 2)
    expect(held(2)).toBe(0)
  })

  test('is refused in eras that know none', () => {
    const { rules, ask } = dividends('mainnet@spec475')
    ask(CALL.claimRoot, 1)
    expect(rules.log.refusals[REFUSAL['not-in-this-era']]).toBe(1)
  })
})
