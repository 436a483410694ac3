import { describe, expect, test } from 'vitest'
import { runBlock } from '../../src/chain/block.js'
import { eras } from '../../src/chain/history.js'
import { consensusRules } from '../../src/consensus/index.js'
import type { Beginning } from '../../src/genesis.js'
import { auditWorld } from '../../src/state/audit.js'
import { beginningFrom } from '../support/yaml.js'

const NETUID = 3

const scenario = (protocol: string, network = '') => `
name: consensus
horizon: 10 days
genesis: { snapshot: mainnet-2026-10-08, subnets: [1, 3], uids: 32 }
protocol: ${protocol}
network: { tempo: 50 blocks, commitReveal: false${network} }
population:
  - { id: validators, strategy: honest-validator, count: 4 per subnet, stake: { alpha: 40 %, root: 50 % } }
  - { id: miners, strategy: honest-miner, count: 20 per subnet, params: { outside: 0 } }
`

function live({ world, rules, society, mempool }: Beginning, blocks: number): void {
  for (let i = 0; i < blocks; i++) {
    society.decide()
    world.block++
    runBlock(world, rules, mempool)
    rules.log.epochCount = 0
    rules.log.events.length = 0
  }
  auditWorld(world)
}

/** Sum of a column of subnet 3. */
function total({ world }: Beginning, column: 'incentive' | 'dividends'): number {
  const from = NETUID * world.stride
  return world.neurons[column].subarray(from, from + world.stride).reduce((a, b) => a + b, 0)
}

describe.each(consensusRules.all.map(({ id }) => id))('under %s', (id) => {
  test('miners and validators are paid in full once weights stand, and nothing is lost', async () => {
    const beginning = await beginningFrom(scenario(`{ start: mainnet@spec475, set: { consensus: ${id} } }`))
    live(beginning, 400)
    expect(total(beginning, 'incentive')).toBeCloseTo(1, 5)
    expect(total(beginning, 'dividends')).toBeCloseTo(1, 5)
    expect(beginning.rules.history[0].regimes.consensus).toBe(id)
  })
})

test('a what-if timetable changes the consensus of living subnets', async () => {
  const then =
    '[{ at: 200 blocks, set: { consensus: research-yuma-3 } }, { at: 400 blocks, set: { consensus: chain } }]'
  const beginning = await beginningFrom(scenario(`{ start: mainnet@spec475, then: ${then} }`))
  const { rules } = beginning
  const used: string[] = []
  for (let part = 0; part < 3; part++) {
    live(beginning, 190)
    used.push(rules.consensus.id)
    live(beginning, 10)
    expect(total(beginning, 'dividends')).toBeCloseTo(1, 5)
  }
  expect(used).toEqual(['chain', 'research-yuma-3', 'chain'])
})

test('Null consensus is a choice of one subnet; its neighbour goes on as before', async () => {
  const text = scenario('mainnet@spec475', ', subnets: { 3: { nullConsensus: true } }')
  const beginning = await beginningFrom(text)
  live(beginning, 400)
  const { neurons, stride } = beginning.world
  const permits = (netuid: number) =>
    neurons.permit.subarray(netuid * stride, (netuid + 1) * stride).reduce((a, b) => a + b, 0)
  expect(permits(3)).toBe(1)
  expect(permits(1)).toBeGreaterThan(1)
})

test('the timetable of mainnet begins with the first liquid alpha and its masks, and comes by steps to those of today', () => {
  const at = (id: string) => {
    const { regimes, params } = eras.get(id)
    const { bondMask, ownerRole, commitMask, activityCutoffBy } = params
    return [regimes.consensus, bondMask, ownerRole, commitMask, activityCutoffBy]
  }
  expect(at('mainnet@spec233')).toEqual(['liquid-alpha-1', 'last-update', 'none', false, 'blocks'])
  expect(at('mainnet@spec258')).toEqual(['liquid-alpha-1', 'last-tempo', 'self-weight', false, 'blocks'])
  expect(at('mainnet@spec283')).toEqual(['chain', 'last-tempo', 'self-weight', false, 'blocks'])
  expect(at('mainnet@spec298')).toEqual(['chain', 'last-tempo', 'self-weight', true, 'blocks'])
  expect(at('mainnet@spec401')).toEqual(['chain', 'last-tempo', 'validator', true, 'blocks'])
  expect(at('mainnet@spec475')).toEqual(['chain', 'last-epoch', 'validator', true, 'tempo'])
})
