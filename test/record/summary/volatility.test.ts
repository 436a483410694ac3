import { expect, test } from 'vitest'

import { createStreams } from '../../../src/random/streams.js'
import { setPrice, summaryOf } from './drive.js'

const DAY = 120
const stream = createStreams('swings').make('prices')
/** Two prices on the 60-block grid over 20 days: random walks, the second with a crash on day 5. */
const paths = [1, 2].map((netuid) => {
  const path = [netuid / 10]
  for (let beat = 1; beat <= 20 * DAY; beat++) {
    const crash = netuid === 2 && beat === 5 * DAY + 7 ? -1 : 0
    path.push(path[beat - 1] * Math.exp(0.02 * stream.normal() + crash))
  }
  return path
})
const row = summaryOf(20 * DAY, (beat, world) => {
  for (const netuid of [1, 2]) setPrice(world, netuid, paths[netuid - 1][beat])
})

const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0)
const mean = (values: readonly number[]) => sum(values) / values.length
const sd = (values: readonly number[]) =>
  Math.sqrt(sum(values.map((value) => (value - mean(values)) ** 2)) / (values.length - 1))
const returns = (path: readonly number[]) => path.slice(1).map((p, i) => Math.log(p / path[i]))
const days = <T>(values: readonly T[]) =>
  Array.from({ length: 20 }, (_, d) => values.slice(d * DAY, (d + 1) * DAY))

test('realised volatility is the root of the squared 60-block returns of a day', () => {
  const daily = paths.map((path) => days(returns(path)).map((day) => Math.sqrt(sum(day.map((r) => r * r)))))
  expect(row.rv_daily_frac).toBeCloseTo(mean(daily.flat()), 12)
  expect(row.vol_of_vol).toBeCloseTo(mean(daily.map(sd)), 12)
})

test('the jump part of a day is what neighbouring returns do not explain', () => {
  const parts = paths.flatMap((path) =>
    days(returns(path)).map((day) => {
      const pairs = day.slice(1).map((r, i) => Math.abs(r) * Math.abs(day[i]))
      return Math.max(0, 1 - ((Math.PI / 2) * sum(pairs)) / sum(day.map((r) => r * r)))
    }),
  )
  expect(row.bipower_jump_frac).toBeCloseTo(mean(parts), 12)
})

test('a drawdown is measured from the highest price so far, and lasts until it is reached again', () => {
  const of = paths.map((path) => {
    let [peak, deepest, below, longest, under] = [path[0], 0, 0, 0, 0]
    for (const p of path.slice(1)) {
      below = p >= peak ? 0 : below + 1
      peak = Math.max(peak, p)
      deepest = Math.max(deepest, 1 - p / peak)
      longest = Math.max(longest, below)
      under += below > 0 ? 1 : 0
    }
    return { deepest, longest, under }
  })
  expect(row.max_drawdown_frac).toBeCloseTo(mean(of.map(({ deepest }) => deepest)), 12)
  expect(row.max_drawdown_worst_frac).toBeCloseTo(Math.max(...of.map(({ deepest }) => deepest)), 12)
  expect(row.dd_duration_days).toBeCloseTo(mean(of.map(({ longest }) => longest)) / DAY, 12)
  expect(row.time_under_water_frac).toBeCloseTo(mean(of.map(({ under }) => under)) / (20 * DAY), 12)
})

test('a crash probability counts the starting times whose window saw the fall', () => {
  const crashes = (window: number, left: number) => {
    let [starts, hits] = [0, 0]
    for (const path of paths) {
      for (let t = 0; t + window < path.length; t++) {
        starts++
        if (Math.min(...path.slice(t + 1, t + window + 1)) <= left * path[t]) hits++
      }
    }
    return hits / starts
  }
  expect(crashes(DAY, 0.8)).toBeGreaterThan(0.02)
  expect(row.crash_prob_20_1d).toBe(crashes(DAY, 0.8))
  expect(row.crash_prob_50_7d).toBe(crashes(7 * DAY, 0.5))
})

test('prices that do not move have no volatility, no drawdown and no jumps', () => {
  const still = summaryOf(12 * DAY, () => {})
  expect(still).toMatchObject({
    rv_daily_frac: 0,
    vol_of_vol: 0,
    bipower_jump_frac: null,
    max_drawdown_frac: 0,
    time_under_water_frac: 0,
    crash_prob_20_1d: 0,
    hill_alpha: null,
    kurtosis_excess: null,
    mean_pairwise_corr: null,
  })
})

test('a subnet registered anew on a netuid begins anew: its first price is no crash of the old one', () => {
  const rebirth = summaryOf(4 * DAY, (beat, world) => {
    setPrice(world, 1, beat < 2 * DAY ? 1 : 0.01)
    if (beat === 2 * DAY) world.subnets.registeredAt[1] = world.block
  })
  expect(rebirth).toMatchObject({ max_drawdown_worst_frac: 0, crash_prob_20_1d: 0, rv_daily_frac: 0 })
})

test('the warm-up moves nothing', () => {
  const calm = summaryOf(4 * DAY, (beat, world) => setPrice(world, 1, beat < DAY ? 1 + (beat % 2) : 1), {
    warmup: 7_200,
  })
  expect(calm).toMatchObject({ rv_daily_frac: 0, max_drawdown_worst_frac: 0 })
})
