import { describe, expect, test } from 'vitest'
import { alphaOf, DAY, netuidOf, oneSubnet, still, TEMPO } from './one-subnet.js'
import { pass, smallWorld } from './small-world.js'

const validators = { strategy: 'honest-validator', count: 4, alpha: 0.4, params: { sold: 0 } }
const miners = { strategy: 'honest-miner', count: 8, params: still }
const deep = { depthCap: 1, backlogCap: 1 }

/** Alpha that an owner has after ten days. */
function keptBy(strategy: string, params: Record<string, unknown>): number {
  const beginning = oneSubnet([validators, miners, { strategy, params }], { market: deep })
  pass(beginning, 10 * DAY)
  return alphaOf(beginning, 2)
}

describe('owners', () => {
  const all = keptBy('honest-owner', { sold: 0 })

  test('who sell nothing hold 18 % of the alpha paid to participants', () => {
    const beginning = oneSubnet([validators, miners, { strategy: 'honest-owner', params: { sold: 0 } }])
    pass(beginning, 10 * DAY)
    const emitted = beginning.world.subnets.alphaEmittedTotal[netuidOf(beginning)]
    expect(alphaOf(beginning, 2) / emitted).toBeGreaterThan(0.175)
    expect(alphaOf(beginning, 2) / emitted).toBeLessThan(0.181)
  })

  test('who are honest sell 40 % of the cut and keep the rest', () => {
    expect(keptBy('honest-owner', {}) / all).toBeGreaterThan(0.59)
    expect(keptBy('honest-owner', {}) / all).toBeLessThan(0.65)
  })

  test('who dump keep nothing of it but what came since their last look', () => {
    expect(keptBy('extractive-owner', { menu: ['dump'] }) / all).toBeLessThan(0.02)
  })

  test('who only burn keep the cut', () => {
    expect(keptBy('extractive-owner', { menu: ['burn'], burned: 0.5 }) / all).toBeGreaterThan(0.99)
  })

  test('who dump depress the price', () => {
    const price = ['honest-owner', 'extractive-owner'].map((strategy) => {
      const beginning = oneSubnet([validators, miners, { strategy }])
      pass(beginning, 10 * DAY)
      return beginning.society.chain.price(netuidOf(beginning))
    })
    expect(price[1]).toBeLessThan(price[0])
  })

  test('who burn all leave miners nothing', () => {
    const beginning = oneSubnet([
      validators,
      miners,
      { strategy: 'extractive-owner', params: { menu: ['burn'] } },
    ])
    pass(beginning, 5 * TEMPO)
    expect(beginning.society.chain.minerBurned(netuidOf(beginning))).toBeCloseTo(1, 6)
    expect(alphaOf(beginning, 1)).toBe(0)
  })

  test('find the burn share at what the snapshot says was withheld', () => {
    const { society } = smallWorld([], { subnets: 3 })
    const { chain, outside } = society
    for (const netuid of chain.netuids) {
      expect(outside.announcements.burnShare(netuid)).toBe(chain.minerBurned(netuid))
    }
    outside.announcements.askToBurn(1, 7)
    expect(outside.announcements.burnShare(1)).toBe(1)
  })
})
