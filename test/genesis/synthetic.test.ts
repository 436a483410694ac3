import { expect, test } from 'vitest'
import { type SyntheticOptions, synthesise, syntheticDefaults } from '../../src/genesis/synthetic.js'
import { createStreams } from '../../src/random/streams.js'

const draw = (options: Partial<SyntheticOptions> = {}, seed = 'one') =>
  synthesise(options, createStreams(seed).stream('genesis/pools'))

const mean = (values: number[]) => values.reduce((sum, x) => sum + x, 0) / values.length
const spread = (values: number[]) => Math.sqrt(mean(values.map((x) => (x - mean(values)) ** 2)))

test('a synthetic network has the distribution it was asked for', () => {
  const { subnets } = draw({ subnets: 4_000 })
  const tao = subnets.map((one) => Math.log(one.taoReserveRao / 1e9))
  const price = subnets.map((one) => Math.log(one.taoReserveRao / one.alphaReserveRao))
  const product = mean(tao.map((x, i) => (x - mean(tao)) * (price[i] - mean(price))))
  const { poolTao, correlation } = syntheticDefaults
  // Standard errors at 4,000 draws: 0.019 of the means, 0.013 of the deviations, 0.009 of the correlation.
  expect(Math.abs(mean(tao) - Math.log(poolTao.median))).toBeLessThan(0.08)
  expect(Math.abs(mean(price) - Math.log(0.0054))).toBeLessThan(0.06)
  expect(Math.abs(spread(tao) - 1.17)).toBeLessThan(0.06)
  expect(Math.abs(spread(price) - 0.81)).toBeLessThan(0.04)
  expect(Math.abs(product / (spread(tao) * spread(price)) - correlation)).toBeLessThan(0.05)
})

test('amounts are whole RAO below 2^53 and every subnet is alive', () => {
  for (const one of draw({ subnets: 2_000 }, 'two').subnets) {
    for (const value of [
      one.taoReserveRao,
      one.alphaReserveRao,
      one.alphaOutRao,
      one.burnRao,
      one.volumeRao,
    ]) {
      expect(Number.isSafeInteger(value) && value > 0).toBe(true)
    }
    expect(one.alphaReserveRao + one.alphaOutRao).toBeLessThan(2 ** 53)
    expect(one.protocolAlphaRao + one.burnedAlphaRao).toBeLessThanOrEqual(one.alphaOutRao)
    expect(one.registeredAtBlock).toBeLessThanOrEqual(one.firstEmissionBlock)
    expect(one.validatorStakeHhi).toBeGreaterThanOrEqual(1 / one.validators)
    expect(one.validatorStakeHhi).toBeLessThanOrEqual(1)
  }
})

test('the same seed gives the same network, and a smaller one is its beginning', () => {
  expect(draw()).toEqual(draw())
  expect(draw({ subnets: 20 }).subnets).toEqual(draw().subnets.slice(0, 20))
  expect(draw({}, 'other').subnets[0]).not.toEqual(draw().subnets[0])
})

test('prices can be scaled to a sum, which decides whether root earns', () => {
  const { subnets } = draw({ sumOfPrices: 0.8 })
  expect(subnets.reduce((sum, one) => sum + one.movingPriceBits, 0) / 2 ** 32).toBeCloseTo(0.8, 5)
})

test('issuance is an exact decimal string', () => {
  expect(draw({ issuanceTao: 10_499_999.5 }).issuanceRao).toBe('10499999500000000')
})
