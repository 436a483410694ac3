import { describe, expect, test } from 'vitest'
import type { Beginning } from '../../src/genesis.js'
import { auditWorld } from '../../src/state/audit.js'
import { memoryOf, netuidOf, oneSubnet, still, sumOf, TEMPO, uidsOf } from './one-subnet.js'
import { freeOf, type Member, pass, totalsOf } from './small-world.js'

const TAO = 1e9
const validators: Member = {
  strategy: 'honest-validator',
  count: 6,
  alpha: 0.4,
  params: { noise: 0, smoothing: 1, sold: 0 },
}
const miners = (count: number): Member => ({
  strategy: 'honest-miner',
  count,
  params: { ...still, quality: 0 },
})
const sybils = (count: number, params: Record<string, unknown>): Member => ({
  strategy: 'sybil-miner',
  count,
  capital: 1_000 * TAO,
  params: { sold: 0, ...params },
})
const seated = (beginning: Beginning, cohort: number) =>
  uidsOf(beginning, cohort).filter((uid) => uid >= 0).length

describe('a sybil miner', () => {
  test.each([1, 4, 16])('with %i UIDs on one backend earns n^(1 - delta) times what one would', (n) => {
    const beginning = oneSubnet([
      validators,
      miners(20),
      sybils(n, { outside: 0, theta: 0, quality: 0.1 * Math.log(2) }),
    ])
    pass(beginning, 6 * TEMPO)
    const own = n * n ** -0.1
    const share =
      sumOf(beginning, 2, 'incentive') / (sumOf(beginning, 1, 'incentive') + sumOf(beginning, 2, 'incentive'))
    // Honest miners have quality 0 + 0.1 ln 2: their effort of 1.
    expect(share).toBeCloseTo(own / (own + 20), 3)
  })

  test('pays burn (1.26^n - 1) / 0.26 for n registrations at once', () => {
    for (const n of [2, 8, 20]) {
      const beginning = oneSubnet([validators, miners(20), sybils(n, { outside: 1, watch: 1, theta: 100 })], {
        network: { burn: TAO, minBurn: 1 },
      })
      pass(beginning, 3 * TEMPO)
      const spent = Array.from({ length: n }, (_, m) => 1_000 * TAO - freeOf(beginning, 2, m))
      expect(seated(beginning, 2)).toBe(n)
      expect(totalsOf(beginning, 2).refusals).toBe(0)
      const [first] = [...spent].sort((a, b) => a - b)
      const total = spent.reduce((sum, x) => sum + x, 0)
      expect(total / ((first * (1.26 ** n - 1)) / 0.26)).toBeCloseTo(1, 4)
    }
  })

  test('stops where the price of a UID passes what it would earn while immune', () => {
    const beginning = oneSubnet([validators, miners(40), sybils(60, { outside: 1, watch: 1 })], {
      network: { burn: TAO / 1_000, minBurn: 1 },
    })
    pass(beginning, 5 * TEMPO)
    const { chain } = beginning.society
    const netuid = netuidOf(beginning)
    const income = 0.41 * chain.alphaPerBlock(netuid) * chain.price(netuid) * chain.immunityPeriod(netuid)
    const worth = (0.8 * income) / 40
    expect(seated(beginning, 2)).toBeGreaterThan(0)
    const paid = Array.from({ length: 60 }, (_, m) => 1_000 * TAO - freeOf(beginning, 2, m))
    expect(Math.max(...paid)).toBeLessThan(1.2 * worth)
    expect(Math.max(...paid)).toBeGreaterThan(0.2 * worth)
    expect(totalsOf(beginning, 2).refusals).toBeLessThan(3)
  })

  test('gets 3.0 UIDs in 360 blocks if it buys whenever the price is low enough', () => {
    const most = TAO / 100
    const beginning = oneSubnet(
      [validators, miners(30), sybils(70, { outside: 0.9, watch: 1, theta: 100, most })],
      { network: { burn: most, minBurn: 1, immunityPeriod: 1_000 } },
    )
    pass(beginning, 6 * TEMPO)
    const netuid = netuidOf(beginning)
    const { registrationTotal } = beginning.world.subnets
    const before = registrationTotal[netuid]
    pass(beginning, 15 * TEMPO)
    const rate = (registrationTotal[netuid] - before) / 15
    expect(rate).toBeGreaterThan(2.8)
    expect(rate).toBeLessThan(3.2)
    auditWorld(beginning.world)
  }, 60_000)

  test('that farms immunity earns nothing from validators who measure, and stays away', () => {
    const beginning = oneSubnet([
      validators,
      miners(40),
      sybils(20, { variant: 'immunity-farming', outside: 1 }),
    ])
    pass(beginning, 10 * TEMPO)
    expect(seated(beginning, 2)).toBe(0)
  })

  test('that farms immunity buys UIDs where somebody pays those that serve nothing', () => {
    const paying: Member = {
      strategy: 'team-validator',
      count: 6,
      alpha: 0.4,
      params: { own: 'sybil-miner', other: 'honest-miner', utility: 0.5 },
    }
    const farm = sybils(20, { variant: 'immunity-farming', outside: 0.5 })
    const beginning = oneSubnet([paying, miners(40), farm], {
      uids: 64,
      network: { immunityPeriod: 720, burn: 1e6, minBurn: 1 },
    })
    pass(beginning, 4 * TEMPO)
    expect(sumOf(beginning, 2, 'incentive')).toBeGreaterThan(0.2)
    pass(beginning, 6 * TEMPO)
    const asked = memoryOf(beginning, 2, 'registered').reduce((sum, count) => sum + count, 0)
    // Seven seats were free.
    expect(asked).toBeGreaterThanOrEqual(7)
  })

  test('that evicts strikes in the block in which a rival loses its immunity, and at no other time', () => {
    const evictor = sybils(10, { variant: 'eviction', outside: 1, watch: 1 })
    const beginning = oneSubnet([validators, miners(57), evictor], {
      uids: 64,
      network: { immunityPeriod: 2 * TEMPO },
    })
    const netuid = netuidOf(beginning)
    const { world } = beginning
    pass(beginning, 3 * TEMPO + 20)
    expect(seated(beginning, 2)).toBe(0)
    // A rival that has come a while ago, earns least, and is about to lose its immunity.
    const [rival] = uidsOf(beginning, 1)
    const row = netuid * world.stride + rival
    world.neurons.emission[row] = 0
    world.neurons.registeredAt[row] = world.block - 2 * TEMPO + 5
    for (let k = 0; k < 4; k++) pass(beginning, 1)
    expect(seated(beginning, 2)).toBe(0)
    pass(beginning, 1)
    expect(seated(beginning, 2)).toBe(1)
    expect(uidsOf(beginning, 2)).toContain(rival)
    expect(uidsOf(beginning, 1)[0]).toBe(-1)
    pass(beginning, 50)
    expect(seated(beginning, 2)).toBe(1)
    expect(totalsOf(beginning, 2).refusals).toBe(0)
  })
})
