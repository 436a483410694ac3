import { expect, test } from 'vitest'
import { selectPermits } from '../../src/consensus/permits.js'

function permits(stake: number[], places: number, owner = -1, order?: number[]): number[] {
  const n = stake.length
  const permit = new Uint8Array(n)
  selectPermits(stake, n, places, owner, Uint16Array.from(order ?? stake.map((_, i) => i)), permit)
  return [...permit]
}

test('the largest stakes win the permits', () => {
  expect(permits([9, 0, 8, 1, 7], 2)).toEqual([1, 0, 1, 0, 0])
})

test('of equal stakes the higher uid keeps the permit', () => {
  expect(permits([2, 2, 2], 1)).toEqual([0, 0, 1])
})

test('no stake, no permit, however many places are free', () => {
  expect(permits([0, 0, 3, 0], 4)).toEqual([0, 0, 1, 0])
})

test('the owner has a permit without stake', () => {
  expect(permits([0, 5, 3], 1, 0)).toEqual([1, 1, 0])
})

test('the order left by an earlier epoch does not matter', () => {
  expect(permits([9, 0, 8, 1, 7], 2, -1, [4, 0, 3, 2, 1])).toEqual([1, 0, 1, 0, 0])
})
