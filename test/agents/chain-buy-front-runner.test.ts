import { describe, expect, test } from 'vitest'
import { auditWorld } from '../../src/state/audit.js'
import { freeOf, pass, smallWorld, totalsOf } from './small-world.js'

const DAY = 7_200
const TAO = 1e9
const runner = { strategy: 'chain-buy-front-runner', count: 1, capital: 1_000 * TAO }

type World = ReturnType<typeof smallWorld>
/** Chain buys a day as part of the pool. */
const strength = ({ society: { chain } }: World, n: number) => (chain.chainBuy(n) / chain.taoReserve(n)) * DAY
const costs = ({ society }: World) => {
  const cost = society.cohorts[0].memory.column('cost')
  return [...cost.slice(0, society.chain.rows)]
}

describe('a front-runner of chain buys', () => {
  test('holds the subnets that the chain buys most of, and none below its threshold', () => {
    const world = smallWorld([{ ...runner, params: { subnets: 2 } }], { subnets: 8 })
    pass(world, 720)
    const { netuids } = world.society.chain
    const order = [...netuids].sort((a, b) => strength(world, b) - strength(world, a))
    const held = [...netuids].filter((n) => costs(world)[n] > 0)
    const worth = order.slice(0, 2).filter((n) => strength(world, n) > 0.002)
    expect(worth.length).toBeGreaterThan(0)
    expect(held.sort()).toEqual(worth.sort())
  })

  test('puts at most its part of the wealth into one subnet', () => {
    const world = smallWorld([{ ...runner, params: { part: 0.1, period: 50 } }], { subnets: 8 })
    pass(world, 500)
    // Its wealth has hardly changed yet.
    expect(Math.max(...costs(world))).toBeGreaterThan(90 * TAO)
    expect(Math.max(...costs(world))).toBeLessThan(101 * TAO)
    expect(totalsOf(world, 0).refusals).toBe(0)
  })

  test('buys nothing where the chain buys nothing', () => {
    const network = { emissionEnabled: false, rootRelease: 0 }
    const world = smallWorld([runner], { subnets: 4, network })
    pass(world, DAY)
    expect(totalsOf(world, 0)).toMatchObject({ trades: 0, refusals: 0 })
  })

  test('sells all once the chain stops buying, bit by bit', () => {
    const world = smallWorld([{ ...runner, params: { impact: 0.01 } }], { subnets: 8 })
    pass(world, 3 * DAY)
    expect(Math.max(...costs(world))).toBeGreaterThan(0)
    world.world.subnets.emissionEnabled.fill(0)
    pass(world, 5 * DAY)
    expect(Math.max(...costs(world))).toBe(0)
    auditWorld(world.world)
  })

  test('gains where nobody else trades: the chain pays the next price', () => {
    const world = smallWorld([runner], { subnets: 8 })
    pass(world, 10 * DAY)
    world.world.subnets.emissionEnabled.fill(0)
    pass(world, 2 * DAY)
    expect(freeOf(world, 0)).toBeGreaterThan(1_000 * TAO)
  })
})
