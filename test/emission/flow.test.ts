import fc from 'fast-check'
import { expect, test } from 'vitest'
import { mainnetEmissionParams, type Shares } from '../../src/emission/emission.js'
import { exactFlowEma } from '../../src/emission/exact/flow.js'
import { flowEma, flowEmaPriceSeed, flowEmaRaoSeed } from '../../src/emission/shares/flow-ema.js'
import { flowMemory } from '../../src/emission/shares/flow-memory.js'
import { hillGateRank } from '../../src/emission/shares/hill-gate-rank.js'
import { maturedFlow } from '../../src/emission/shares/matured-flow.js'
import { netFlow } from '../../src/emission/shares/net-flow.js'
import { netFlowRaw } from '../../src/emission/shares/net-flow-raw.js'
import { createWorld, type World } from '../../src/state/world.js'

const params = mainnetEmissionParams
const newWorld = () => createWorld({ subnets: 4, uids: 1, coldkeys: 1, hotkeys: 1, positions: 1 })
const all = Uint16Array.of(1, 2, 3)

function block(
  world: World,
  rule: Shares,
  user: readonly number[],
  protocol: readonly number[] = [],
  emitting = all,
): number[] {
  world.block++
  user.forEach((flow, k) => {
    world.subnets.userFlow[k + 1] += flow
  })
  protocol.forEach((flow, k) => {
    world.subnets.protocolFlow[k + 1] += flow
  })
  const out = new Float64Array(4)
  rule.shares(world, emitting, emitting.length, params, out, Float64Array.of(0, 0.02, 0.02, 0.02))
  return Array.from(out.subarray(1))
}

test('half of a flow is forgotten after 216,000 blocks, thirty days', () => {
  const world = newWorld()
  block(world, flowEma, [1e12, 1e12, 0])
  const { userEma } = flowMemory.of(world)
  const first = userEma[1]
  for (let n = 0; n < 216_000; n++) block(world, flowEma, [0, 0, 0])
  expect(userEma[1] / first).toBeCloseTo(0.5, 6)
})

test('a net outflow earns nothing, and nobody anything if all flow out', () => {
  const [first, second, third] = block(newWorld(), flowEma, [3e12, -5e12, 1e12])
  expect(second).toBe(0)
  expect(first / third).toBeCloseTo(3, 12)
  expect(block(newWorld(), flowEma, [-1, -2, -3])).toEqual([0, 0, 0])
})

test('a subnet that is not eligible keeps its flow for later', () => {
  const world = newWorld()
  block(world, flowEma, [5e9, 5e9, 5e9], [], Uint16Array.of(1, 3))
  expect(Array.from(world.subnets.userFlow)).toEqual([0, 0, 5e9, 0])
  expect(flowMemory.of(world).userEma[2]).toBe(0)
  block(world, flowEma, [0, 0, 0])
  expect(flowMemory.of(world).userEma[2]).toBeGreaterThan(0)
})

test('the first release took a price for RAO; its correction counts an alpha in RAO', () => {
  const seeds = [flowEmaPriceSeed, flowEmaRaoSeed].map((rule) => {
    const world = newWorld()
    world.subnets.movingPrice.fill(0.015)
    block(world, rule, [7, 7, 7])
    // the flow of the seeding block waits
    expect(world.subnets.userFlow[1]).toBe(7)
    return flowMemory.of(world).userEma[1]
  })
  expect(seeds).toEqual([0.015, 15_000_000])
})

test('the flow eras hand their averages on; only a wiping release, or a rule without one, starts anew', () => {
  const world = newWorld()
  const { userEma } = flowMemory.of(world)
  world.subnets.movingPrice.fill(0.02)
  block(world, flowEmaRaoSeed, [0, 0, 0])
  flowEma.enter(world, flowEmaRaoSeed, params)
  expect(userEma[1]).toBe(0)
  block(world, flowEma, [1e12, 0, 0])
  const kept = userEma[1]
  netFlow.enter(world, flowEma, params)
  expect(userEma[1]).toBe(kept)
  flowEma.enter(world, hillGateRank, params)
  expect(userEma[1]).toBe(0)
})

test('recording of protocol flow begins with the era that weighs it', () => {
  const world = newWorld()
  world.subnets.protocolFlow[1] = 1e15
  netFlow.enter(world, flowEma, params)
  expect(world.subnets.protocolFlow[1]).toBe(0)
})

test("net flow scales the protocol's part down to what users brought; raw net flow does not", () => {
  const user = [4e9, 2e9, 1e9]
  const protocol = [6e9, 4e9, 4e9]
  // norm 7/14: net 1, 0, -1
  expect(block(newWorld(), netFlow, user, protocol)).toEqual([1, 0, 0])
  expect(block(newWorld(), netFlowRaw, user, protocol)).toEqual([0, 0, 0])
})

test('a matured inflow counts less than a fresh one, an outflow at once', () => {
  const world = newWorld()
  maturedFlow.enter(world, null, params)
  const first = block(world, maturedFlow, [1e12, 1e12, 1e12])
  expect(first.reduce((sum, share) => sum + share, 0)).toBeCloseTo(1, 12)
  const { userEma, slowEma } = flowMemory.of(world)
  expect(slowEma[1]).toBeLessThan(userEma[1])
  const after = block(world, maturedFlow, [-2e12, 0, 0])
  expect(after[0]).toBe(0)
})

test('a freed netuid is forgotten', () => {
  const world = newWorld()
  block(world, netFlow, [1e12, 1e12, 0], [1e10, 0, 0])
  netFlow.forget?.(world, 1)
  const { userEma, protocolEma } = flowMemory.of(world)
  expect([userEma[1], protocolEma[1]]).toEqual([0, 0])
  expect(userEma[2]).toBeGreaterThan(0)
})

test('the average follows its exact twin over thousands of blocks', () => {
  const flows = fc.array(fc.integer({ min: -1e13, max: 1e13 }), { minLength: 1, maxLength: 30 })
  fc.assert(
    fc.property(flows, (given) => {
      const world = newWorld()
      for (let n = 0; n < 3_000; n++) block(world, flowEma, [given[n % given.length], 0, 0])
      const exact = Number(exactFlowEma(0n, given.map(BigInt), 29_597_889_189_277n, 3_000)) / 2 ** 64
      const scale = Math.max(...given.map(Math.abs), 1)
      expect(Math.abs(flowMemory.of(world).userEma[1] - exact)).toBeLessThan(1e-13 * scale)
    }),
    { numRuns: 20, seed: 11 },
  )
})
