import { expect, test } from 'vitest'
import { freeOf, pass, smallWorld, totalsOf } from './small-world.js'

const DAY = 7_200
const TAO = 1e9
const quiet = { emissionEnabled: false, feeRate: 0, rootRelease: 0 }
const rich = {
  strategy: 'large-orders',
  count: 1,
  per: 'subnet' as const,
  capital: 1_000_000 * TAO,
  alpha: 0.9,
}

test('an order placed at once is at least the least size, as part of the pool', () => {
  const params = { arrivals: 20 / DAY, spread: 0, undone: 0, buyShare: 1, sizeOnPool: 0, largestSize: 0.07 }
  const world = smallWorld([{ ...rich, params }], { subnets: 1, network: quiet })
  const pool = world.society.chain.taoReserve(1)
  pass(world, DAY)
  const { trades } = totalsOf(world, 0)
  expect(trades).toBeGreaterThan(8)
  // Each grows the pool by 6.6 to 7 %: between the two powers lies what was spent.
  const grown = world.society.chain.taoReserve(1) / pool
  expect(grown).toBeGreaterThanOrEqual(1.066 ** trades * 0.9999)
  expect(grown).toBeLessThanOrEqual(1.07 ** trades * 1.0001)
})

test('an order spread over days is placed in equal pieces, one a tempo', () => {
  const spread = { spread: 1, shortest: 1_800, longest: 1_800, buyShare: 1 }
  const world = smallWorld([{ ...rich, params: { ...spread, arrivals: 30 / DAY } }], {
    subnets: 1,
    network: quiet,
  })
  const before = freeOf(world, 0)
  let spent = before
  const pieces: number[] = []
  for (let k = 0; k < 800; k++) {
    pass(world, 1)
    if (freeOf(world, 0) !== spent) pieces.push(spent - freeOf(world, 0))
    spent = freeOf(world, 0)
  }
  expect(pieces.length).toBeGreaterThan(1)
  // A fifth of an order of at least 6.6 % of a pool (a larger pool's orders are a little smaller).
  const least = (0.066 / 5) * world.society.chain.taoReserve(1) * 0.5
  for (const piece of pieces) expect(piece).toBeGreaterThan(least)
})

test('most orders buy: the pool fills, faster the larger the share of purchases', () => {
  const filled = (buyShare: number) => {
    const world = smallWorld([{ ...rich, params: { arrivals: 10 / DAY, buyShare } }], {
      subnets: 1,
      network: quiet,
    })
    pass(world, 3 * DAY)
    return world.society.chain.price(1)
  }
  const [sell, calibrated, buy] = [0, 0.66, 1].map(filled)
  expect(sell).toBeLessThan(calibrated)
  expect(calibrated).toBeLessThan(buy)
})

test('who has no alpha cannot sell, whatever was planned', () => {
  const params = { arrivals: 20 / DAY, buyShare: 0 }
  const world = smallWorld([{ ...rich, alpha: 0, params }], { subnets: 1, network: quiet })
  pass(world, DAY)
  expect(totalsOf(world, 0)).toMatchObject({ trades: 0, refusals: 0 })
})
