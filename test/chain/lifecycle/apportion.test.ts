import fc from 'fast-check'
import { expect, test } from 'vitest'
import { apportion } from '../../../src/chain/lifecycle/apportion.js'

const weights = fc.array(fc.integer({ min: 0, max: 1e15 }), { minLength: 1, maxLength: 40 })
const pot = fc.integer({ min: 0, max: 9e15 })

test('a pot is divided to the last RAO, and nobody is a RAO further from his due than one', () => {
  fc.assert(
    fc.property(pot, weights, (rao, given) => {
      const total = given.reduce((sum, weight) => sum + BigInt(weight), 0n)
      const parts = apportion(rao, given)
      const paid = parts.reduce((sum, part) => sum + part, 0)
      expect(paid).toBe(total === 0n ? 0 : rao)
      parts.forEach((part, i) => {
        const due = total === 0n ? 0n : (BigInt(rao) * BigInt(given[i])) / total
        expect([0n, 1n]).toContain(BigInt(part) - due)
        if (given[i] === 0) expect(part).toBe(0)
      })
    }),
  )
})

test('the RAO left over go to the largest remainders, the first of the list where they are equal', () => {
  expect(apportion(2, [1, 1, 1])).toEqual([1, 1, 0])
  expect(apportion(10, [1, 2, 4])).toEqual([1, 3, 6])
})
