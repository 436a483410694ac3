import { expect, test } from 'vitest'
import { emissions, requiredByScenario } from '../replay/guarantee-scenario.js'
import { orders, published } from '../replay/guarantees.js'

const DRAWS = 20

test.each(published)(
  '%s, %s: the required utility of twenty runs of consensus-guarantee.yaml a node is the published one within 0.02',
  async (id, what, at, required) => {
    const found = await requiredByScenario(at, DRAWS)
    console.log(`${id} ${what}: ${found.toFixed(3)}, published ${required}`)
    expect(Math.abs(found - required)).toBeLessThanOrEqual(0.02)
  },
)

test.each([0.9, 0.99])('V10: no run protects a majority below kappa that agrees to %s', async (utility) => {
  const emission = await emissions(orders.unprotected, utility, 1, DRAWS)
  const [least, most] = [Math.min(...emission), Math.max(...emission)]
  console.log(`V10 ${utility}: ${least.toFixed(3)} to ${most.toFixed(3)} of emission for 0.55 of stake`)
  expect(least).toBeGreaterThan(0)
  expect(most).toBeLessThan(0.55)
})

test('V10: where either side weighs its own alone and neither reaches kappa, nobody is paid', async () => {
  expect(await emissions(orders.unprotected, 1, 1, DRAWS)).toEqual(new Array(DRAWS).fill(0))
})

test.each([
  ['0.51', orders.at51],
  ['0.55', orders.at55],
] as const)('V11: at an honest stake of %s, kappa 0.4 asks for more than 0.5', async (stake, [low, half]) => {
  const more = await requiredByScenario(low, DRAWS)
  const less = await requiredByScenario(half, DRAWS)
  console.log(`V11 ${stake}: ${more.toFixed(3)} against ${less.toFixed(3)}`)
  expect(more).toBeGreaterThan(less)
})
