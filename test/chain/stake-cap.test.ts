import { describe, expect, test } from 'vitest'
import { runBlock } from '../../src/chain/block.js'
import { capStakes } from '../../src/chain/stake-cap.js'
import { stakeWeights } from '../../src/chain/stake-weight.js'
import type { Beginning } from '../../src/genesis.js'
import { beginningFrom } from '../support/yaml.js'

const NETUID = 3

/** Subnet 3 with 4 validators, a giant of as much stake as `giants` wallets hold together, and 6 miners without stake. */
const subnet = (giants: number, network = '{}') =>
  beginningFrom(`
name: cap
horizon: 10 days
genesis: { snapshot: mainnet-2026-10-08, subnets: [3], uids: 16 }
network: ${network}
population:
  - { id: giant, strategy: honest-validator, count: ${giants}, subnets: [3], stake: { alpha: 40 % } }
  - { id: validators, strategy: honest-validator, count: 4 per subnet, stake: { alpha: 4 % } }
  - { id: miners, strategy: honest-miner, count: 6 per subnet, params: { outside: 0 } }
`)

function weightsOf({ world, rules }: Beginning): Float64Array {
  const weights = new Float64Array(world.stride)
  stakeWeights(world, NETUID, rules.params.taoWeight, weights)
  return weights
}

const sum = (values: Float64Array) => values.reduce((a, b) => a + b, 0)

describe('a cap on the stake weight of a coldkey', () => {
  test('brings the largest down to the percentile and leaves the others alone', async () => {
    const beginning = await subnet(1)
    const before = weightsOf(beginning)
    const after = before.slice()
    capStakes(beginning.world, NETUID, 0.5, after)
    const positive = before.filter((weight) => weight > 0).sort()
    const largest = before.indexOf(positive[positive.length - 1])
    expect(after[largest]).toBeLessThan(before[largest] / 5)
    expect(Math.max(...after)).toBeLessThanOrEqual(positive[Math.ceil((positive.length - 1) / 2)])
    const small = before.indexOf(positive[0])
    expect(after[small]).toBe(before[small])
  })

  test('at 100 % changes nothing', async () => {
    const beginning = await subnet(1)
    const weights = weightsOf(beginning)
    const before = weights.slice()
    capStakes(beginning.world, NETUID, 1, weights)
    expect(weights).toEqual(before)
  })

  test('is escaped by spreading the same stake over several coldkeys', async () => {
    const one = await subnet(1)
    const four = await subnet(4)
    const [whole, split] = [weightsOf(one), weightsOf(four)]
    expect(sum(split) / sum(whole)).toBeCloseTo(1, 6)
    capStakes(one.world, NETUID, 0.5, whole)
    capStakes(four.world, NETUID, 0.5, split)
    expect(sum(split)).toBeGreaterThan(3 * sum(whole))
  })

  test('is what consensus reads, once the network has one', async () => {
    const weightInConsensus = async (network: string) => {
      const beginning = await subnet(1, network)
      const { world, rules, society, mempool } = beginning
      for (let i = 0; i < 400; i++) {
        society.decide()
        world.block++
        runBlock(world, rules, mempool)
      }
      const from = NETUID * world.stride
      const weights = world.neurons.stakeWeight.subarray(from, from + world.stride)
      return Math.max(...weights) / sum(Float64Array.from(weights))
    }
    expect(await weightInConsensus('{}')).toBeGreaterThan(0.6)
    expect(await weightInConsensus('{ stakeCap: 50 % }')).toBeLessThan(0.4)
  })
})
