import { describe, expect, test } from 'vitest'
import { SubnetMatrix } from '../../src/consensus/matrix.js'

/** Weights of a row as pairs. */
const row = (matrix: SubnetMatrix, i: number) =>
  Array.from({ length: matrix.capacity }, (_, j) => [j, matrix.weight(i, j)]).filter(([, w]) => w >= 0)

describe('the matrix of a subnet', () => {
  test('an explicit zero is an entry, a missing one is not', () => {
    const matrix = new SubnetMatrix(4)
    matrix.setRow(0, [1, 3], [0, 65_535])
    expect(row(matrix, 0)).toEqual([
      [1, 0],
      [3, 65_535],
    ])
    expect(matrix.weight(0, 2)).toBe(-1)
  })

  test('new weights replace old ones; bonds stay', () => {
    const matrix = new SubnetMatrix(5)
    matrix.setRow(0, [1, 2], [10, 20])
    matrix.setBonds(0, [2, 4], [7, 0])
    matrix.setRow(0, [3, 1], [30, 40])
    expect(row(matrix, 0)).toEqual([
      [1, 40],
      [3, 30],
    ])
    expect([0, 1, 2, 3, 4].map((j) => matrix.bond(0, j))).toEqual([-1, -1, 7, -1, 0])
  })

  test('rows grow and move without touching each other', () => {
    const matrix = new SubnetMatrix(64)
    const uids = Array.from({ length: 64 }, (_, j) => j)
    for (let size = 1; size <= 64; size += 9) {
      for (let i = 0; i < 64; i++) {
        const some = uids.slice(0, size)
        matrix.setRow(
          i,
          some,
          some.map((j) => i + j),
        )
      }
    }
    for (let i = 0; i < 64; i++) {
      for (const j of uids) expect(matrix.weight(i, j)).toBe(i + j)
    }
  })

  test('a newcomer starts with an empty row, and weights towards it are zero but still entries', () => {
    const matrix = new SubnetMatrix(3)
    matrix.setRow(0, [1, 2], [10, 20])
    matrix.setRow(1, [0, 2], [30, 40])
    matrix.setBonds(1, [2], [9])
    matrix.replaceUid(1)
    expect(row(matrix, 1)).toEqual([])
    expect(matrix.bond(1, 2)).toBe(-1)
    expect(row(matrix, 0)).toEqual([
      [1, 0],
      [2, 20],
    ])
  })

  test('resetting bonds empties a column and nothing else', () => {
    const matrix = new SubnetMatrix(3)
    matrix.setBonds(0, [1, 2], [5, 6])
    matrix.setBonds(2, [1], [7])
    matrix.resetBonds(1)
    expect([matrix.bond(0, 1), matrix.bond(0, 2), matrix.bond(2, 1)]).toEqual([-1, 6, -1])
  })

  test('what is saved does not depend on how it came about', () => {
    const one = new SubnetMatrix(8)
    for (const uids of [[1, 2, 3], [5], [0, 7], [2, 4, 6]]) {
      one.setRow(
        3,
        uids,
        uids.map((j) => j * 9),
      )
    }
    const other = new SubnetMatrix(8)
    other.setRow(3, [6, 4, 2], [54, 36, 18])
    expect(one.save()).toEqual(other.save())
    expect(SubnetMatrix.load(one.save()).save()).toEqual(one.save())
  })
})
