import { expect, test } from 'vitest'

import { copiersGauge } from '../../../src/record/summary/copiers.js'
import type { Watch } from '../../../src/record/summary/gauge.js'
import { runInfo, smallWorld, TAO, viewOf, withNeurons } from '../fixture.js'

/** UID 0 measures, UID 1 copies, UID 2 is the miner; what rows say is given by validator and UID. */
function watched(rows: Record<number, number[]>, quality: number[]) {
  const world = withNeurons(smallWorld())
  world.subnets.resolution.fill(1)
  world.subnets.tempo[1] = 360
  const view = Object.assign(viewOf(world), {
    weight: (_netuid: number, validator: number, uid: number) => rows[validator]?.[uid] ?? -1,
    quality: (_netuid: number, uid: number) => quality[uid],
    taoPriceUsd: () => 100,
  })
  Object.assign(view.cohorts[0], { role: 'validator' })
  Object.assign(view.cohorts[1], { role: 'validator', kind: 'weight-copier' })
  const watch = { run: runInfo(), view, world } as unknown as Watch
  return { world, gauge: copiersGauge.make(watch) }
}

test('one whose row is the last consensus is told from one whose row is the truth', () => {
  const { world, gauge } = watched({ 0: [0, 100, 271.828], 1: [0, 500, 500] }, [Number.NaN, 0, 1])
  world.neurons.consensus.set([0, 0.5, 0.5], world.stride)
  gauge.epoch!(1)
  expect(gauge.detection).toBeNaN()
  gauge.epoch!(1)
  expect(gauge.detection).toBe(1)
})

test('two rows alike cannot be told apart', () => {
  const { world, gauge } = watched({ 0: [0, 1, 2], 1: [0, 1, 2] }, [Number.NaN, 0, 1])
  world.neurons.consensus.set([0, 0.5, 0.5], world.stride)
  gauge.epoch!(1)
  gauge.epoch!(1)
  expect(gauge.detection).toBe(0.5)
})

test('yearly pay is that of an epoch times epochs a year, on the stake, less a day rate in dollars', () => {
  const { world, gauge } = watched({}, [])
  gauge.epoch!(1)
  const price = world.subnets.taoReserve[1] / world.subnets.alphaReserve[1]
  const epochs = 2_629_800 / 360
  // The honest one is paid 75 alpha on 150 staked to its hotkey; measuring costs 50 USD a day at 100 USD per TAO.
  const staked = 150 * TAO * price
  expect(gauge.honest.net).toBeCloseTo((75 * TAO * price * epochs - 0.5 * 365.25 * TAO) / staked, 6)
  expect(gauge.relativeReturn).toBeCloseTo(0.25 / 0.4 / (0.75 / 0.6), 12)
})
