import { readFileSync } from 'node:fs'
import { mainnetEmissionParams, Terms } from '../../src/emission/emission.js'
import { injectionRules, shareRules } from '../../src/emission/index.js'
import { createWorld } from '../../src/state/world.js'

const SUBNETS = 129
const BLOCK_EMISSION = 1e9

/** Opening prices of a day, and what the chain paid that afternoon. */
export interface Day {
  date: string
  netuids: number[]
  prices: number[]
  /** TAO a block that went into each pool, as recorded in the afternoon. */
  recorded: number[]
}

/** 44 days from 2025-09-14 to 10-27. Source: data/subnet_price_share_2025.csv */
export const days: Day[] = []
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
export const median = (values: readonly number[]) => {
  const sorted = [...values].sort((a, b) => a - b)
  return (sorted[(sorted.length - 1) >> 1] + sorted[sorted.length >> 1]) / 2
}

export function correlation(a: readonly number[], b: readonly number[]): number {
  const [ma, mb] = [mean(a), mean(b)]
  const sum = (f: (k: number) => number) => a.reduce((total, _, k) => total + f(k), 0)
  const covariance = sum((k) => (a[k] - ma) * (b[k] - mb))
  return covariance / Math.sqrt(sum((k) => (a[k] - ma) ** 2) * sum((k) => (b[k] - mb) ** 2))
}

/** Shares by the regime's own function, with the day's opening prices for moving prices. */
export function sharesOf({ netuids, prices }: Day): number[] {
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
export function injectedOf(day: Day): number[] {
  const rule = injectionRules.get(day.date < '2025-09-24' ? 'subsidised-alpha' : 'subsidised')
  const terms = new Terms()
  return sharesOf(day).map((share, k) => {
    rule.terms(share * BLOCK_EMISSION, day.prices[k], 1e9, BLOCK_EMISSION, 0, terms)
    return terms.taoIn / BLOCK_EMISSION
  })
}
