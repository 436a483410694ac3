import { expect, test } from 'vitest'
import { metrics } from '../../src/record/index.js'
import type { SubnetRow } from '../../src/record/rows/subnet-row.js'
import { smallWorld, TAO, viewOf } from './fixture.js'

test('if all staked alpha were sold at once, holders would get X / (X + A) of spot; burned alpha cannot be sold', () => {
  const world = smallWorld()
  const { subnets } = world
  subnets.alphaOutHigh[1] = 0
  subnets.alphaOutLow[1] = 4_000 * TAO
  subnets.burnedAlpha[1] = 900 * TAO
  subnets.protocolAlpha[1] = 500 * TAO
  subnets.rootAlpha[1] = 100 * TAO
  const view = viewOf(world)
  const haircut = metrics.get('subnets.haircut_exit_frac')
  const row = { world, view, netuid: 1, price: view.price(1) } as unknown as SubnetRow
  // 2,500 of 4,000 are staked; the pool has 10,000 and takes no fee.
  expect(haircut.sample(row as never)).toBeCloseTo(1 - 10_000 / 12_500, 9)
})
