import { describe, expect, test } from 'vitest'
import { ChainTrial } from '../../src/consensus/research/chain-guarantee.js'
import { drawTeams, honestEmission } from '../../src/consensus/research/guarantee.js'
import { createStreams } from '../../src/random/streams.js'
import { mean, orders, published, requiredOf, trialOf } from './guarantees.js'

// Two draws a node; test/long/guarantees.test.ts takes twenty.
describe("an honest majority keeps its share by the chain's own epoch, if it agrees enough", () => {
  test.each(published)('%s, %s', (_id, _what, at, required) => {
    expect(Math.abs(mean(requiredOf(at, 2)) - required)).toBeLessThanOrEqual(0.02)
  })
})

test('V10: with the majority at 0.6 of stake, 0.55 is not protected even where it agrees entirely', () => {
  expect(trialOf(orders.unprotected, 0).honestEmission(1, 1)).toBeLessThan(0.55)
})

test('V11: a majority of 0.4 of stake asks for more agreement than one of 0.5, near an even split', () => {
  const [low, half] = orders.at51
  expect(mean(requiredOf(low, 1))).toBeGreaterThan(mean(requiredOf(half, 1)) + 0.02)
})

test('the epoch in fixed point and the formula in real numbers agree to 1e-4', () => {
  const stream = createStreams('guarantees').make('twin')
  const params = { kappa: 0.5, beta: 0.5, validatorPart: 0.25 }
  const teams = drawTeams(32, 96, 0.6, 0.3, 0.4, () => stream.normal())
  const trial = new ChainTrial(teams, params)
  for (let k = 0; k < 50; k++) {
    const [honest, cabal] = [stream.uniform(), stream.uniform()]
    const byFormula = honestEmission(teams, honest, cabal, params)
    expect(Math.abs(trial.honestEmission(honest, cabal) - byFormula)).toBeLessThan(1e-4)
  }
})
