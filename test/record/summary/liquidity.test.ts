import { expect, test } from 'vitest'

import { TAO } from '../fixture.js'
import { setPrice, summaryOf } from './drive.js'

const DAY = 120

test("Kyle's lambda is the slope of 60-block returns on what users brought, Amihud's |r| over volume by day", () => {
  // Every TAO that users bring lifts the price of subnet 1 by 1/10,000; nobody trades subnet 2.
  let log = 0
  const row = summaryOf(2 * DAY, (beat, world) => {
    const tao = beat === 0 ? 0 : (beat % 5) - 2
    if (tao > 0) world.subnets.userInTotal[1] += tao * TAO
    else world.subnets.userOutTotal[1] -= tao * TAO
    log += tao * 1e-4
    setPrice(world, 1, 0.1 * Math.exp(log))
  })
  expect(row.kyle_lambda_bps_per_tao).toBeCloseTo(1, 9)
  // A day brings as much as it takes: the return is 0, and so is the ratio; subnet 2 has two days without a trade.
  expect(row.amihud_per_ktao).toBeCloseTo(0, 9)
  expect(row.zero_volume_days).toBe(2)
})

test('Amihud: a day that moves the price by 1 % on 20 TAO moves it by a half on 1,000', () => {
  const row = summaryOf(2 * DAY, (beat, world) => {
    if (beat % DAY !== 60) return
    world.subnets.userInTotal[1] += 15 * TAO
    world.subnets.userOutTotal[1] += 5 * TAO
    setPrice(world, 1, 0.1 * Math.exp(0.01 * (1 + Math.floor(beat / DAY))))
  })
  expect(row.amihud_per_ktao).toBeCloseTo(0.5, 9)
})

test('a bank run is seen when a fifth of the pool leaves within a day, and judged over three days', () => {
  // Subnet 1 of 1,000 TAO loses 30 TAO an hour for ten hours at falling prices; subnet 2 of 2,000 follows with 250 in all.
  const row = summaryOf(5 * DAY, (beat, world, recorder) => {
    const hour = beat / 5 - 24
    if (hour < 1 || hour > 10 || beat % 5 !== 0) return
    const { userOutTotal, taoReserve } = world.subnets
    recorder.trade(0, 0, 1, 1, 30 * TAO, (300 + 10 * hour) * TAO, 0)
    userOutTotal[1] += 30 * TAO
    taoReserve[1] -= 30 * TAO
    userOutTotal[2] += 25 * TAO
    taoReserve[2] -= 25 * TAO
  })
  expect(row).toMatchObject({ run_flag: 1, run_count: 1, contagion_count: 1 })
  expect(row.run_size_frac).toBeCloseTo(0.3, 12)
  // A tenth of the 3,550 alpha sold is 355: all 310 of the first hour and 45 of the second; at the end of the last.
  const first = (30 + (45 / 320) * 30) / 355
  const last = ((355 / 400) * 30) / 355
  expect(row.first_mover_premium).toBeCloseTo(first / last - 1, 9)
  expect(row.contagion_corr).toBeGreaterThan(0.99)
})

test('slow outflow is no run', () => {
  const row = summaryOf(10 * DAY, (beat, world) => {
    if (beat % DAY === 0) world.subnets.userOutTotal[1] += 150 * TAO
  })
  expect(row).toMatchObject({ run_flag: 0, run_count: 0, run_size_frac: null, contagion_count: null })
})

test('the shock of a run is its largest order, unless the scenario has one of its own', () => {
  const orders = (scripted: boolean) =>
    summaryOf(20, (beat, world, recorder) => {
      if (beat === 3) recorder.trade(0, 0, 1, 0, 20 * TAO, TAO, 0)
      if (beat === 5) recorder.trade(0, 0, 2, 1, 100 * TAO, TAO, 0)
      if (scripted && beat === 4) recorder.event('shock', 1, -1, -1, 0.5)
      if (beat === 7) expect(world.block).toBe(9_240_382 + 420)
    })
  expect(orders(false)).toMatchObject({ shock_netuid: 2, shock_tao: -100, shock_frac: -0.05 })
  expect(orders(false).shock_block).toBe(9_240_382 + 300)
  expect(orders(true)).toMatchObject({ shock_netuid: 1, shock_block: 9_240_382 + 240, shock_tao: null })
})

test('the loss to arbitrage is what arbitrageurs booked, and empty without them', () => {
  expect(summaryOf(DAY, () => {}).lvr_tao_per_day).toBeNull()
})
