import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { mainnetEmissionParams, Terms } from '../../src/emission/emission.js'
import { injectionRules, shareRules } from '../../src/emission/index.js'
import { createWorld } from '../../src/state/world.js'

const SUBNETS = 129
const BLOCK_EMISSION = 1e9

interface Day {
  date: string
  netuids: number[]
  prices: number[]
  /** TAO a block that went into each pool, as recorded in the afternoon. */
  recorded: number[]
}

const days: Day[] = []
const file = new URL('../../data/subnet_price_share_2025.csv', import.meta.url)
for (const line of readFileSync(file, 'utf8').trim().split('\n').slice(1)) {
  const [date, netuid, price, tao] = line.split(',')
  if (days.at(-1)?.date !== date) days.push({ date, netuids: [], prices: [], recorded: [] })
  const day = days[days.length - 1]
  day.netuids.push(Number(netuid))
  day.prices.push(Number(price))
  day.recorded.push(Number(tao))
}

const mean = (values: readonly number[]) => values.reduce((sum, x) => sum + x, 0) / values.length
const median = (values: readonly number[]) => {
  const sorted = [...values].sort((a, b) => a - b)
  return (sorted[(sorted.length - 1) >> 1] + sorted[sorted.length >> 1]) / 2
}

function correlation(a: readonly number[], b: readonly number[]): number {
  const [ma, mb] = [mean(a), mean(b)]
  const sum = (f: (k: number) => number) => a.reduce((total, _, k) => total + f(k), 0)
  const covariance = sum((k) => (a[k] - ma) * (b[k] - mb))
  return covariance / Math.sqrt(sum((k) => (a[k] - ma) ** 2) * sum((k) => (b[k] - mb) ** 2))
}

/** Shares by the regime's own function, with the day's opening prices for moving prices. */
function sharesOf({ netuids, prices }: Day): number[] {
  const world = createWorld({ subnets: SUBNETS, uids: 1, coldkeys: 1, hotkeys: 1, positions: 1 })
  const out = new Float64Array(SUBNETS)
  netuids.forEach((netuid, k) => {
    world.subnets.movingPrice[netuid] = prices[k]
  })
  const emitting = Uint16Array.from(netuids)
  shareRules
    .get('price-ema')
    .shares(world, emitting, netuids.length, mainnetEmissionParams, out, world.subnets.movingPrice)
  return netuids.map((netuid) => out[netuid])
}

/** TAO a block into each pool under the subsidy of the time: a pool gets no more than its price of the block's TAO. */
function injectedOf(day: Day): number[] {
  const rule = injectionRules.get(day.date < '2025-09-24' ? 'subsidised-alpha' : 'subsidised')
  const terms = new Terms()
  return sharesOf(day).map((share, k) => {
    rule.terms(share * BLOCK_EMISSION, day.prices[k], 1e9, BLOCK_EMISSION, 0, terms)
    return terms.taoIn / BLOCK_EMISSION
  })
}

describe('price shares of September and October 2025', () => {
  const correlations = days.map((day) => correlation(sharesOf(day), day.recorded))

  test('are recorded on 44 days, of 118 to 127 subnets', () => {
    expect(days).toHaveLength(44)
    expect(Math.min(...days.map(({ netuids }) => netuids.length))).toBe(118)
    expect(Math.max(...days.map(({ netuids }) => netuids.length))).toBe(127)
  })

  test("from each day's opening prices follow what the chain paid: median correlation 0.9998, none below 0.98", () => {
    expect(median(correlations)).toBeGreaterThanOrEqual(0.9998)
    expect(Math.min(...correlations)).toBeGreaterThanOrEqual(0.98)
  })

  test('with the subsidy of the time give the TAO injected within 0.0001 a block in the median subnet-day', () => {
    const errors = days.flatMap((day) => injectedOf(day).map((tao, k) => Math.abs(tao - day.recorded[k])))
    expect(median(errors)).toBeLessThan(1e-4)
  })
})
