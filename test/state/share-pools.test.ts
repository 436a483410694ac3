import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  addToPosition,
  debitPosition,
  findPool,
  findPosition,
  positionValue,
  stakeOf,
  voidPosition,
} from '../../src/state/share-pools.js'
import { createWorld, type World } from '../../src/state/world.js'

const COLDKEYS = 3
const HOTKEYS = 4
const empty = () => createWorld({ subnets: 3, uids: 1, coldkeys: COLDKEYS, hotkeys: HOTKEYS, positions: 2 })

function listOf({ coldkeys, positions }: World, coldkey: number): number[] {
  const rows: number[] = []
  for (let p = coldkeys.firstPosition[coldkey]; p >= 0 && rows.length < 99; p = positions.nextOfColdkey[p])
    rows.push(p)
  return rows
}

const step = fc.record({
  coldkey: fc.nat(COLDKEYS - 1),
  hotkey: fc.nat(HOTKEYS - 1),
  netuid: fc.integer({ min: 1, max: 2 }),
  what: fc.constantFrom('add', 'take', 'all', 'void'),
  amount: fc.integer({ min: 1, max: 1e9 }),
})

interface Step {
  coldkey: number
  hotkey: number
  netuid: number
  what: string
  amount: number
}

function run(world: World, { coldkey, hotkey, netuid, what, amount }: Step) {
  if (what === 'add') {
    addToPosition(world, hotkey, coldkey, netuid, amount)
    return
  }
  const position = findPosition(world, findPool(world, hotkey, netuid), coldkey)
  const held = positionValue(world, position)
  if (position < 0 || held === 0) return
  if (what === 'void') voidPosition(world, position)
  else debitPosition(world, position, what === 'all' ? held : Math.min(held, amount))
}

describe('the list of a coldkey', () => {
  test('has the positions that hold something, the newest first, whatever came and went', () => {
    fc.assert(
      fc.property(fc.array(step, { maxLength: 120 }), (steps) => {
        const world = empty()
        for (const one of steps) run(world, one)
        const { shares, coldkey } = world.positions
        for (let key = 0; key < COLDKEYS; key++) {
          const held = Array.from({ length: world.count.positions }, (_, p) => p)
            .filter((p) => coldkey[p] === key && shares[p] > 0)
            .reverse()
          expect(listOf(world, key)).toEqual(held)
        }
      }),
      { numRuns: 300 },
    )
  })

  test('loses what was sold out, and has it back in its old place once something is added', () => {
    const world = empty()
    for (const hotkey of [0, 1, 2]) addToPosition(world, hotkey, 0, 1, 1000)
    expect(listOf(world, 0)).toEqual([2, 1, 0])
    debitPosition(world, 1, 1000)
    expect(listOf(world, 0)).toEqual([2, 0])
    addToPosition(world, 1, 0, 1, 500)
    expect(listOf(world, 0)).toEqual([2, 1, 0])
    expect(stakeOf(world, 1, 0, 1)).toBe(500)
  })
})
