import { describe, expect, test } from 'vitest'
import { correlation, days, injectedOf, median, sharesOf } from './price-shares.js'

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
