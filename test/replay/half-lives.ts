import { mainnetEmissionParams } from '../../src/emission/emission.js'
import { movingPriceRules, shareRules } from '../../src/emission/index.js'
import { createWorld } from '../../src/state/world.js'

/** Blocks until a moving price has fallen to half, with the spot price at next to nothing. */
export function halfLife(rule: string, movingAlpha: number, age: number): number {
  const world = createWorld({ subnets: 2, uids: 1, coldkeys: 1, hotkeys: 1, positions: 1 })
  const { movingPrice, firstEmissionBlock } = world.subnets
  const params = { ...mainnetEmissionParams, movingAlpha }
  const emitting = Uint16Array.of(1)
  const spot = new Float64Array(2)
  movingPrice[1] = 1
  let blocks = 0
  for (; movingPrice[1] > 0.5; blocks++) {
    // held at one age, so that the rate stays what it is there
    world.block = 1_000_000_000
    firstEmissionBlock[1] = world.block + 1 - age
    movingPriceRules.get(rule).update(world, emitting, 1, spot, params)
  }
  return blocks
}

/** Shares of two subnets by flow: 1 had one day of flow so many blocks ago, 2 now gets half as much in a block. */
export function flowShares(halfLife: number): Float64Array {
  const world = createWorld({ subnets: 3, uids: 1, coldkeys: 1, hotkeys: 1, positions: 1 })
  const { userFlow } = world.subnets
  const rule = shareRules.get('flow-ema')
  const emitting = Uint16Array.of(1, 2)
  const out = new Float64Array(3)
  const step = () => {
    world.block++
    rule.shares(world, emitting, 2, mainnetEmissionParams, out, out)
  }
  rule.enter(world, null, mainnetEmissionParams)
  userFlow[1] = 2e15
  step()
  for (let block = 0; block < halfLife; block++) step()
  userFlow[2] = 1e15
  step()
  return out
}
