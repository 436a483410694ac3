import { expect, test } from 'vitest'

import { toLimbs } from '../../../src/numeric/limbs.js'
import type { World } from '../../../src/state/world.js'
import { smallWorld, viewOf } from '../fixture.js'
import { setPrice, summaryOf, type View } from './drive.js'

const DAY = 120
/** Day on which the issuance passes the threshold. */
const EVENT = 230

function issue(world: World, tao: number): void {
  const [high, low] = toLimbs(BigInt(tao) * 1_000_000_000n)
  world.issuance.high[0] = high
  world.issuance.low[0] = low
}

/** TAO rises by 0.2 % a day and falls by 3 % a day for five days after the halving; alpha does the reverse, by half. */
function run(beats: number, falls: boolean) {
  let usd = 0
  const view: View = { ...viewOf(smallWorld()), taoPriceUsd: () => 300 * Math.exp(usd) }
  return summaryOf(
    beats,
    (beat, world) => {
      const after = beat / DAY - EVENT
      const event = falls ? -0.03 * Math.min(5, Math.max(0, after)) : 0
      usd = (0.002 * beat) / DAY + event
      setPrice(world, 1, 0.1 * Math.exp(-usd / 2))
      setPrice(world, 2, 0.2 * Math.exp(-usd / 2))
      issue(world, beat >= EVENT * DAY ? 15_750_001 : 15_749_999)
    },
    {},
    view,
  )
}

test('abnormal returns are what comes after the halving beyond the usual, and the placebo is nothing', () => {
  const row = run((EVENT + 31) * DAY, true)
  expect(row.halving_days).toBe(EVENT)
  expect(row.car_7d).toBeCloseTo(-0.15, 10)
  expect(row.car_30d).toBeCloseTo(-0.15, 10)
  expect(row.car_7d_placebo).toBeCloseTo(0, 10)
  expect(row.car_index_7d).toBeCloseTo(0.075, 10)
  expect(row.car_index_7d_placebo).toBeCloseTo(0, 10)
})

test('levels at fixed days make the effect of the halving a difference of two runs', () => {
  const [halved, twin] = [run((EVENT + 31) * DAY, true), run((EVENT + 31) * DAY, false)]
  expect(twin.halving_days).toBe(EVENT)
  expect(Number(halved.ln_tao_usd_7d) - Number(twin.ln_tao_usd_7d)).toBeCloseTo(-0.15, 10)
  expect(Number(halved.ln_index_30d) - Number(twin.ln_index_30d)).toBeCloseTo(0.075, 10)
  expect(twin.car_7d).toBeCloseTo(0, 10)
})

test('a run that ends too soon says nothing of what it has not seen', () => {
  const early = run((EVENT + 8) * DAY, true)
  expect(early.car_7d).toBeCloseTo(-0.15, 10)
  expect(early).toMatchObject({ car_30d: null, ln_tao_usd_30d: null })
  expect(run(3 * DAY, true)).toMatchObject({ halving_days: null, car_7d: null, ln_index_7d: null })
})
