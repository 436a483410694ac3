import { describe, expect, test } from 'vitest'

import { gapOf, impactOf } from '../../../src/record/paired/impact.js'
import type { FinishedRun } from '../../../src/record/paired/index.js'

const DAY = 7_200
const HOUR = 300
/** A gap that is `start` at first and halves every `life` blocks, sampled hourly for so many days. */
const fading = (start: number, life: number, days: number) => {
  const blocks = Array.from({ length: (days * DAY) / HOUR + 1 }, (_, k) => k * HOUR)
  return { blocks, gap: blocks.map((block) => start * 2 ** (-block / life)) }
}

describe('impact of a shock and its recovery', () => {
  test('a gap that halves every two days has a half-life of two days', () => {
    const { peakFrac, permanentFrac, halfLife } = impactOf(fading(Math.log(0.8), 2 * DAY, 40))
    expect(peakFrac).toBeCloseTo(-0.2, 12)
    expect(halfLife).toBe(2 * DAY)
    expect(permanentFrac).toBeCloseTo(0.8 ** (2 ** -15) - 1, 12)
  })

  test('a relapse above 0.6 of the peak within a day is no recovery', () => {
    const { blocks, gap } = fading(0.1, 2 * DAY, 10)
    gap[(2 * DAY) / HOUR + 12] = 0.07
    // It counts from the hour after the relapse.
    expect(impactOf({ blocks, gap }).halfLife).toBe(2 * DAY + 13 * HOUR)
  })

  test('a recovery that the run does not see to its end is censored', () => {
    expect(impactOf(fading(0.1, 2 * DAY, 2.5)).halfLife).toBeNaN()
    expect(impactOf(fading(0.1, 2 * DAY, 2.5)).permanentFrac).toBeNaN()
  })

  test('runs that do not differ have no impact', () => {
    expect(impactOf({ blocks: [0, HOUR], gap: [0, 0] })).toMatchObject({ peakFrac: 0, halfLife: 0 })
  })

  test('the gap is that of the prices on the subnet of the shock, from its block on', () => {
    const run = (prices: number[]): FinishedRun => ({
      blocks: 3,
      summary: { shock_netuid: 2, shock_block: 11 },
      tables: {
        subnets: {
          block: [10, 10, 11, 11, 12, 12],
          netuid: [1, 2, 1, 2, 1, 2],
          price_tao: prices,
        },
      },
    })
    const { blocks, gap } = gapOf({ treated: run([1, 1, 1, 4, 1, 2]), twin: run([9, 1, 9, 2, 9, 2]) })
    expect(blocks).toEqual([0, 1])
    expect(gap).toEqual([Math.log(2), 0])
  })
})
