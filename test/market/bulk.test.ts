import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { balancerColumns } from '../../src/market/balancer.js'
import { markets } from '../../src/market/index.js'
import { BUY, Fill, type Market } from '../../src/market/market.js'
import { createWorld, listNetuids, type World } from '../../src/state/world.js'

const rao = fc.integer({ min: 0, max: 3e15 })
const some = fc.integer({ min: 0, max: 1e13 })
/** Reserves of all sizes, empty ones and weights at their ends included; a buy and an injection for each pool. */
const pool = fc.record({
  tao: fc.oneof(rao, fc.integer({ min: 0, max: 2e6 })),
  alpha: fc.oneof(rao, fc.integer({ min: 0, max: 2e6 })),
  tilt: fc.oneof(
    fc.integer({ min: -49, max: 49 }).map((n) => n * 1e16),
    fc.constant(0),
  ),
  buy: fc.oneof(fc.constant(0), fc.integer({ min: 1, max: 1e9 }), some),
  taoIn: fc.oneof(fc.constant(0), fc.integer({ min: 1, max: 1e9 }), some),
  alphaIn: fc.oneof(fc.constant(0), fc.integer({ min: 1, max: 1e9 }), some),
})
const pools = fc.array(pool, { minLength: 1, maxLength: 12 })
type Pools = ReturnType<typeof pools.generate>['value']

function worldOf(all: Pools): World {
  const world = createWorld({ subnets: all.length + 1, uids: 1, coldkeys: 4, hotkeys: 4, positions: 4 })
  const { tilt } = balancerColumns.of(world)
  all.forEach((one, k) => {
    world.subnets.exists[k + 1] = 1
    world.subnets.taoReserve[k + 1] = one.tao
    world.subnets.alphaReserve[k + 1] = one.alpha
    tilt[k + 1] = one.tilt
  })
  listNetuids(world)
  return world
}

const byNetuid = (all: Pools, of: (one: Pools[number]) => number) => Float64Array.from([0, ...all.map(of)])
const bulky = markets.all.filter(
  (market): market is Market & Required<Pick<Market, 'bulk'>> => market.bulk !== undefined,
)

test('some curves do the business of a block with all pools at once', () => {
  expect(bulky.length).toBeGreaterThan(0)
})

describe.each(bulky)('$id, with all pools at once', (market) => {
  test('shows the prices that it shows one by one, to the last bit', () => {
    fc.assert(
      fc.property(pools, (all) => {
        const world = worldOf(all)
        const out = new Float64Array(all.length + 1)
        market.bulk.prices(world, world.netuids, all.length, out)
        for (const n of world.netuids) expect(out[n]).toBe(market.price(world, n))
      }),
    )
  })

  test('buys what it quotes one by one, to the RAO; a refused buy pays and buys nothing', () => {
    const fill = new Fill()
    fc.assert(
      fc.property(pools, (all) => {
        const world = worldOf(all)
        const tao = byNetuid(all, ({ buy }) => buy)
        const paid = new Float64Array(all.length + 1)
        const bought = new Float64Array(all.length + 1)
        market.bulk.buys(world, world.netuids, all.length, tao, paid, bought)
        for (const n of world.netuids) {
          market.quote(world, n, BUY, tao[n], Number.POSITIVE_INFINITY, 0, fill)
          const done = tao[n] > 0 && fill.refusal === 0
          expect([paid[n], bought[n]]).toEqual(done ? [fill.paidIn, fill.paidOut] : [0, 0])
        }
      }),
      { numRuns: 400 },
    )
  })

  test('takes the injections that it takes one by one, and names the pools that it does not take whole', () => {
    const accepted = { tao: 0, alpha: 0 }
    fc.assert(
      fc.property(pools, (all) => {
        const [together, apart] = [worldOf(all), worldOf(all)]
        const tao = byNetuid(all, ({ taoIn }) => taoIn)
        const alpha = byNetuid(all, ({ alphaIn }) => alphaIn)
        const refused = new Uint16Array(all.length)
        const count = market.bulk.injections(together, together.netuids, all.length, tao, alpha, refused)
        for (const n of apart.netuids) {
          market.inject(apart, n, tao[n], alpha[n], accepted)
          const whole = !refused.subarray(0, count).includes(n)
          if (!whole) continue
          expect([accepted.tao, accepted.alpha]).toEqual([tao[n], alpha[n]])
          expect(balancerColumns.of(together).tilt[n]).toBe(balancerColumns.of(apart).tilt[n])
        }
      }),
      { numRuns: 400 },
    )
  })
})
