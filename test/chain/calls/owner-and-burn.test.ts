import { describe, expect, test } from 'vitest'
import { applyCalls } from '../../../src/chain/calls/index.js'
import { CALL } from '../../../src/chain/mempool.js'
import { ownerParamCode } from '../../../src/chain/owner-params.js'
import { fillPool, smallChain } from '../../../src/conform/chain-world.js'
import { REFUSAL } from '../../../src/refusal.js'
import { mintAlphaOut } from '../../../src/state/ledger.js'
import { addToPosition, stakeOf } from '../../../src/state/share-pools.js'
import { alphaIssuance } from '../../../src/state/world.js'

const TAO = 1e9

function owned() {
  const chain = smallChain('mainnet@spec475', 1)
  const { world, rules, mempool, coldkey, hotkey } = chain
  fillPool(chain, 1, 1000 * TAO, 100_000 * TAO, undefined)
  world.block = 1000
  world.subnets.lastEpochBlock[1] = 1000
  world.subnets.ownerColdkey[1] = coldkey
  world.coldkeys.free[coldkey] = 1000 * TAO
  const ask = (kind: number, amount: number, param = '', signer = coldkey) => {
    const row = mempool.push(kind, signer, hotkey, 1, amount, Number.POSITIVE_INFINITY, 0)
    if (param !== '') mempool.toNetuid[row] = ownerParamCode(param)
    applyCalls(world, rules, mempool)
  }
  const refused = (name: keyof typeof REFUSAL) => rules.log.refusals[REFUSAL[name]]
  return { ...chain, ask, refused, s: world.subnets }
}

describe("an owner's hyperparameters", () => {
  test('are set in range, by the owner alone, once in two tempos, and not just before an epoch', () => {
    const { world, s, ask, refused } = owned()
    ask(CALL.setSubnetParam, 7200, 'immunityPeriod')
    expect(s.immunityPeriod[1]).toBe(7200)
    ask(CALL.setSubnetParam, 5000, 'immunityPeriod')
    expect([s.immunityPeriod[1], refused('rate-limited')]).toEqual([7200, 1])
    ask(CALL.setSubnetParam, 100, 'tempo')
    ask(CALL.setSubnetParam, 1.5, 'yuma3')
    expect(refused('parameter-out-of-range')).toBe(2)
    ask(CALL.setSubnetParam, 1, 'liquidAlpha', 0)
    expect(refused('not-subnet-owner')).toBe(1)
    world.block += 351
    ask(CALL.setSubnetParam, 1, 'liquidAlpha')
    expect([s.liquidAlpha[1], refused('frozen-before-epoch')]).toEqual([0, 1])
    s.lastEpochBlock[1] = world.block + 720
    world.block += 721
    ask(CALL.setSubnetParam, 5000, 'immunityPeriod')
    expect(s.immunityPeriod[1]).toBe(5000)
  })
})

describe('alpha that someone gives up', () => {
  test('is burned: no one owns it and it still counts; or recycled: issuance falls', () => {
    const { world, s, ask, coldkey, hotkey } = owned()
    mintAlphaOut(world, 1, 100 * TAO)
    addToPosition(world, hotkey, coldkey, 1, 100 * TAO)
    const issued = alphaIssuance(world, 1)
    ask(CALL.burnAlpha, 30 * TAO)
    expect([s.burnedAlpha[1], alphaIssuance(world, 1)]).toEqual([30 * TAO, issued])
    ask(CALL.recycleAlpha, 20 * TAO)
    expect(alphaIssuance(world, 1)).toBe(issued - 20 * TAO)
    expect(stakeOf(world, hotkey, coldkey, 1)).toBe(50 * TAO)
  })

  test('can be bought for the purpose: the price rises and no one holds more', () => {
    const { world, rules, s, ask, coldkey, hotkey } = owned()
    const price = rules.market.price(world, 1)
    ask(CALL.addStakeBurn, 10 * TAO)
    expect(rules.market.price(world, 1)).toBeGreaterThan(price)
    expect(s.burnedAlpha[1] / TAO).toBeCloseTo(10 / price / 1.01, 0)
    expect(stakeOf(world, hotkey, coldkey, 1)).toBe(0)
    expect(world.coldkeys.free[coldkey]).toBe(990 * TAO)
  })
})
