import { expect, test } from 'vitest'
import { axisOf, factorOf } from '../../../src/report/sweep/factor.js'

test('levels that are numbers of one unit are an axis, in ascending order', () => {
  const factor = factorOf('population.washer.capital', ['20000 TAO', '500 TAO', '1000 TAO'], [])
  expect(factor.levels).toEqual(['500 TAO', '1000 TAO', '20000 TAO'])
  expect([...factor.values!.values()].sort((a, b) => a - b)).toEqual([500, 1000, 20_000])
  expect(axisOf(factor)).toMatchObject({ label: 'capital (TAO)', log: true })
})

test('levels that are names, or numbers of several units, keep their order', () => {
  expect(factorOf('rule', ['price-ema', 'flow-ema'], []).values).toBeUndefined()
  expect(factorOf('hold', ['3 days', '12 h'], [])).toMatchObject({
    levels: ['3 days', '12 h'],
    values: undefined,
  })
})

test('a factor goes by the shortest name that no other has', () => {
  const all = ['population.a.params.part', 'population.b.params.part', 'network.kappa']
  expect(all.map((name) => factorOf(name, [], all).label)).toEqual([
    'a.params.part',
    'b.params.part',
    'kappa',
  ])
})
