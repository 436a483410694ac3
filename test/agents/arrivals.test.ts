import { expect, test } from 'vitest'
import { type arrivalMemory, arrives, runClock, setRate, startArrivals } from '../../src/agents/arrivals.js'
import type { ChainView } from '../../src/chain/view.js'
import { createStreams } from '../../src/random/streams.js'

const DAY = 7_200
const clock = (): Record<keyof typeof arrivalMemory, number> => ({ clock: 0, rate: 0, seen: 0, nextLook: 0 })

/** Arrivals in so many days at these daily rates, looked at only when the clock says so. */
function count(rates: readonly number[], days: number, seed: string) {
  const stream = createStreams(seed).stream('arrival')
  const chain = { block: 0, startBlock: 0 }
  const memory = clock()
  startArrivals(memory, chain as ChainView, rates[0] / DAY, stream)
  let total = 0
  let looks = 0
  while (memory.nextLook <= days * DAY) {
    chain.block = memory.nextLook
    looks++
    runClock(memory, chain.block)
    while (arrives(memory, stream)) total++
    setRate(
      memory,
      chain as ChainView,
      rates[Math.floor(chain.block / DAY) % rates.length] / DAY,
      Number.POSITIVE_INFINITY,
    )
  }
  return { total, looks }
}

test('arrivals come at their rate, and each at a look of its own', () => {
  const { total, looks } = count([20], 200, 'a')
  // 4,000 expected, standard deviation 63.
  expect(total).toBeGreaterThan(3_750)
  expect(total).toBeLessThan(4_250)
  expect(looks).toBeLessThanOrEqual(total + 200)
})

test('a rate that changes every day gives the mean of the rates', () => {
  const { total } = count([0, 40], 200, 'b')
  expect(total).toBeGreaterThan(3_750)
  expect(total).toBeLessThan(4_250)
})

test('nothing arrives at a rate of nothing, but the end of the day is not missed', () => {
  expect(count([0], 50, 'c')).toEqual({ total: 0, looks: 50 })
})

test('more than one may arrive in a block', () => {
  const { total } = count([20 * DAY], 0.1, 'd')
  expect(total / (0.1 * 20 * DAY)).toBeCloseTo(1, 1)
})
