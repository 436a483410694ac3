import fc from 'fast-check'
import { expect, test } from 'vitest'
import { createPairIndex } from '../../src/state/pair-index.js'

const number = fc.oneof(fc.integer({ min: 0, max: 40 }), fc.integer({ min: 0, max: 2 ** 26 - 1 }))

test('an index of pairs answers as a map would, while it grows and after it was cleared', () => {
  fc.assert(
    fc.property(
      fc.array(fc.tuple(number, number, fc.nat()), { maxLength: 300 }),
      fc.boolean(),
      (sets, clear) => {
        const index = createPairIndex(1)
        const map = new Map<string, number>()
        sets.forEach(([first, second, row], k) => {
          if (clear && k === 100) {
            index.clear()
            map.clear()
          }
          index.set(first, second, row)
          map.set(`${first}/${second}`, row)
        })
        expect(index.size).toBe(map.size)
        for (const [first, second] of sets) {
          expect(index.get(first, second)).toBe(map.get(`${first}/${second}`) ?? -1)
          expect(index.get(second, first)).toBe(map.get(`${second}/${first}`) ?? -1)
        }
      },
    ),
  )
})

test('whoever is no one has no row', () => {
  const index = createPairIndex(4)
  index.set(0, 0, 7)
  expect([index.get(-1, 0), index.get(0, -1), index.get(-1, -1), index.get(0, 0)]).toEqual([-1, -1, -1, 7])
})
