import fc from 'fast-check'
import { expect, test } from 'vitest'
import { canonicalJson } from '../../src/scenario/canonical.js'

test('keys are sorted, undefined is left out', () => {
  expect(canonicalJson({ b: 1, a: { d: undefined, c: [1, 'x', null, true] } })).toBe(
    '{"a":{"c":[1,"x",null,true]},"b":1}',
  )
})

test('the order in which an object was built does not show', () => {
  fc.assert(
    fc.property(fc.dictionary(fc.string(), fc.jsonValue()), (data) => {
      const turned = Object.fromEntries(Object.entries(data).reverse())
      expect(canonicalJson(turned)).toBe(canonicalJson(data))
    }),
  )
})

test('it reads back as the same data', () => {
  fc.assert(
    fc.property(fc.jsonValue(), (data) => {
      expect(JSON.parse(canonicalJson(data))).toEqual(JSON.parse(JSON.stringify(data)))
    }),
  )
})

test('numbers that JSON cannot hold are refused', () => {
  expect(() => canonicalJson({ a: Number.NaN })).toThrow('no place in JSON')
  expect(() => canonicalJson([Number.POSITIVE_INFINITY])).toThrow('no place in JSON')
})
