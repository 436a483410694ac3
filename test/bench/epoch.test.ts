import { expect, test } from 'vitest'
import { benchEpoch, type EpochVariant } from '../../src/bench/epoch.js'

/**
 * What a native program without the grid, with bonds kept as u16, ends with on the same inputs after 500
 * epochs.
 *
 * Without the grid single bonds come out one u16 step apart; in classic bonds those steps add up.
 */
const native: [EpochVariant, number, number][] = [
  ['yuma3', 371.723727588, 1e-5],
  ['liquid-alpha', 371.781127066, 1e-5],
  ['classic', 574.367778718, 3e-3],
]

test.each(native)('the workload %s ends where an independent program ends', (variant, want, within) => {
  const { checksum, microsecondsPerEpoch } = benchEpoch(variant, 500, () => performance.now())
  expect(Math.abs(checksum - want)).toBeLessThan(within)
  expect(microsecondsPerEpoch).toBeGreaterThan(0)
})

test('the workload is the same each time, and measures with the clock it is given', () => {
  let clock = 0
  const once = benchEpoch('yuma3', 20, () => clock++, 64)
  expect(benchEpoch('yuma3', 20, () => clock++, 64).checksum).toBe(once.checksum)
  expect(once.microsecondsPerEpoch).toBe(1000)
})
