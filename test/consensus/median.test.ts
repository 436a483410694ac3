import fc from 'fast-check'
import { expect, test } from 'vitest'
import { exactMedian } from '../../src/consensus/exact/median.js'
import { weightedMedian } from '../../src/consensus/median.js'

/** Few distinct scores and small stakes, so that ties in both happen all the time. */
const voters = fc.array(
  fc.record({ stake: fc.integer({ min: 1, max: 6 }), score: fc.integer({ min: 0, max: 5 }) }),
  { minLength: 1, maxLength: 20 },
)

function quick(stakes: number[], scores: number[], minority: number, guess: number): number {
  const heard = scores.flatMap((s, k) => (s > 0 ? [k] : []))
  const all = stakes.reduce((a, b) => a + b, 0)
  const spoken = heard.reduce((sum, k) => sum + stakes[k], 0)
  return weightedMedian(
    Float64Array.from(heard, (k) => scores[k]),
    Float64Array.from(heard, (k) => stakes[k]),
    0,
    heard.length,
    all - spoken,
    minority,
    guess,
  )
}

test("the quick median is the chain's for every guess and every majority, beyond its range too", () => {
  fc.assert(
    fc.property(
      voters,
      fc.integer({ min: -5, max: 130 }),
      fc.integer({ min: 0, max: 9 }),
      (list, minority, guess) => {
        const stakes = list.map((v) => v.stake)
        const scores = list.map((v) => v.score)
        const want = exactMedian(stakes.map(BigInt), scores.map(BigInt), BigInt(minority))
        expect(quick(stakes, scores, minority, guess)).toBe(Number(want))
      },
    ),
    { numRuns: 3000 },
  )
})

test('on an exact tie the higher score wins', () => {
  expect(quick([5, 5], [1, 2], 5, 0)).toBe(2)
  expect(quick([5, 5], [1, 2], 4, 0)).toBe(1)
})

test('those who gave no score gave 0', () => {
  expect(quick([6, 5], [0, 2], 5, 0)).toBe(0)
})
