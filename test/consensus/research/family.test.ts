import { expect, test } from 'vitest'
import {
  dividendsPerThousand,
  type ResearchCase,
  researchVariants,
  runResearchCase,
} from '../../../src/consensus/research/family.js'
import { researchDefaults } from '../../../src/consensus/research/variant.js'

/**
 * Three validators who all move from the first server to the second, the small ones an epoch before the large
 * one.
 */
const late: ResearchCase = {
  epochs: 40,
  weights: (t) => {
    const small = t >= 1 ? [0, 1] : [1, 0]
    return [t >= 2 ? [0, 1] : [1, 0], small, small]
  },
  stake: () => [0.8, 0.1, 0.1],
}

test.each(researchVariants.all.map((v) => [v.id, v] as const))(
  '%s pays out all dividends, and equal work by stake',
  (_id, variant) => {
    const steady: ResearchCase = {
      ...late,
      weights: () => [
        [1, 0],
        [1, 0],
        [1, 0],
      ],
    }
    const results = runResearchCase(variant, steady, researchDefaults)
    const { dividends } = results[39]
    expect(dividends[0]).toBeCloseTo(0.8, 4)
    expect(dividends[1]).toBeCloseTo(0.1, 4)
  },
)

test('Yuma 3 rewards the small validators for being early, where Yuma 1 punishes them', () => {
  const earned = (id: string, bondMovingAverage: number) => {
    const params = { ...researchDefaults, bondMovingAverage }
    return dividendsPerThousand(runResearchCase(researchVariants.get(id), late, params), late)
  }
  const [large, small] = earned('yuma-3', 0.975)
  expect(small).toBeGreaterThan(large)
  const [largeBefore, smallBefore] = earned('yuma-1', 0)
  expect(smallBefore).toBeLessThan(largeBefore)
})

test('a reset clears the bonds in one server', () => {
  const reset = { ...late, reset: { server: 0, epoch: 5 } }
  const results = runResearchCase(researchVariants.get('yuma-3'), reset, researchDefaults)
  expect(results[4].bonds[0][0]).toBeGreaterThan(0)
  expect(results[5].bonds[0][0]).toBe(0)
})
