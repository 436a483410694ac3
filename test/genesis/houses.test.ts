import { expect, test } from 'vitest'
import { settleHouses } from '../../src/genesis/houses.js'
import { matchToRoot } from '../../src/genesis/root-match.js'
import { runStreams } from '../../src/random/antithetic.js'
import type { Cohort } from '../../src/scenario/scenario.js'

const lognormal = { distribution: 'lognormal', args: { median: 1, sigma: 1.5 } }

function settled(seats: number, houses: number | undefined, subnets: number, seed = '1') {
  const home = Array.from({ length: subnets * seats }, (_, m) => Math.floor(m / seats) + 1)
  const place = home.map((_, m) => m % seats)
  const plan = { id: 'v', count: seats, houses, stake: { rootSpread: lognormal } } as unknown as Cohort
  const { of, rootSize } = settleHouses(plan, { home, place }, runStreams(seed))
  return { of: [...of], rootSize: rootSize! }
}

test('without a number of houses the k-th seat of every subnet is the same house', () => {
  expect(settled(3, undefined, 2).of).toEqual([0, 1, 2, 0, 1, 2])
})

test('with one, a subnet has as many different houses as seats, and other subnets move nothing', () => {
  const two = settled(4, 9, 2).of
  const six = settled(4, 9, 6).of
  expect(six.slice(0, 8)).toEqual(two)
  for (let k = 0; k < 6; k++) expect(new Set(six.slice(4 * k, 4 * k + 4)).size).toBe(4)
  expect(new Set(six).size).toBeGreaterThan(4)
})

test('as many houses as seats are everywhere', () => {
  expect(settled(5, 5, 2).of).toEqual([0, 1, 2, 3, 4, 0, 1, 2, 3, 4])
})

test('sizes on root are quantiles, the same under every seed: 28 of sigma 1.5 give 68 % and 86 % to five and ten', () => {
  const size = [...settled(12, 28, 1).rootSize]
  expect(size).toEqual([...settled(12, 28, 1, '2').rootSize])
  const total = size.reduce((sum, x) => sum + x, 0)
  const top = (k: number) =>
    size
      .sort((a, b) => b - a)
      .slice(0, k)
      .reduce((sum, x) => sum + x, 0) / total
  expect(top(5)).toBeCloseTo(0.683, 3)
  expect(top(10)).toBeCloseTo(0.855, 3)
})

test('one seat is drawn by size: a house three times as large is chosen three times as often', () => {
  const home = Array.from({ length: 4000 }, (_, m) => m + 1)
  // Two houses whose sizes are the quartiles 1 and 3 of a uniform distribution.
  const rootSpread = { distribution: 'uniform', args: { low: 0, high: 4 } }
  const plan = { id: 'v', count: 1, houses: 2, stake: { rootSpread } } as unknown as Cohort
  const { of } = settleHouses(plan, { home, place: home.map(() => 0) }, runStreams('1'))
  const large = of.reduce((sum, house) => sum + house, 0) / 4000
  // 0.75 within four standard errors of 4,000 draws.
  expect(Math.abs(large - 0.75)).toBeLessThan(4 * Math.sqrt((0.75 * 0.25) / 4000))
})

test('root stakers go where most is missing, the largest first', () => {
  const amounts = new Map([
    [1, 10],
    [2, 60],
    [3, 20],
    [4, 10],
  ])
  const matched = matchToRoot(amounts, { hotkeys: [7, 8], sizes: [6, 4] })
  // 60 fills the first validator's part; 20, 10 and 10 fill the second's 40.
  expect([...matched]).toEqual([
    [2, 7],
    [3, 8],
    [1, 8],
    [4, 8],
  ])
})
