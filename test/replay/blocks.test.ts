import { describe, expect, test } from 'vitest'
import { runBlock } from '../../src/chain/block.js'
import type { CsvRow } from '../../src/genesis/csv.js'
import { setTaoWeightParts, taoWeightParts } from '../../src/market/balancer.js'
import { exactBalancerSwap, exactWeightAfter } from '../../src/market/exact/balancer.js'
import { beginningOf, scenarioOf } from '../support/scenarios.js'
import { errorsBehind, raisedBar, rowsOf, storedBar } from './gate-block.js'

const mean = (values: readonly number[]) => values.reduce((sum, x) => sum + x, 0) / values.length

describe('block 8,740,402 of mainnet, under the gate with its bar by mass', () => {
  test('the shares of 126 subnets differ by 1.2e-5 in the mean and by 1.4e-4 at most, with the bar that was stored', () => {
    const errors = errorsBehind(storedBar)
    expect(errors).toHaveLength(126)
    expect(mean(errors)).toBeLessThanOrEqual(1.2e-5)
    expect(Math.max(...errors)).toBeLessThanOrEqual(1.4e-4)
  })

  test('and by 5e-8 in the mean with that bar raised by 0.37 %: the state was captured after the block', () => {
    const errors = errorsBehind(raisedBar)
    expect(mean(errors)).toBeLessThanOrEqual(5e-8)
    expect(Math.max(...errors)).toBeLessThanOrEqual(1.3e-6)
  })
})

describe('the pool weights of mainnet after block 9,240,382', () => {
  const rows = rowsOf('subnet_emission_block_9240382.csv').filter((row) =>
    row.text('quote_weight_after_1e18'),
  )
  const inParts = (row: CsvRow, column: string) => BigInt(row.text(column)!)

  /** The block through the whole loop, every pool at its weight to the last part. */
  const { world, rules, mempool } = beginningOf(scenarioOf())
  for (const row of rows) setTaoWeightParts(world, row.whole('netuid')!, inParts(row, 'quote_weight_1e18'))
  world.block = 9_240_382
  runBlock(world, rules, mempool)
  const { alphaIn, taoIn, chainBuy } = world.subnets

  /** What the exact twin makes of one pool: the chain buys, then the weight takes in the injection. */
  function exactWeight(row: CsvRow): bigint {
    const netuid = row.whole('netuid')!
    const pool = {
      x: inParts(row, 'alpha_in_rao'),
      y: inParts(row, 'tao_in_rao'),
      w2: inParts(row, 'quote_weight_1e18'),
    }
    if (chainBuy[netuid] > 0) {
      const fill = exactBalancerSwap(pool, true, BigInt(chainBuy[netuid]), null, 0n, 1_000_000n)
      pool.x -= fill.paidOut
      pool.y += fill.paidIn
    }
    return exactWeightAfter(pool, BigInt(alphaIn[netuid]), BigInt(taoIn[netuid])) ?? pool.w2
  }
  const apart = (a: bigint, b: bigint) => Number(a > b ? a - b : b - a)

  test('come out to the last 1e-18 in 16 of 18 pools by the exact twin, from the amounts that the loop injected and spent', () => {
    const errors = rows.map((row) => apart(exactWeight(row), inParts(row, 'quote_weight_after_1e18')))
    expect(errors).toHaveLength(18)
    expect(errors.filter((error) => error === 0)).toHaveLength(16)
  })

  test('come out within 128 parts of 1e-18 in those 16 by the kernel of the loop', () => {
    const exact = rows.filter((row) => exactWeight(row) === inParts(row, 'quote_weight_after_1e18'))
    const errors = exact.map((row) =>
      apart(taoWeightParts(world, row.whole('netuid')!), inParts(row, 'quote_weight_after_1e18')),
    )
    expect(Math.max(...errors)).toBeLessThanOrEqual(128)
  })
})
