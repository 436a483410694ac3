import { describe, expect, test } from 'vitest'
import { presets } from '../../src/agents/presets.js'
import { scenarioCatalogue } from '../../src/genesis/scenario-catalogue.js'
import { shippedSnapshot } from '../../src/genesis/shipped.js'
import { largestSubnets } from '../../src/genesis/snapshot.js'
import { type Beginning, genesis } from '../../src/genesis.js'
import { readScenario } from '../../src/scenario/read-scenario.js'
import { auditWorld } from '../../src/state/audit.js'
import { positionValue } from '../../src/state/share-pools.js'
import { pass } from './small-world.js'

const snapshot = shippedSnapshot()
const netuids = largestSubnets(snapshot, snapshot.subnets.length)
const catalogue = scenarioCatalogue([{ id: snapshot.id, summary: '', source: '', netuids }])

async function read(population: string, subnets = 'all') {
  const text = `name: everyone
horizon: 2 days
genesis: { snapshot: ${snapshot.id}, subnets: ${subnets}, resolution: aggregate }
population: ${population}
`
  return readScenario(text, 'everyone.yaml', catalogue)
}

async function begin(population: string, subnets?: string): Promise<Beginning> {
  const { scenario, curves } = await read(population, subnets)
  return genesis({ scenario, snapshot, seed: '1', curves })
}

const priceOf = (world: Beginning, n: number) => world.society.chain.price(n)

describe.each(presets.map(({ id }) => id))('the preset %s', (id) => {
  test('reads without a complaint and hands out no more than there is', async () => {
    const { scenario } = await read(`{ preset: ${id} }`)
    const sum = (part: 'alpha' | 'root') =>
      scenario.population.reduce((total, { stake }) => total + Number(stake[part]), 0)
    expect(sum('alpha')).toBeGreaterThan(0.9)
    expect(sum('alpha')).toBeLessThanOrEqual(1)
    expect(sum('root')).toBeLessThanOrEqual(1)
  })
})

test('everyone on mainnet trades for two days, and every RAO is still there', async () => {
  const world = await begin('{ preset: mainnet }')
  const before = netuids.map((n) => priceOf(world, n))
  pass(world, 14_400)
  auditWorld(world.world)
  const moved = netuids.map((n, i) => Math.log(priceOf(world, n) / before[i]))
  expect(moved.every(Number.isFinite)).toBe(true)
  // Nothing freezes and nothing collapses: a typical subnet moves by a percent or two, none of them all by the same.
  const middle = moved.map(Math.abs).sort((a, b) => a - b)[64]
  expect(middle).toBeGreaterThan(0.003)
  expect(middle).toBeLessThan(0.1)
  const totals = world.society.cohorts.map(({ id, totals: { trades, refusals } }) => ({
    id,
    trades,
    refusals,
  }))
  for (const habit of ['holders', 'retail', 'large-orders', 'miners', 'validators']) {
    const { trades, refusals } = totals.find(({ id }) => id === habit)!
    expect(trades).toBeGreaterThan(20)
    expect(refusals).toBeLessThan(0.02 * trades)
  }
}, 60_000)

test('validators are as unequal as on mainnet: a Herfindahl index of stake weight near 0.40', async () => {
  const { world } = await begin('{ preset: mainnet }')
  const index = netuids.map((n) => {
    const from = n * world.stride
    return world.neurons.dividends
      .slice(from, from + world.subnets.neuronCount[n])
      .reduce((sum, d) => sum + d * d, 0)
  })
  const median = index.sort((a, b) => a - b)[64]
  expect(median).toBeGreaterThan(0.3)
  expect(median).toBeLessThan(0.5)
})

test('the habits of the crowd use one wallet a subnet', async () => {
  const { society, world } = await begin('{ preset: mainnet }', '{ largest: 4 }')
  const wallets = (id: string) => [...society.cohorts.find((cohort) => cohort.id === id)!.coldkey]
  expect(new Set(wallets('holders')).size).toBe(4)
  for (const id of ['retail', 'large-orders', 'fundamentalists'])
    expect(wallets(id)).toEqual(wallets('holders'))
  // One position each: whoever of them trades, it is the same stake with the same validator.
  for (const coldkey of wallets('holders')) {
    const first = world.coldkeys.firstPosition[coldkey]
    expect(positionValue(world, first)).toBeGreaterThan(0)
    expect(world.positions.nextOfColdkey[first]).toBe(-1)
  }
})

test('a wallet must be that of an earlier cohort with as many members', async () => {
  const holders = '{ id: holders, strategy: organic-holders, count: 1 per subnet }'
  const retail = (wallet: string, count = '1 per subnet') =>
    `{ id: retail, strategy: retail, count: ${count}, wallet: ${wallet} }`
  await expect(read(`[${holders}, ${retail('holders')}]`)).resolves.toBeDefined()
  await expect(read(`[${holders}, ${retail('holder')}]`)).rejects.toThrow(/on the same subnets: holders/)
  await expect(read(`[${retail('holders')}, ${holders}]`)).rejects.toThrow(/there is none/)
  await expect(read(`[${holders}, ${retail('holders', '2 per subnet')}]`)).rejects.toThrow(/there is none/)
})
