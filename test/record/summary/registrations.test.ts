import { describe, expect, test } from 'vitest'

import type { Watch } from '../../../src/record/summary/gauge.js'
import { registrationsGauge } from '../../../src/record/summary/registrations.js'
import { runInfo, smallWorld, TAO, viewOf, withNeurons } from '../fixture.js'

const DAY = 7_200

/** Hotkey 0 and 1 belong to the honest cohort, 2 to the adversary's. */
function watched() {
  const world = withNeurons(smallWorld())
  world.subnets.resolution.fill(1)
  const view = viewOf(world)
  Object.assign(view.cohorts[0], { role: 'miner' })
  Object.assign(view.cohorts[1], { role: 'miner', kind: 'sybil-miner' })
  const watch = { run: runInfo(), view, world } as unknown as Watch
  return { world, gauge: registrationsGauge.make(watch) }
}

describe('registrations', () => {
  test('what is paid is added up, for all and for adversaries', () => {
    const { gauge } = watched()
    gauge.event!('registration', 1, 0, 0, 2 * TAO)
    gauge.event!('registration', 1, 1, 0, 3 * TAO)
    expect(gauge.paid).toBe(5 * TAO)
    expect(gauge.paidByAdversaries).toBe(3 * TAO)
  })

  test('one who is pruned is told by the hotkey that held the UID before the block', () => {
    const { world, gauge } = watched()
    const replace = (uid: number, hotkey: number) => {
      world.neurons.hotkey[world.stride + uid] = hotkey
      gauge.event!('deregistration', 1, -1, -1, uid)
      gauge.event!('registration', 1, 1, 0, TAO)
    }
    replace(0, 2) // honest: hotkey 0 goes
    expect(gauge.honestPruned).toBe(1)
    replace(0, 1) // the adversary's own
    expect(gauge.honestPruned).toBe(1)
    gauge.beat!()
    replace(0, 2)
    expect(gauge.honestPruned).toBe(2)
  })

  test('the rate is per subnet and 360 blocks, the price a mean over subnets and days', () => {
    const { world, gauge } = watched()
    world.subnets.burn.set([0, TAO, 3 * TAO])
    for (let k = 0; k < 120; k++) gauge.event!('registration', 1, 0, 0, TAO)
    world.block += DAY
    gauge.day!()
    expect(gauge.burnPrice).toBe(2 * TAO)
    // 120 in 20 stretches of 360 blocks on two subnets.
    expect(gauge.rate).toBeCloseTo(3, 12)
  })

  test('incentives of sybils and of UIDs within immunity are parts of all incentives', () => {
    const { world, gauge } = watched()
    const { neurons, stride, subnets } = world
    neurons.incentive.set([0.25, 0.25, 0.5], stride)
    neurons.registeredAt.set([0, world.block - 10, 0], stride)
    subnets.immunityPeriod[1] = 11
    gauge.epoch!(1)
    expect(gauge.sybilSeats).toBeCloseTo(2 / 3, 12)
    expect(gauge.sybilIncome).toBe(0.75)
    expect(gauge.immuneIncome).toBe(0.25)
  })
})
