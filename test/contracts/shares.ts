import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type EmissionParams, mainnetEmissionParams, type Shares } from '../../src/emission/emission.js'
import { applyEmissionSwitch, blockShares } from '../../src/emission/switch.js'
import { capacityOf, columnNames } from '../../src/state/columns.js'
import { createWorld, type World } from '../../src/state/world.js'

const SUBNETS = 24
const params: EmissionParams = { ...mainnetEmissionParams, barRank: 5 }

/** What a share rule may look at, subnet by subnet. */
interface State {
  movingPrice: number
  minerBurned: number
  rootProportion: number
  userFlow: number
  protocolFlow: number
  emissionEnabled: boolean
}

/** As the chain stores them: on a grid of 2^-32. */
const fraction = fc.integer({ min: 0, max: 2 ** 32 }).map((bits) => bits / 2 ** 32)

const state: fc.Arbitrary<State> = fc.record({
  movingPrice: fc.integer({ min: 0, max: 2 ** 30 }).map((bits) => bits / 2 ** 32),
  minerBurned: fc.oneof(fc.constant(0), fc.constant(1), fraction),
  rootProportion: fraction,
  userFlow: fc.integer({ min: -1e12, max: 1e12 }),
  protocolFlow: fc.integer({ min: -1e10, max: 1e11 }),
  emissionEnabled: fc.boolean(),
})
const states = fc.array(state, { minLength: 1, maxLength: SUBNETS })

/** A world of subnets 1..n, row k of `given` at netuid `order[k]`. */
function worldOf(given: readonly State[], order: readonly number[]): World {
  const world = createWorld({ subnets: SUBNETS + 1, uids: 1, coldkeys: 1, hotkeys: 1, positions: 1 })
  world.block = 1_000
  given.forEach((row, k) => {
    const i = order[k]
    world.subnets.movingPrice[i] = row.movingPrice
    world.subnets.minerBurned[i] = row.minerBurned
    world.subnets.rootProportion[i] = row.rootProportion
    world.subnets.userFlow[i] = row.userFlow
    world.subnets.protocolFlow[i] = row.protocolFlow
    world.subnets.emissionEnabled[i] = row.emissionEnabled ? 1 : 0
  })
  return world
}

const ascending = (n: number) => Uint16Array.from({ length: n }, (_, k) => k + 1)
const identity = (n: number) => Array.from({ length: n }, (_, k) => k + 1)
const sum = (values: ArrayLike<number>) => Array.from(values).reduce((total, value) => total + value, 0)

function run(rule: Shares, world: World, n: number, whole: boolean): Float64Array {
  const out = new Float64Array(SUBNETS + 1)
  const spot = world.subnets.movingPrice.slice()
  if (whole) blockShares(rule, world, ascending(n), n, params, out, spot)
  else rule.shares(world, ascending(n), n, params, out, spot)
  return out
}

/** Everything in the world but the accumulators of flow, which a flow rule may take up. */
function value(world: World): unknown[] {
  const columns = world.subnets as unknown as Record<string, ArrayLike<number>>
  const kept = columnNames(world.subnets).filter((name) => name !== 'userFlow' && name !== 'protocolFlow')
  return [
    world.issuance,
    world.totals,
    capacityOf(world.subnets),
    kept.map((name) => Array.from(columns[name])),
  ]
}

/** What every share rule must hold to, whatever its formula. */
export function sharesContract(rule: Shares, all: readonly Shares[]): void {
  describe(`the share rule ${rule.id}`, () => {
    test('gives shares that are not negative and sum to one, or to nothing at all', () => {
      fc.assert(
        fc.property(states, fc.boolean(), (given, whole) => {
          const world = worldOf(given, identity(given.length))
          rule.enter(world, null, params)
          worldFlows(world, given)
          for (let block = 0; block < 3; block++) {
            world.block++
            const out = run(rule, world, given.length, whole)
            expect(out.every((share) => share >= 0 && share <= 1 + 1e-12)).toBe(true)
            const total = sum(out)
            expect(total === 0 || Math.abs(total - 1) < 1e-12).toBe(true)
          }
        }),
        { numRuns: 60 },
      )
    })

    test('treats subnets alike: who they are numbered does not matter', () => {
      fc.assert(
        fc.property(states, fc.integer(), (given, turn) => {
          const n = given.length
          const order = identity(n).map((i) => 1 + ((((i + turn) % n) + n) % n))
          const [plain, turned] = [worldOf(given, identity(n)), worldOf(given, order)]
          const [a, b] = [plain, turned].map((world) => run(rule, world, n, false))
          order.forEach((place, k) => {
            expect(b[place]).toBeCloseTo(a[k + 1], 12)
          })
        }),
        { numRuns: 40 },
      )
    })

    test('writes no row of a subnet that does not emit', () => {
      const world = worldOf([row(0.1), row(0.2), row(0.3)], [1, 2, 3])
      const out = new Float64Array(SUBNETS + 1).fill(7)
      rule.shares(world, Uint16Array.of(1, 3), 2, params, out, world.subnets.movingPrice)
      expect(out[2]).toBe(7)
      expect(out[4]).toBe(7)
      expect(out[1] + out[3]).toBeCloseTo(1, 12)
    })

    test('leaves the emission switch to take the share of those that are off', () => {
      const world = worldOf([row(0.1), row(0.2), row(0.3)], [1, 2, 3])
      world.subnets.emissionEnabled[2] = 0
      const out = run(rule, world, 3, false)
      expect(out[2]).toBeGreaterThan(0)
      const ratio = out[1] / out[3]
      applyEmissionSwitch(world, ascending(3), 3, out)
      expect(out[2]).toBe(0)
      expect(out[1] / out[3]).toBeCloseTo(ratio, 10)
      expect(out[1] + out[3]).toBeCloseTo(1, 12)
    })

    test('moves no value when its era begins, whichever rule was before', () => {
      for (const previous of [null, ...all]) {
        const world = worldOf([row(0.1), row(0.2)], [1, 2])
        previous?.enter(world, null, params)
        const before = JSON.stringify(value(world))
        rule.enter(world, previous, params)
        expect(JSON.stringify(value(world))).toBe(before)
      }
    })
  })
}

const row = (movingPrice: number): State => ({
  movingPrice,
  minerBurned: 0,
  rootProportion: 0.2,
  userFlow: movingPrice * 1e12,
  protocolFlow: 0,
  emissionEnabled: true,
})

/** Entering a flow era empties the accumulators; a block's flow comes after. */
function worldFlows(world: World, given: readonly State[]): void {
  given.forEach(({ userFlow, protocolFlow }, k) => {
    world.subnets.userFlow[k + 1] = userFlow
    world.subnets.protocolFlow[k + 1] = protocolFlow
  })
}
