import { expect, test } from 'vitest'
import type { CohortView } from '../../../src/record/view.js'
import { positionValue } from '../../../src/state/share-pools.js'
import { smallWorld, TAO, viewOf, withNeurons } from '../fixture.js'
import { setPrice, summaryOf } from './drive.js'

const DAY = 120
const figures = { server: 100 * TAO, validator: 0, root: 0, ownerCut: 20 * TAO, withheld: 0 }

test('stakers are compared with root: one who stays behind it loses, however much it gained', () => {
  // What root's 500 TAO earn in a tempo: (1 - take) 360 0.41 rho a p / R.
  const take = 11_796 / 65_535
  const base = viewOf(smallWorld())
  const view = { ...base, cohorts: [{ ...base.cohorts[0], role: 'staker' }] }
  const { subnets, coldkeys, positions, sharePools } = view.world
  subnets.rootProportion[1] = 0.5
  subnets.alphaEmitted[1] = TAO / 1000
  const y = ((1 - take) * 360 * 0.41 * 0.5 * 0.001 * 0.1) / 500
  const days = 3
  const row = summaryOf(
    days * DAY,
    (beat, world) => {
      // Wallet 0 holds 5 TAO and 100 alpha; it is given 1 TAO. Wallet 1 gets nothing.
      if (beat === 1) world.coldkeys.free[0] += TAO
    },
    {},
    view,
  )
  const root = Math.exp(20 * days * Math.log1p(y)) - 1
  expect(row.total_return_root_frac).toBeCloseTo(root, 12)
  let value = coldkeys.free[0]
  for (let p = coldkeys.firstPosition[0]; p >= 0; p = positions.nextOfColdkey[p]) {
    expect(sharePools.netuid[positions.pool[p]]).toBe(1)
    value += view.sells(1, positionValue(view.world, p))
  }
  const gain = value / (value - TAO) - 1
  expect(gain).toBeGreaterThan(root)
  expect(row.median_excess_return).toBeCloseTo(gain / 2 - root, 12)
  expect(row.staker_loss_frac).toBe(0.5)
})

test('deadweight adds what UIDs cost, fees at the price of the moment, and dollars at the price of the day', () => {
  const world = smallWorld()
  const base = viewOf(world)
  const miner: CohortView = {
    ...base.cohorts[0],
    id: 'miners',
    role: 'miner',
    agents: 3,
    remembered: (name) => (name === 'serving' ? [1, 0, 1] : undefined),
    param: (name) => (name === 'cost' ? 60 : Number.NaN),
  }
  const view = { ...base, cohorts: [miner], taoPriceUsd: () => 300 }
  const row = summaryOf(
    2 * DAY,
    (beat, { subnets }, recorder) => {
      if (beat !== 5) return
      subnets.registrationPaidTotal[2] += 7 * TAO
      recorder.trade(0, 0, 1, 0, 10 * TAO, TAO, 0.5 * TAO)
      recorder.trade(0, 0, 1, 1, 10 * TAO, TAO, 2 * TAO)
    },
    {},
    view,
  )
  expect(row.swap_fees_tao).toBeCloseTo(0.5 + 2 * 0.1, 9)
  expect(row.running_costs_tao).toBeCloseTo((2 * 2 * 60) / 300, 9)
  expect(row.deadweight_tao).toBeCloseTo(7 + 0.7 + 0.8, 9)
  expect(row.miner_revenue_realised_tao_per_day).toBeCloseTo(5, 9)
})

test('useful emission goes to miners above the median quality of those that serve', () => {
  const world = withNeurons(smallWorld())
  world.subnets.resolution[1] = 1
  world.neurons.incentive.set([0.2, 0.5, 0.3], world.stride)
  const view = { ...viewOf(world), quality: (_: number, uid: number) => [0.1, 0.4, -0.3][uid] }
  const row = summaryOf(3, (beat, _, recorder) => beat === 2 && recorder.epoch(1, figures), {}, view)
  expect(row.useful_emission_frac).toBeCloseTo(0.5, 12)
})

test('subnets live until they are dissolved, and turn over once a year if half of two die in a year', () => {
  const row = summaryOf(366 * DAY, (beat, world, recorder) => {
    setPrice(world, 1, 0.1)
    if (beat === 100 * DAY) recorder.event('subnet_dissolution', 2, -1, -1, 0)
  })
  expect(row.survival_km_1y).toBe(0.5)
  expect(row.subnet_turnover_per_year).toBeCloseTo(365.25 / (2 * 366), 9)
})

test('turnover of emission is the part that goes elsewhere than the day before', () => {
  const row = summaryOf(4 * DAY, (beat, world) => {
    const first = beat < 2 * DAY ? 0.25 : 0.5
    world.subnets.share[1] = first
    world.subnets.share[2] = 1 - first
  })
  expect(row.turnover_per_day).toBeCloseTo(0.25 / 4, 12)
  expect(row.root_flag_on_frac).toBe(1)
})

test("owners' incomes are their cuts at spot, and wallets' wealth their free TAO, root and alpha", () => {
  const row = summaryOf(2, (beat, _, recorder) => {
    if (beat !== 1) return
    recorder.epoch(1, figures)
    recorder.epoch(2, figures)
  })
  // Prices 0.1 and 0.2: one third and two thirds.
  expect(row.owner_income_n).toBe(2)
  expect(row.owner_income_top1_frac).toBeCloseTo(2 / 3, 12)
  expect(row.owner_income_gini).toBeCloseTo(1 / 6, 12)
  // The first two keys stand for block authors and the passive rest.
  expect(row.wealth_n).toBe(1)
  expect(row.root_stake_n).toBe(1)
})
