import { describe, expect, test } from 'vitest'
import { adjustEffort, moveQuality, startQuality, type Worker } from '../../src/agents/quality.js'
import type { ChainView } from '../../src/chain/view.js'
import { createStreams } from '../../src/random/streams.js'

const params = {
  quality: 0.5,
  persistence: 0.9,
  innovation: 0.2,
  effortEffect: 0.1,
  effortMargin: 0.5,
  effortStep: 0.1,
  leastEffort: 0.5,
  mostEffort: 3,
}
const level = 0.5 + 0.1 * Math.log(2)

/** A miner on a chain that stands at a block, and what moves both. */
function miner(changes: Partial<typeof params> = {}, seed = 'quality') {
  const stream = createStreams(seed).make('miner')
  const at = { block: 0, tempo: () => 360 }
  const memory = { skill: 0, effort: 1, lookedAt: 0 }
  const me = {
    netuid: 1,
    params: { ...params, ...changes },
    memory,
    random: () => stream,
  } as unknown as Worker
  const chain = at as unknown as ChainView
  const lookAfter = (blocks: number): number => {
    at.block += blocks
    const quality = moveQuality(me, chain)
    memory.lookedAt = at.block
    return quality
  }
  return { me, chain, memory, lookAfter, at }
}

describe('quality of a miner', () => {
  test('returns to its level by phi an epoch, however often the miner looks', () => {
    for (const step of [90, 360, 1_200, 3_600]) {
      const { memory, lookAfter } = miner({ innovation: 0 })
      memory.skill = 2
      for (let block = 0; block < 3_600; block += step) lookAfter(step)
      expect(memory.skill).toBeCloseTo(level + 0.9 ** 10 * (2 - level), 12)
    }
  })

  test.each([360, 1_800, 7_200])(
    'looked at every %i blocks has the variance and memory of the epoch process',
    (step) => {
      const { me, chain, lookAfter } = miner()
      startQuality(me, chain)
      const n = 20_000
      const path = Array.from({ length: n }, () => lookAfter(step) - level)
      const keep = 0.9 ** (step / 360)
      const variance = 0.2 ** 2 / (1 - 0.9 ** 2)
      const mean = (values: number[]) => values.reduce((sum, x) => sum + x, 0) / values.length
      // Standard errors of an autoregressive process with this persistence.
      const effective = (n * (1 - keep * keep)) / (1 + keep * keep)
      expect(Math.abs(mean(path.map((x) => x * x)) / variance - 1)).toBeLessThan(5 * Math.sqrt(2 / effective))
      const together = mean(path.slice(1).map((x, k) => x * path[k])) / variance
      expect(Math.abs(together - keep)).toBeLessThan(5 * Math.sqrt(2 / effective))
    },
  )

  test('is a random walk when nothing of a deviation is lost', () => {
    const walks = Array.from({ length: 3_000 }, (_, k) => {
      const { me, chain, lookAfter } = miner({ persistence: 1 }, `walk ${k}`)
      startQuality(me, chain)
      return lookAfter(3_600) - level
    })
    const variance = walks.reduce((sum, x) => sum + x * x, 0) / walks.length
    expect(Math.abs(variance / (10 * 0.2 ** 2) - 1)).toBeLessThan(5 * Math.sqrt(2 / walks.length))
  })
})

describe('effort', () => {
  test('is cut by a tenth a day of loss down to its floor, and grows with good profit up to its ceiling', () => {
    const { me, chain, memory, at } = miner()
    at.block = 7_200
    adjustEffort(me, chain, -1, 20)
    expect(memory.effort).toBeCloseTo(0.9, 12)
    at.block = 100 * 7_200
    adjustEffort(me, chain, -1, 20)
    expect(memory.effort).toBe(0.5)
    adjustEffort(me, chain, 11, 20)
    expect(memory.effort).toBe(3)
  })

  test('stays as it is while profit is neither a loss nor large', () => {
    const { me, chain, memory, at } = miner()
    at.block = 7_200
    adjustEffort(me, chain, 9, 20)
    expect(memory.effort).toBe(1)
  })
})
