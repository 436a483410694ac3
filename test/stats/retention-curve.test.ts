import { describe, expect, test } from 'vitest'

import { aurc, aurcNormalised, kinkStake } from '../../src/stats/retention-curve.js'

const levels = Array.from({ length: 11 }, (_, k) => k / 20)
const curve = (emission: (stake: number) => number) =>
  levels.map((stake) => ({ stake, emission: emission(stake) }))

describe('retention against colluding stake', () => {
  test('where honest ones keep their stake the area is 1, and more than their stake adds nothing', () => {
    expect(aurc(curve((s) => 1 - s))).toBeCloseTo(1, 12)
    expect(aurc(curve(() => 1))).toBeCloseTo(1, 12)
    expect(kinkStake(curve((s) => 1 - s))).toBeNaN()
  })

  test('where all is lost above 0.25 the trapezoids give a bit more than half', () => {
    const step = curve((s) => (s <= 0.25 ? 1 - s : 0))
    expect(aurc(step)).toBeCloseTo((0.25 + 0.025) / 0.5, 12)
    expect(kinkStake(step)).toBeCloseTo(0.25 + 0.05 * 0.05, 12)
  })

  test('retention 1 - s falls below 0.95 at 0.05 and has an area of 0.75', () => {
    const quadratic = curve((s) => (1 - s) ** 2)
    expect(aurc(quadratic)).toBeCloseTo(0.75, 12)
    expect(kinkStake(quadratic)).toBeCloseTo(0.05, 12)
    expect(aurcNormalised(quadratic, quadratic)).toBe(1)
  })

  test('a curve that does not reach 0.5 has no area; one that begins above 0 begins at 1', () => {
    expect(aurc([{ stake: 0.4, emission: 0.6 }])).toBeNaN()
    expect(aurc([{ stake: 0.5, emission: 0.25 }])).toBe(0.75)
  })
})
