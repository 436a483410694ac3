import { expect, test } from 'vitest'

import { concentrationColumns } from '../../../src/record/concentration-measures.js'
import { metrics } from '../../../src/record/index.js'
import { yearly } from '../../../src/record/yields.js'
import { ROOT } from '../../../src/units.js'
import { smallWorld, TAO, viewOf, withNeurons } from '../fixture.js'
import { setPrice, summaryOf } from './drive.js'

const DAY = 120

test('a figure of the run is the mean over days of the median of the subnets, whatever is sampled', () => {
  const row = summaryOf(
    3 * DAY,
    (beat, world) => {
      // 1,000 and 2,000 TAO on the first day's end, twice that on the others.
      const factor = beat < 2 * DAY ? 1 : 2
      setPrice(world, 1, 0.1 * factor)
      setPrice(world, 2, 0.2 * factor)
    },
    {
      record: {
        every: 1e9,
        epochs: 1e9,
        trades: false,
        validators: false,
        miners: false,
        agents: 'cohorts',
        events: 'notable',
      },
    },
  )
  expect(row.pool_tao).toBeCloseTo((1500 + 3000 + 3000) / 3, 9)
  expect(row.depth_tao_1pct).toBeCloseTo(2500 * (Math.sqrt(1.01) - 1), 6)
  expect(row.depth_sell_tao_1pct).toBeCloseTo(2500 * (1 - Math.sqrt(0.99)), 6)
})

test('in a fee-free constant-product pool a buy of 1 % of the pool slips by 1 %, a sale by 1 / 101', () => {
  const row = summaryOf(DAY, () => {})
  expect(row.slip_buy_1pct_bps).toBeCloseTo(100, 5)
  expect(row.slip_buy_5pct_bps).toBeCloseTo(500, 5)
  expect(row.slip_buy_0_1pct_bps).toBeCloseTo(10, 5)
  expect(row.slip_sell_1pct_bps).toBeCloseTo(1e4 / 101, 5)
})

test('the alpha distribution ratio is what participants got for each alpha of the pool', () => {
  const row = summaryOf(DAY, (beat, { subnets }) => {
    subnets.alphaEmittedTotal.set([2 * beat, 6 * beat], 1)
    subnets.alphaInTotal.set([beat, beat], 1)
  })
  expect(row.adr).toBe(4)
})

test('the security budget, the miners and the yields follow from emission, prices and stake', () => {
  const world = withNeurons(smallWorld())
  const { subnets } = world
  subnets.alphaEmitted.set([TAO, TAO / 2], 1)
  subnets.alphaOutLow.set([5e6 * TAO, 4e6 * TAO], 1)
  subnets.taoReserve[ROOT] = 5e6 * TAO
  subnets.rootProportion.set([0.5, 0], 1)
  // The second has no consensus: its miners are not simulated.
  subnets.resolution.set([1, 0], 1)
  const view = { ...viewOf(world), taoPriceUsd: () => 300 }
  const row = summaryOf(DAY, () => {}, {}, view)
  const emitted = 7_200 * (1 * 0.1 + 0.5 * 0.2)
  expect(row.security_budget_usd_per_day).toBeCloseTo(300 * 0.41 * emitted, 6)
  expect(row.security_budget_frac_of_stake).toBeCloseTo((365 * 0.41 * emitted) / (5e6 + 5e5 + 8e5), 9)
  expect(row.miner_revenue_tao_per_day).toBeCloseTo(0.41 * emitted, 6)
  expect(row).toMatchObject({ miners_active: 1 })
  expect(row.hash_price_usd).toBeCloseTo(300 * 0.41 * 7_200 * 0.1, 6)
  const kept = 1 - 11_796 / 65_535
  const root = (1 + (kept * 360 * 0.41 * 0.5 * 0.1) / 5e6) ** 7305 - 1
  expect(row.apy_root_frac).toBeCloseTo(root, 6)
  const inflation = (0.5 * 2_629_800) / Number('11597618.610011215')
  expect(row.apy_root_real_frac).toBeCloseTo((1 + root) / (1 + inflation) - 1, 6)
  const alpha = [(0.5 * 1) / 5e6, 0.5 / 4e6].map((part) => (1 + kept * 360 * 0.41 * part) ** 7305 - 1)
  expect(Number(row.apy_alpha_median_frac) / ((alpha[0] + alpha[1]) / 2)).toBeCloseTo(1, 9)
})

test('a yield is compounded 7,305 times a year', () => {
  expect(yearly(0)).toBe(0)
  expect(yearly(1e-5)).toBeCloseTo(1.00001 ** 7305 - 1, 10)
})

test('concentration of emission is that of the days, of holdings that of the end', () => {
  const row = summaryOf(2 * DAY, (beat, { subnets }) => {
    subnets.share.set(beat < 2 * DAY ? [0.5, 0.5] : [0, 1], 1)
    if (beat === 2 * DAY) subnets.alphaOutLow.set([1_000 * TAO, 3_000 * TAO], 1)
  })
  expect(row.emis_hhi).toBe((0.5 + 1) / 2)
  // 1,000 alpha at 0.1 and 3,000 at 0.2.
  expect(row.mcap_top1_frac).toBeCloseTo(600 / 700, 12)
  expect(row.alpha_value_tao).toBeCloseTo(700, 9)
})

test('every measure stands in the summary for each thing that is spread', () => {
  for (const prefix of [
    'emis',
    'mcap',
    'root_stake',
    'stake',
    'incentive',
    'dividends',
    'wealth',
    'owner_income',
  ]) {
    for (const { column } of concentrationColumns(prefix, '', '')) {
      expect(metrics.has(`summary.${column}`), column).toBe(true)
    }
  }
})
