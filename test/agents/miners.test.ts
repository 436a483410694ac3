import { describe, expect, test } from 'vitest'
import { alphaOf, DAY, memoryOf, netuidOf, oneSubnet, still, sumOf, TEMPO, uidsOf } from './one-subnet.js'
import { pass } from './small-world.js'

const validators = { strategy: 'honest-validator', count: 4, alpha: 0.4, params: { sold: 0, samples: 100 } }
const sum = (values: Iterable<number>) => [...values].reduce((total, x) => total + x, 0)

describe('honest miners', () => {
  test('who cannot earn their cost for as long as their patience serve no more, and earn no more', () => {
    const beginning = oneSubnet([
      validators,
      {
        strategy: 'honest-miner',
        id: 'dear',
        count: 5,
        params: { cost: 1e6, patience: 3 * DAY, leastEffort: 1, outside: 0 },
      },
      { strategy: 'honest-miner', id: 'cheap', count: 5, params: { cost: 1, outside: 0 } },
    ])
    pass(beginning, 3 * DAY)
    expect(sum(memoryOf(beginning, 1, 'serving'))).toBe(5)
    expect(sumOf(beginning, 1, 'incentive')).toBeGreaterThan(0.1)
    pass(beginning, 2 * DAY)
    expect(sum(memoryOf(beginning, 1, 'serving'))).toBe(0)
    expect(sum(memoryOf(beginning, 2, 'serving'))).toBe(5)
    expect(sumOf(beginning, 1, 'incentive')).toBe(0)
    expect(sumOf(beginning, 2, 'incentive')).toBeCloseTo(1, 9)
  })

  test('without a UID enter where it pays and stay outside where it does not', () => {
    const outside = { outside: 0.5, checkEvery: DAY }
    const beginning = oneSubnet([
      validators,
      { strategy: 'honest-miner', id: 'cheap', count: 10, capital: 1e12, params: { ...outside, cost: 1 } },
      { strategy: 'honest-miner', id: 'dear', count: 10, capital: 1e12, params: { ...outside, cost: 1e6 } },
      { strategy: 'honest-miner', id: 'poor', count: 10, capital: 0, params: { ...outside, cost: 1 } },
    ])
    const seated = (cohort: number) => uidsOf(beginning, cohort).filter((uid) => uid >= 0).length
    expect([seated(1), seated(2), seated(3)]).toEqual([5, 5, 5])
    pass(beginning, 6 * DAY)
    expect(seated(1)).toBe(10)
    expect([seated(2), seated(3)]).toEqual([5, 5])
    // They serve, and are paid for it.
    const newest = uidsOf(beginning, 1)[9]
    expect(beginning.society.chain.incentive(netuidOf(beginning), newest)).toBeGreaterThan(0)
  })

  test('sell the part s of what they receive when the pool is deep enough, and keep the rest', () => {
    const deep = { depthCap: 1, backlogCap: 1 }
    const kept = [0, 0.6].map((sold) => {
      const miners = { strategy: 'honest-miner', params: { ...still, quality: 0, sold, careless: 1 } }
      const beginning = oneSubnet([validators, miners], { market: deep })
      pass(beginning, 10 * DAY)
      return alphaOf(beginning, 1)
    })
    expect(kept[1] / kept[0]).toBeGreaterThan(0.39)
    expect(kept[1] / kept[0]).toBeLessThan(0.42)
  })

  test('together sell no more than the depth that the pool has for them', () => {
    const miners = { strategy: 'honest-miner', count: 20, params: { sold: 1, outside: 0, careless: 1 } }
    const market = { depthCap: 1e-4 / DAY, backlogCap: 1 }
    const beginning = oneSubnet([validators, miners], { market })
    const { world, society } = beginning
    const pool = society.chain.alphaReserve(netuidOf(beginning))
    pass(beginning, 10 * DAY)
    const sold = world.subnets.userOutTotal[netuidOf(beginning)] / society.chain.price(netuidOf(beginning))
    expect(sold).toBeGreaterThan(0)
    expect(sold).toBeLessThan(10 * 1e-4 * pool * 1.1)
  })

  test('are paid in the order of their quality', () => {
    const beginning = oneSubnet([validators, { strategy: 'honest-miner', count: 30, params: still }])
    pass(beginning, 20 * TEMPO)
    const netuid = netuidOf(beginning)
    const paid = uidsOf(beginning, 1).map((uid) => beginning.society.chain.incentive(netuid, uid))
    const skill = memoryOf(beginning, 1, 'skill')
    const pairs = paid.flatMap((p, i) =>
      paid.slice(i + 1).map((q, k) => (p - q) * (skill[i] - skill[i + 1 + k])),
    )
    const agreeing = pairs.filter((product) => product > 0).length
    expect(agreeing / pairs.length).toBeGreaterThan(0.9)
  })
})

describe('lazy miners', () => {
  const best = { strategy: 'honest-miner', id: 'best', params: { ...still, quality: 1 } }
  const others = { strategy: 'honest-miner', id: 'others', count: 10, params: { ...still, quality: -0.5 } }
  const lazy = (params: object) => ({
    strategy: 'lazy-miner',
    id: 'lazy',
    count: 4,
    params: { ...still, ...params },
  })
  const field = { persistence: undefined, innovation: undefined }

  test('serve the best quality of the others less d, and live off it', () => {
    const beginning = oneSubnet([validators, best, others, lazy({ ...field, detection: 0, loss: 0.1 })])
    pass(beginning, 10 * TEMPO)
    const { services } = beginning.society.outside
    const netuid = netuidOf(beginning)
    const level = services.quality(netuid, uidsOf(beginning, 1)[0])
    for (const uid of uidsOf(beginning, 3)) expect(services.quality(netuid, uid)).toBeCloseTo(level - 0.1, 12)
    expect(sumOf(beginning, 3, 'incentive') / 4).toBeGreaterThan(2 * (sumOf(beginning, 2, 'incentive') / 10))
  })

  test('earn nothing where every validator finds them out, and as much less as it finds out more', () => {
    const income = [0, 0.4, 1].map((detection) => {
      const beginning = oneSubnet([validators, best, others, lazy({ ...field, detection })])
      pass(beginning, 10 * TEMPO)
      let earned = 0
      for (let k = 0; k < 10; k++) {
        pass(beginning, TEMPO)
        earned += sumOf(beginning, 3, 'incentive')
      }
      return earned
    })
    expect(income[0]).toBeGreaterThan(income[1])
    expect(income[1]).toBeGreaterThan(0)
    expect(income[2]).toBe(0)
  })

  test('with nobody to copy serve nothing', () => {
    const beginning = oneSubnet([validators, { strategy: 'lazy-miner', params: { outside: 0 } }])
    pass(beginning, 3 * DAY)
    const { chain, outside } = beginning.society
    const [uid] = uidsOf(beginning, 1)
    const netuid = netuidOf(beginning)
    expect(outside.services.serves(netuid, uid, chain.hotkeyAt(netuid, uid))).toBe(false)
    expect(chain.incentive(netuid, uid)).toBe(0)
  })
})
