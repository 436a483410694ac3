import { describe, expect, test } from 'vitest'
import { auditWorld } from '../../src/state/audit.js'
import { type Member, pass, smallWorld, totalsOf } from './small-world.js'

const TAO = 1e9
const network = { ordering: 'author', emissionEnabled: false, rootRelease: 0, limitOrders: true } as const
/** A busy crowd, so much of which signs its orders, and who carries them out; and one who attacks what it sees. */
const crowd = (covered: number): Member[] => [
  {
    strategy: 'retail',
    per: 'subnet',
    capital: 20_000 * TAO,
    alpha: 0.2,
    params: { arrivals: 0.2, covered, undone: 0, limit: 'spot' },
  },
  { strategy: 'order-relayer' },
  { strategy: 'sandwicher', per: 'subnet', capital: 50_000 * TAO, params: { callFee: 0 } },
]
const run = (members: Member[], named: Record<string, unknown> = network) => {
  const world = smallWorld(members, { subnets: 1, market: { unshielded: 1 }, network: named as never })
  pass(world, 400)
  auditWorld(world.world)
  return { world, retail: totalsOf(world, 0), attacker: totalsOf(world, 2) }
}

describe('a crowd whose orders are netted by a relayer', () => {
  test('is not sandwiched: nobody sees its orders before they run', () => {
    const [open, covered] = [run(crowd(0)), run(crowd(1))]
    expect(open.attacker.trades).toBeGreaterThan(10)
    expect(covered.attacker.trades).toBe(0)
    expect(covered.world.world.subnets.volume[1]).toBeGreaterThan(0)
    expect(covered.world.rules.log.tradeTotal).toBeGreaterThan(10)
  })

  test('is attacked the less the more of it is covered', () => {
    const trades = [0, 0.5, 1].map((covered) => run(crowd(covered)).attacker.trades)
    expect(trades).toEqual([...trades].sort((a, b) => b - a))
    expect(trades[1]).toBeLessThan(trades[0])
  })

  test('trades nothing where root has not switched limit orders on: its orders are refused', () => {
    const { retail, world } = run(crowd(1), { ...network, limitOrders: false })
    expect(retail.refusals).toBeGreaterThan(0)
    expect(world.rules.log.tradeTotal).toBe(0)
  })
})
