import fc from 'fast-check'
import { expect, test } from 'vitest'
import { runEpoch } from '../../../src/consensus/epoch.js'
import { exactEpoch } from '../../../src/consensus/exact/epoch.js'
import { toReal, toU16 } from '../../../src/consensus/exact/fixed.js'
import type { EpochInput } from '../../../src/consensus/inputs.js'
import type { SubnetMatrix } from '../../../src/consensus/matrix.js'
import { EpochResult } from '../../../src/consensus/result.js'
import { generator, mutate, world } from '../../reference/subnet.js'

function rows(n: number, read: (i: number, j: number) => number): [number, number][][] {
  return Array.from({ length: n }, (_, i) =>
    Array.from({ length: n }, (_, j): [number, number] => [j, read(i, j)]).filter(([, x]) => x >= 0),
  )
}

function exactOf(matrix: SubnetMatrix, input: EpochInput) {
  const { n } = input
  return exactEpoch({
    ...input,
    stake: Array.from(input.stake.subarray(0, n), (s) => BigInt(s)),
    pool: BigInt(input.pool),
    weights: rows(n, (i, j) => matrix.weight(i, j)),
    bonds: rows(n, (i, j) => matrix.bond(i, j)),
  })
}

test('the kernel in doubles stays within 1e-7 and one u16 of the exact twin, epoch by epoch', () => {
  let shares = 0
  let equal = 0
  fc.assert(
    fc.property(fc.integer(), (seed) => {
      const pick = generator(seed)
      const { matrix, input } = world(pick)
      const out = new EpochResult(matrix.capacity)
      for (let e = 0; e < 4; e++) {
        mutate(pick, matrix, input)
        const { n } = input
        const exact = exactOf(matrix, input)
        runEpoch(matrix, input, out)
        expect(Array.from(out.permit.subarray(0, n), (v) => v === 1)).toEqual(exact.permit)
        for (let i = 0; i < n; i++) {
          expect(Math.abs(out.consensus[i] - toReal(exact.consensus[i]))).toBeLessThan(1e-7)
          expect(Math.abs(out.incentive[i] - toReal(exact.incentive[i]))).toBeLessThan(1e-7)
          expect(Math.abs(out.dividends[i] - toReal(exact.dividends[i]))).toBeLessThan(1e-7)
          expect(Math.abs(out.incentiveU16[i] - toU16(exact.incentive[i]))).toBeLessThanOrEqual(1)
          shares++
          if (out.incentiveU16[i] === toU16(exact.incentive[i])) equal++
        }
        const held = rows(n, (i, j) => matrix.bond(i, j))
        exact.bonds.forEach((row, i) => {
          expect(held[i].map((b) => b[0])).toEqual(row.map((b) => b[0]))
          row.forEach((b, k) => {
            expect(Math.abs(held[i][k][1] - b[1])).toBeLessThanOrEqual(1)
          })
        })
        input.permit.set(out.permit)
        input.lastStepBlock = input.block
        input.block += 361
      }
    }),
    { numRuns: 200, seed: 1 },
  )
  expect(equal / shares).toBeGreaterThan(0.999)
})
