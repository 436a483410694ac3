import { expect, test } from 'vitest'
import { mean, orders, published, requiredOf, trialOf } from '../replay/guarantees.js'

const DRAWS = 20

test.each(published)(
  '%s, %s: the required utility of twenty draws is the published one within 0.02',
  (id, what, at, required) => {
    const found = requiredOf(at, DRAWS)
    const spread = Math.max(...found) - Math.min(...found)
    console.log(
      `${id} ${what}: ${mean(found).toFixed(4)} (spread ${spread.toFixed(4)}), published ${required}`,
    )
    expect(Math.abs(mean(found) - required)).toBeLessThanOrEqual(0.02)
  },
)

test('V10: no draw is protected below kappa', () => {
  for (let draw = 0; draw < DRAWS; draw++) {
    expect(trialOf(orders.unprotected, draw).honestEmission(1, 1)).toBeLessThan(0.55)
  }
})

test.each([
  ['0.51', orders.at51],
  ['0.55', orders.at55],
] as const)('V11: at an honest stake of %s, kappa 0.4 asks for more than 0.5', (stake, [low, half]) => {
  const [more, less] = [mean(requiredOf(low, DRAWS)), mean(requiredOf(half, DRAWS))]
  console.log(`V11 ${stake}: ${more.toFixed(4)} against ${less.toFixed(4)}`)
  expect(more).toBeGreaterThan(less)
})
