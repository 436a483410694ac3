import { describe, expect, test } from 'vitest'
import { alphaYield, rootYield } from '../../src/agents/yields.js'
import { auditWorld } from '../../src/state/audit.js'
import { ROOT } from '../../src/units.js'
import { pass, smallWorld, totalsOf } from './small-world.js'

const DAY = 7_200
const quiet = { emissionEnabled: false, feeRate: 0, rootRelease: 0 }
const chaser = { strategy: 'yield-chaser', count: 1, root: 0.0005 }

type World = ReturnType<typeof smallWorld>

/** Exit value of a member's holdings, TAO on root under 0. */
function holdings({ world, society }: World, member = 0): Map<number, number> {
  const coldkey = society.cohorts[0].coldkey[member]
  const held = new Map<number, number>()
  for (let p = world.coldkeys.firstPosition[coldkey]; p >= 0; p = world.positions.nextOfColdkey[p]) {
    const pool = world.positions.pool[p]
    const netuid = world.sharePools.netuid[pool]
    const value =
      (world.sharePools.total[pool] * world.positions.shares[p]) / world.sharePools.denominator[pool]
    const tao = society.chain.sells(netuid, Math.floor(value))
    if (tao > 0) held.set(netuid, (held.get(netuid) ?? 0) + tao)
  }
  return held
}

describe('a yield chaser', () => {
  test('spreads over root and the best subnets by the logit of its net yields', () => {
    const params = { look: 100, period: 100, choices: 3, gap: 0.001, tolerance: 1 }
    const world = smallWorld([{ ...chaser, root: 0.00001, params }], { subnets: 8, network: quiet })
    const { chain } = world.society
    pass(world, 600)
    const held = holdings(world)
    const best = [...chain.netuids].sort((a, b) => alphaYield(chain, b, 0.18) - alphaYield(chain, a, 0.18))
    expect([...held.keys()].filter((n) => n !== ROOT).sort()).toEqual(best.slice(0, 3).sort())
    // Some 55 TAO over four places: impact counts for little, yields and wealth decide.
    const years = 30 / 365
    for (const n of best.slice(0, 3)) {
      const size = [...held.values()].reduce((a, b) => a + b, 0) / 4
      const cost = 1 - (chain.price(n) * chain.buys(n, size)) / size
      const want = Math.exp(8 * ((alphaYield(chain, n, 0.18) - rootYield(chain, 0.18)) * years - cost))
      expect(held.get(n)! / held.get(ROOT)! / want).toBeCloseTo(1, 1)
    }
  })

  test('told to mind yields without measure, puts nearly all into one place', () => {
    const params = { look: 100, period: 100, gap: 0.001, sensitivity: 1000, tolerance: 1 }
    const world = smallWorld([{ ...chaser, root: 0.00001, params }], { subnets: 8, network: quiet })
    pass(world, 600)
    const values = [...holdings(world).values()]
    const total = values.reduce((a, b) => a + b, 0)
    expect(Math.max(...values) / total).toBeGreaterThan(0.95)
  })

  test('stays on root where moving costs more than the yields of its horizon', () => {
    const params = { look: 100, period: 100, horizon: 0, sensitivity: 1000 }
    const world = smallWorld([{ ...chaser, root: 0.01, params }], { subnets: 8, network: quiet })
    pass(world, DAY)
    expect(totalsOf(world, 0)).toMatchObject({ trades: 0, refusals: 0 })
  })

  test('does not stir while its weights are close to what it wants', () => {
    const world = smallWorld([{ ...chaser, params: { tolerance: 1 } }], { subnets: 8, network: quiet })
    pass(world, 3 * DAY + 1)
    const { trades } = totalsOf(world, 0)
    expect(trades).toBeGreaterThan(0)
    pass(world, 6 * DAY)
    expect(totalsOf(world, 0).trades).toBe(trades)
  })

  test('a crowd of them overdraws nothing, fees and emission on', () => {
    const params = { look: 1_000, period: 2_000 }
    const world = smallWorld([{ ...chaser, count: 20, root: 0.01, params }], { subnets: 8 })
    pass(world, 3 * DAY)
    expect(totalsOf(world, 0).trades).toBeGreaterThan(20)
    auditWorld(world.world)
  })
})
