import { expect, test } from 'vitest'

import { createStreams } from '../../../src/random/streams.js'
import { setPrice, summaryOf } from './drive.js'

const DAY = 120
const LENGTH = 150
const stream = createStreams('returns').make('prices')
const common = Array.from({ length: LENGTH }, () => stream.normal())
/** Daily returns of two subnets with a part in common. */
const returns = [1, 2].map(() => common.map((c) => 0.03 * c + 0.02 * stream.normal()))
const levels = returns.map((series) => {
  const path = [0.1]
  for (const r of series) path.push(path.at(-1)! * Math.exp(r))
  return path
})
const row = summaryOf(LENGTH * DAY, (beat, world) => {
  for (const netuid of [1, 2]) setPrice(world, netuid, levels[netuid - 1][Math.floor(beat / DAY)])
})

const mean = (x: readonly number[]) => x.reduce((sum, value) => sum + value, 0) / x.length
const moment = (x: readonly number[], k: number) => mean(x.map((value) => (value - mean(x)) ** k))
const covariance = (x: readonly number[], y: readonly number[]) =>
  mean(x.map((value, i) => (value - mean(x)) * (y[i] - mean(y))))
const correlation =
  covariance(returns[0], returns[1]) / Math.sqrt(moment(returns[0], 2) * moment(returns[1], 2))

test('co-movement: of two series the correlation itself, and (1 + r) / 2 for the first component', () => {
  expect(correlation).toBeGreaterThan(0.4)
  expect(row.mean_pairwise_corr).toBeCloseTo(correlation, 10)
  expect(row.pc1_frac).toBeCloseTo((1 + correlation) / 2, 10)
})

test('beta is the slope on the return of the sum of prices', () => {
  const total = levels[0].map((p, i) => p + levels[1][i])
  const index = total.slice(1).map((p, i) => Math.log(p / total[i]))
  const beta = mean(returns.map((r) => covariance(r, index) / moment(index, 2)))
  expect(row.beta_to_index).toBeCloseTo(beta, 10)
})

test('memory: autocorrelations of returns and of their size', () => {
  const memory = (x: readonly number[], lag: number) =>
    mean(x.map((value, i) => (i < lag ? 0 : (value - mean(x)) * (x[i - lag] - mean(x))))) / moment(x, 2)
  const sizes = returns.map((series) => series.map(Math.abs))
  expect(row.acf_r_lag1).toBeCloseTo(mean(returns.map((r) => memory(r, 1))), 10)
  for (const lag of [1, 10, 50]) {
    expect(row[`acf_absr_lag${lag}`]).toBeCloseTo(mean(sizes.map((r) => memory(r, lag))), 10)
  }
})

test('tails: kurtosis and Hill index of all subnets, each in units of its own standard deviation', () => {
  const scaled = returns.flatMap((r) => {
    const spread = Math.sqrt((moment(r, 2) * LENGTH) / (LENGTH - 1))
    return r.map((value) => (value - mean(r)) / spread)
  })
  expect(row.kurtosis_excess).toBeCloseTo(moment(scaled, 4) / moment(scaled, 2) ** 2 - 3, 8)
  const sizes = scaled.map(Math.abs).sort((a, b) => b - a)
  for (const [column, part] of [
    ['hill_alpha', 0.05],
    ['hill_alpha_2_5pct', 0.025],
    ['hill_alpha_10pct', 0.1],
  ] as const) {
    const k = Math.ceil(part * sizes.length)
    expect(row[column]).toBeCloseTo(1 / mean(sizes.slice(0, k).map((x) => Math.log(x / sizes[k]))), 8)
  }
})
