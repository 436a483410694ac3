import { expect, test } from 'vitest'
import { tickText, valueText } from '../../../src/report/draw/axis.js'
import { axisOf, factorOf, findFactor } from '../../../src/report/sweep/factor.js'

test('levels that are numbers of one unit are an axis, in ascending order', () => {
  const factor = factorOf('population.washer.capital', ['20000 TAO', '500 TAO', '1000 TAO'], [])
  expect(factor.levels).toEqual(['500 TAO', '1000 TAO', '20000 TAO'])
  expect([...factor.values!.values()].sort((a, b) => a - b)).toEqual([500, 1000, 20_000])
  expect(axisOf(factor)).toMatchObject({ label: 'washer capital (TAO)', log: true })
})

test('levels that are names, or numbers of several units, keep their order', () => {
  expect(factorOf('rule', ['price-ema', 'flow-ema'], []).values).toBeUndefined()
  expect(factorOf('hold', ['3 days', '12 h'], [])).toMatchObject({
    levels: ['3 days', '12 h'],
    values: undefined,
  })
})

test('a factor goes by the shortest name that no other has, with its cohort if it has one', () => {
  const all = ['population.a.params.part', 'population.b.params.part', 'network.kappa', 'population.a.part']
  expect(all.map((name) => factorOf(name, [], all).label)).toEqual([
    'population.a.params.part',
    'b part',
    'kappa',
    'population.a.part',
  ])
})

test('a factor is found by its path, its label, or the last part of its path where that is one alone', () => {
  const all = ['population.a.params.part', 'population.b.params.part', 'network.kappa'].map((name) =>
    factorOf(name, ['1', '2'], []),
  )
  expect(findFactor(all, 'b part')?.name).toBe('population.b.params.part')
  expect(findFactor(all, 'kappa')?.name).toBe('network.kappa')
  expect(findFactor(all, 'part')).toBeUndefined()
})

test('levels of a bundle that differ by a number alone are an axis, and keep their names', () => {
  const factor = factorOf('honest', ['f4000', 'f300', 'f1000'], [])
  expect(factor.levels).toEqual(['f300', 'f1000', 'f4000'])
  const axis = axisOf(factor)
  expect(tickText(axis, 300)).toBe('f300')
  expect(valueText(axis, 4000)).toBe('f4000')
  expect(factorOf('weights', ['open', 'k1', 'k2'], []).values).toBeUndefined()
  expect(factorOf('order', ['buy-10', 'sell-10'], []).values).toBeUndefined()
  // Two names of one number are no axis.
  expect(factorOf('x', ['a1', 'a1.0'], []).values).toBeUndefined()
})
