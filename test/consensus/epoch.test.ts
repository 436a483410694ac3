import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { runEpoch } from '../../src/consensus/epoch.js'
import type { EpochInput } from '../../src/consensus/inputs.js'
import { SubnetMatrix } from '../../src/consensus/matrix.js'
import { EpochResult } from '../../src/consensus/result.js'
import { ONE } from '../../src/numeric/grid.js'
import { plainEpoch } from '../reference/epoch.js'
import { generator, mutate, world } from '../reference/subnet.js'

const raw = (values: Float64Array, n: number) => Array.from(values.subarray(0, n), (v) => v * ONE)

function compare(matrix: SubnetMatrix, input: EpochInput, out: EpochResult): void {
  const { n } = input
  const plain = plainEpoch(matrix, input)
  runEpoch(matrix, input, out)
  expect(raw(out.stake, n)).toEqual(plain.stake)
  expect(Array.from(out.permit.subarray(0, n), (v) => v === 1)).toEqual(plain.permit)
  expect(raw(out.activeStake, n)).toEqual(plain.active)
  expect(raw(out.consensus, n)).toEqual(plain.consensus)
  expect(raw(out.validatorTrust, n)).toEqual(plain.trust)
  expect(raw(out.rank, n)).toEqual(plain.rank)
  expect(raw(out.incentive, n)).toEqual(plain.incentive)
  expect(raw(out.dividends, n)).toEqual(plain.dividends)
  expect(Array.from(out.serverEmission.subarray(0, n))).toEqual(plain.server)
  expect(Array.from(out.validatorEmission.subarray(0, n))).toEqual(plain.validator)
  expect(Array.from(out.combinedEmission.subarray(0, n))).toEqual(plain.combined)
  const bonds = plain.bonds.map((row) => row.map((b) => b ?? -1))
  const held = bonds.map((row, i) => row.map((_, j) => matrix.bond(i, j)))
  expect(held).toEqual(bonds)
}

describe('an epoch', () => {
  test('gives to the bit what the formulas give when written out densely, over whole histories', () => {
    fc.assert(
      fc.property(fc.integer(), (seed) => {
        const pick = generator(seed)
        const { matrix, input } = world(pick)
        const out = new EpochResult(matrix.capacity)
        for (let e = 0; e < 6; e++) {
          mutate(pick, matrix, input)
          compare(matrix, input, out)
          input.permit.set(out.permit)
          input.lastStepBlock = input.block
          input.block += 361
        }
      }),
      { numRuns: 400 },
    )
  })

  test('does not depend on what a matrix remembers: saved and loaded, it gives the same', () => {
    fc.assert(
      fc.property(fc.integer(), (seed) => {
        const pick = generator(seed)
        let { matrix, input } = world(pick)
        const out = new EpochResult(matrix.capacity)
        const again = new EpochResult(matrix.capacity)
        for (let e = 0; e < 5; e++) {
          mutate(pick, matrix, input)
          const copy = SubnetMatrix.load(matrix.save())
          runEpoch(matrix, input, out)
          runEpoch(copy, input, again)
          expect(again).toEqual(out)
          expect(copy.save()).toEqual(matrix.save())
          if (pick(2) === 0) matrix = copy
          input = {
            ...input,
            permit: Uint8Array.from(out.permit),
            lastStepBlock: input.block,
            block: input.block + 361,
          }
        }
      }),
      { numRuns: 150 },
    )
  })

  test('may read its permits from the result of the epoch before', () => {
    const pick = generator(5)
    const { matrix, input } = world(pick)
    mutate(pick, matrix, input)
    input.permit.fill(0, input.n)
    const out = new EpochResult(matrix.capacity)
    out.permit.set(input.permit)
    const apart = new EpochResult(matrix.capacity)
    runEpoch(SubnetMatrix.load(matrix.save()), input, apart)
    runEpoch(matrix, { ...input, permit: out.permit }, out)
    expect(out).toEqual(apart)
  })
})
