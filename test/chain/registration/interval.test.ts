import { describe, expect, test } from 'vitest'
import { interval, intervalMemory } from '../../../src/chain/registration/interval.js'
import { REFUSAL } from '../../../src/refusal.js'
import { createWorld, type World } from '../../../src/state/world.js'

const TAO = 1e9

function subnet(): World {
  const world = createWorld({ subnets: 2, uids: 1, coldkeys: 1, hotkeys: 1, positions: 1 })
  world.subnets.exists[1] = 1
  world.subnets.burn[1] = TAO
  world.block = 1
  interval.eachBlock(world)
  return world
}

/** Let an interval pass in which so many register, as fast as the rule lets them. */
function pass(world: World, registrations: number): number {
  let left = registrations
  for (let k = 0; k < 360; k++) {
    if (left > 0 && interval.refusal(world, 1) === 0) {
      interval.registered(world, 1)
      left--
    }
    world.block++
    interval.eachBlock(world)
  }
  return world.subnets.burn[1]
}

describe('the price of a UID before continuous decay', () => {
  test('doubles at three times the target, stands at the target and at one, and halves where no one came', () => {
    const world = subnet()
    expect(pass(world, 6)).toBe(2 * TAO)
    expect(pass(world, 2)).toBe(2 * TAO)
    expect(pass(world, 1)).toBe(2 * TAO)
    expect(pass(world, 0)).toBe(TAO)
  })

  test('moves by the part of the difference that the owner left', () => {
    const world = subnet()
    intervalMemory.of(world).adjustmentAlpha[1] = 0.75
    expect(pass(world, 6)).toBe(1.25 * TAO)
  })

  test('stays between its limits', () => {
    const world = subnet()
    world.subnets.maxBurn[1] = 1.5 * TAO
    expect(pass(world, 6)).toBe(1.5 * TAO)
    for (let k = 0; k < 20; k++) pass(world, 0)
    expect(world.subnets.burn[1]).toBe(500_000)
  })

  test('is asked once a block, and three times the target in an interval', () => {
    const world = subnet()
    interval.registered(world, 1)
    expect(interval.refusal(world, 1)).toBe(REFUSAL['too-many-registrations'])
    world.block++
    interval.eachBlock(world)
    expect(interval.refusal(world, 1)).toBe(0)
    for (let k = 0; k < 5; k++) interval.registered(world, 1)
    world.block++
    interval.eachBlock(world)
    expect(interval.refusal(world, 1)).toBe(REFUSAL['too-many-registrations'])
  })
})
