import { expect, test } from 'vitest'
import { BLOCKS_PER_DAY } from '../../../src/units.js'
import { smallWorld, stillMarket } from '../small-world.js'

const market = { ...stillMarket, lastingActivity: 1, changingActivity: 0.85, activityHalfLife: 4.5 }
const mean = (x: readonly number[]) => x.reduce((sum, v) => sum + v, 0) / x.length
const spread = (x: readonly number[]) => Math.sqrt(mean(x.map((v) => (v - mean(x)) ** 2)))

/** Activity of each subnet day by day, without letting the chain run. */
function follow(days: number) {
  const { world, society } = smallWorld([], { subnets: 120, market })
  const { outside, chain } = society
  const start = world.block
  const rows: number[][] = []
  for (let day = 0; day < days; day++) {
    world.block = start + day * BLOCKS_PER_DAY
    outside.step(chain)
    rows.push([...chain.netuids].map((n) => outside.activity.change(n)))
  }
  const total = [...chain.netuids].map((n) => outside.activity.of(n))
  return { rows, total, lasting: total.map((sum, i) => sum - rows[days - 1][i]) }
}

test('subnets differ for good by the lasting spread, and each day by the changing one', () => {
  const { rows, lasting } = follow(60)
  expect(spread(lasting)).toBeCloseTo(1, 0.5)
  // From the first day on: nobody starts at rest.
  expect(spread(rows[0])).toBeCloseTo(0.85, 0.7)
  expect(spread(rows.flat())).toBeCloseTo(0.85, 1)
})

test('a change of activity is halved after its half-life', () => {
  const { rows } = follow(60)
  const lag = 9
  const pairs = rows.slice(lag).flatMap((row, d) => row.map((v, i) => v * rows[d][i]))
  // Two half-lives: a quarter is left.
  expect(mean(pairs) / mean(rows.flat().map((v) => v * v))).toBeCloseTo(0.25, 1)
})
