import { describe, expect, test } from 'vitest'
import { CALL } from '../../src/chain/mempool.js'
import { auditWorld } from '../../src/state/audit.js'
import { pass, type SmallWorld, smallWorld, totalsOf } from './small-world.js'

const DAY = 7_200
const quiet = { emissionEnabled: false, feeRate: 0, rootRelease: 0 }
const crowd = { strategy: 'panic-staker', count: 40, per: 'subnet' as const, netuids: [1], alpha: 0.3 }
/** Someone who sells so much of the pool on the third day. */
const seller = (size: number) => ({
  id: 'seller',
  strategy: 'whale',
  alpha: 0.6,
  params: { mode: 'block', side: 'sell', netuid: 1, size, at: 2 * DAY + 10 },
})

const world = (params: Record<string, number>, size: number, options: SmallWorld = {}, alpha = 0.3) =>
  smallWorld([{ ...crowd, alpha, params: { onRank: 0, ...params } }, ...(size > 0 ? [seller(size)] : [])], {
    subnets: 2,
    network: quiet,
    ...options,
  })
const holders = ({ society }: ReturnType<typeof smallWorld>): number => {
  const leftAt = society.cohorts[0].memory.column('leftAt')
  return leftAt.reduce((sum, block) => sum + (block === 0 ? 0 : 1), 0)
}

describe('a panic staker', () => {
  test('stays while nothing happens', () => {
    const calm = world({}, 0)
    pass(calm, 10 * DAY)
    expect(totalsOf(calm, 0).trades).toBe(0)
  })

  test('has a threshold of its own, Beta(2, 5): two in seven on average', () => {
    const { society } = world({}, 0)
    const column = society.cohorts[0].memory.column('threshold')
    const threshold = column.slice(0, 40)
    const mean = threshold.reduce((sum, x) => sum + x, 0) / threshold.length
    // Standard deviation of the mean of 40: 0.16 / sqrt(40) = 0.025.
    expect(Math.abs(mean - 2 / 7)).toBeLessThan(0.1)
    expect(Math.min(...threshold)).toBeGreaterThan(0)
    expect(Math.max(...threshold)).toBeLessThan(1)
  })

  test('leaves after a fall, more of them after a deeper one', () => {
    const gone = [0.01, 0.1, 0.3].map((size) => {
      const one = world({ onOutflow: 0 }, size, {}, 0.001)
      pass(one, 4 * DAY)
      return holders(one)
    })
    expect(gone[1]).toBeGreaterThan(gone[0])
    expect(gone[2]).toBeGreaterThan(gone[1])
  })

  test('frightens others by leaving: contagion through flows and prices makes the run larger', () => {
    const gone = [0, 0.3, 1].map((onOutflow) => {
      const one = world({ onOutflow }, 0.1)
      pass(one, 6 * DAY)
      return holders(one)
    })
    expect(gone[1]).toBeGreaterThanOrEqual(gone[0])
    expect(gone[2]).toBeGreaterThan(gone[0])
  })

  test('gets more TAO the earlier it leaves: the pool serves in sequence', () => {
    const one = world({}, 0.3)
    pass(one, 6 * DAY)
    const [leftAt, taken] = ['leftAt', 'taken'].map((name) => one.society.cohorts[0].memory.column(name))
    const rows = one.society.chain.rows
    const exits = Array.from({ length: 40 }, (_, m) => [leftAt[m * rows + 1], taken[m * rows + 1]])
    const left = exits.filter(([block]) => block > 0).sort((a, b) => a[0] - b[0])
    expect(left.length).toBeGreaterThan(10)
    expect(left[0][1]).toBeGreaterThan(left[left.length - 1][1])
  })

  test('leaves when the owner does', () => {
    const owner = { strategy: 'honest-owner', count: 1, alpha: 0.05, params: { sold: 0 } }
    const params = { onDrawdown: 0, onOutflow: 0, onOwner: 2, onRank: 0 }
    const one = smallWorld([{ ...crowd, params }, owner], { subnets: 1, network: quiet })
    const { chain, cohorts } = one.society
    pass(one, 2 * DAY)
    expect(holders(one)).toBe(0)
    const held = Math.floor(chain.ownerAlpha(1))
    expect(held / chain.alphaOut(1)).toBeGreaterThan(0.03)
    const { coldkey, hotkey } = cohorts[1]
    one.mempool.push(CALL.removeStake, coldkey[0], hotkey[0], 1, held, 0, 1)
    pass(one, DAY + 1)
    expect(chain.ownerAlpha(1)).toBeLessThan(0.02 * held)
    expect(holders(one)).toBe(40)
  })

  test('fears for the subnets next to be dissolved', () => {
    const one = world({ onRank: 2, onDrawdown: 0, onOutflow: 0 }, 0, { subnets: 1 })
    one.world.subnets.registeredAt[1] = 0
    expect(one.society.chain.pruneRank(1)).toBe(1)
    pass(one, 2 * DAY + 1)
    expect(holders(one)).toBe(40)
    const young = world({ onRank: 2, onDrawdown: 0, onOutflow: 0 }, 0, { subnets: 1 })
    young.world.subnets.registeredAt[1] = young.world.block
    expect(young.society.chain.pruneRank(1)).toBe(Number.POSITIVE_INFINITY)
    pass(young, 2 * DAY + 1)
    expect(holders(young)).toBe(0)
  })

  test('comes back with what it took once the fright is over, not before its time', () => {
    const one = world({ stayAway: 10 * DAY }, 0.3)
    pass(one, 4 * DAY)
    const gone = holders(one)
    expect(gone).toBeGreaterThan(5)
    pass(one, 6 * DAY)
    expect(holders(one)).toBeGreaterThanOrEqual(gone)
    pass(one, 20 * DAY)
    expect(holders(one)).toBeLessThan(gone / 2)
    expect(totalsOf(one, 0).refusals).toBe(0)
    auditWorld(one.world)
  }, 30_000)
})
