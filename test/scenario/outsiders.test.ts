import { expect, test } from 'vitest'
import { beginningFrom } from '../support/yaml.js'

const scenario = (outside: string) => `
horizon: 1 day
genesis: { snapshot: mainnet-2026-10-08, subnets: [3], uids: 16 }
population:
  - { id: validators, strategy: honest-validator, count: 4, stake: { alpha: 20 % } }
  - { id: miners, strategy: honest-miner, count: 20, params: { outside: ${outside} } }
`

test('more miners may want UIDs than there are, if the rest is said to be outside', async () => {
  const { world } = await beginningFrom(scenario('50 %'))
  expect(world.subnets.neuronCount[3]).toBe(1 + 4 + 10)
})

test('miners within the network are refused where UIDs do not suffice', async () => {
  await expect(beginningFrom(scenario('10 %'))).rejects.toThrow('at most 16')
})
