import { expect, test } from 'vitest'
import { runBlock } from '../../src/chain/block.js'
import type { Beginning } from '../../src/genesis.js'
import { auditWorld } from '../../src/state/audit.js'
import { totalIssuance } from '../../src/state/world.js'
import { beginningFrom } from '../support/yaml.js'

const SUBNETS = `
name: epochs
horizon: 10 days
genesis: { snapshot: mainnet-2026-10-08, subnets: [1, 3, 8, 64], uids: 32 }
network: { tempo: 50 blocks }
`
const PEOPLE = `
population:
  - { id: validators, strategy: honest-validator, count: 4 per subnet, stake: { alpha: 40 %, root: 50 % } }
  - { id: miners, strategy: honest-miner, count: 20 per subnet, params: { outside: 0 } }
`

function live({ world, rules, society, mempool }: Beginning, blocks: number, each = () => {}): void {
  for (let i = 0; i < blocks; i++) {
    society.decide()
    world.block++
    runBlock(world, rules, mempool)
    each()
    rules.log.epochCount = 0
    rules.log.events.length = 0
  }
}

test('no more than two epochs run in a block; the others wait and lose nothing', async () => {
  const beginning = await beginningFrom(SUBNETS)
  const { world, rules } = beginning
  world.subnets.lastEpochBlock.fill(world.block - 49)
  const ran: number[][] = []
  live(beginning, 3, () => ran.push([...rules.log.epochNetuid.subarray(0, rules.log.epochCount)]))
  expect(ran).toEqual([[1, 3], [8, 64], []])
  expect(world.subnets.lastEpochBlock[8]).toBe(world.block - 1)
  auditWorld(world)
})

test('committed weights stay hidden for the reveal period and then count', async () => {
  const hidden = `${SUBNETS.replace('tempo: 50 blocks', 'tempo: 50 blocks, commitReveal: true, revealPeriod: 2, weightsRateLimit: 10 blocks')}${PEOPLE}`
  const beginning = await beginningFrom(hidden)
  const { world, rules } = beginning
  const matrix = rules.matrices[3]!
  const entries = () => matrix.save().uids.length
  let firstCommit = -1
  let firstReveal = -1
  live(beginning, 260, () => {
    if (firstCommit < 0 && rules.commits[3].length > 0) firstCommit = world.subnets.epochIndex[3]
    if (firstReveal < 0 && entries() > 0) firstReveal = world.subnets.epochIndex[3]
  })
  expect(firstCommit).toBeGreaterThan(0)
  // Committed in epoch e, revealed as epoch e + 2 begins, which then counts as run.
  expect(firstReveal).toBe(firstCommit + 2)
})

test('miners are paid once weights count, and incentive sums to one', async () => {
  const beginning = await beginningFrom(SUBNETS + PEOPLE)
  const { world } = beginning
  world.subnets.commitReveal.fill(0)
  live(beginning, 400)
  for (const netuid of world.netuids) {
    let incentive = 0
    let dividends = 0
    for (let uid = 0; uid < world.subnets.neuronCount[netuid]; uid++) {
      incentive += world.neurons.incentive[netuid * world.stride + uid]
      dividends += world.neurons.dividends[netuid * world.stride + uid]
    }
    expect(incentive).toBeCloseTo(1, 6)
    expect(dividends).toBeCloseTo(1, 6)
  }
  auditWorld(world)
})

test('emission halves in the block after the one whose mint reaches the threshold, not before', async () => {
  const beginning = await beginningFrom(SUBNETS.replace('uids: 32', 'uids: 32, halvingIn: 20 blocks'))
  const { world } = beginning
  const threshold = 15_750_000e9
  const seen: [boolean, number][] = []
  let before = totalIssuance(world)
  live(beginning, 40, () => {
    seen.push([before >= threshold, world.totals.blockEmission])
    before = totalIssuance(world)
  })
  for (const [reached, emission] of seen) expect(emission).toBe(reached ? 250_000_000 : 500_000_000)
  expect(seen.some(([reached]) => reached)).toBe(true)
  expect(seen.some(([reached]) => !reached)).toBe(true)
})

test('what an owner withholds is recorded as burned and lowers no one else', async () => {
  const text = `${SUBNETS.replace('uids: 32', 'uids: 32, minerBurned: 40 %')}${PEOPLE}  - { id: owners, strategy: honest-owner, count: 1 per subnet }\n`
  const beginning = await beginningFrom(text)
  const { world } = beginning
  world.subnets.commitReveal.fill(0)
  const burnedBefore = world.subnets.burnedAlpha[3]
  live(beginning, 400)
  expect(world.subnets.minerBurned[3]).toBeGreaterThan(0.35)
  expect(world.subnets.minerBurned[3]).toBeLessThan(0.55)
  expect(world.subnets.burnedAlpha[3]).toBeGreaterThan(burnedBefore)
  auditWorld(world)
})
