import { expect, test } from 'vitest'
import { beginningFrom } from '../support/yaml.js'

test('in aggregate resolution the fixed shares add up to one, also where a subnet has fewer UIDs than the cohorts have members', async () => {
  const { world } = await beginningFrom(`
name: crowded
horizon: 1 day
genesis: { snapshot: mainnet-2026-10-08, subnets: all, uids: 256, resolution: aggregate }
population:
  - { id: validators, strategy: honest-validator, count: 12 per subnet, stake: 20 % }
  - { id: miners, strategy: honest-miner, count: 240 per subnet }
`)
  const crowded = [...world.netuids].filter((netuid) => world.subnets.maxUids[netuid] < 253)
  expect(crowded.length).toBeGreaterThan(0)
  for (const netuid of world.netuids) {
    let incentive = 0
    let dividends = 0
    for (let uid = 0; uid < world.subnets.neuronCount[netuid]; uid++) {
      incentive += world.neurons.incentive[netuid * world.stride + uid]
      dividends += world.neurons.dividends[netuid * world.stride + uid]
    }
    expect(incentive).toBeCloseTo(1, 9)
    expect(dividends).toBeCloseTo(1, 9)
  }
})
