import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { measureTrust, runEpoch } from '../../src/consensus/epoch.js'
import type { EpochInput } from '../../src/consensus/inputs.js'
import { SubnetMatrix } from '../../src/consensus/matrix.js'
import { EpochResult } from '../../src/consensus/result.js'
import { generator, mutate, world } from '../reference/subnet.js'

const total = (v: Float64Array, n: number) => v.subarray(0, n).reduce((a, b) => a + b, 0)

function histories(check: (matrix: SubnetMatrix, input: EpochInput, out: EpochResult) => void): void {
  fc.assert(
    fc.property(fc.integer(), (seed) => {
      const pick = generator(seed)
      const { matrix, input } = world(pick)
      const out = new EpochResult(matrix.capacity)
      for (let e = 0; e < 4; e++) {
        mutate(pick, matrix, input)
        runEpoch(matrix, input, out)
        measureTrust(matrix, input.n, out)
        check(matrix, input, out)
        input.permit.set(out.permit)
        input.lastStepBlock = input.block
        input.block += 361
      }
    }),
    { numRuns: 150 },
  )
}

describe('after any epoch', () => {
  test('incentives and dividends each sum to 1 or to 0, and no more is paid than the pool holds', () => {
    histories((_matrix, input, out) => {
      const { n, pool } = input
      for (const sum of [total(out.incentive, n), total(out.dividends, n)]) {
        if (sum !== 0) expect(Math.abs(sum - 1)).toBeLessThan(n * 2 ** -32)
      }
      expect(total(out.serverEmission, n) + total(out.validatorEmission, n)).toBeLessThanOrEqual(pool)
      expect(total(out.combinedEmission, n)).toBeLessThanOrEqual(pool)
    })
  })

  test('trust lies between 0 and 1 on both sides', () => {
    histories((_matrix, input, out) => {
      for (let i = 0; i < input.n; i++) {
        expect(out.validatorTrust[i]).toBeGreaterThanOrEqual(0)
        expect(out.validatorTrust[i]).toBeLessThanOrEqual(1)
        expect(out.trust[i]).toBeGreaterThanOrEqual(0)
        expect(out.trust[i]).toBeLessThanOrEqual(1)
      }
    })
  })

  test('only those with a permit hold bonds', () => {
    histories((matrix, input, out) => {
      for (let i = 0; i < input.n; i++) {
        if (out.permit[i]) continue
        for (let j = 0; j < input.n; j++) expect(matrix.bond(i, j)).toBe(-1)
      }
    })
  })
})

/** Two honest validators with 60 % of stake, one cabal validator that weighs its own miner 5. */
function cabal(selfWeight: number): EpochResult {
  const n = 6
  const matrix = new SubnetMatrix(n)
  matrix.setRow(0, [3, 4, 5], [65_535, 60_000, 3000])
  matrix.setRow(1, [3, 4, 5], [65_535, 60_000, 3000])
  matrix.setRow(2, [3, 4, 5], [1000, 1000, selfWeight])
  const out = new EpochResult(n)
  runEpoch(matrix, honestInput(n), out)
  return out
}

const honestInput = (n: number): EpochInput => ({
  n,
  block: 1000,
  lastStepBlock: 640,
  ownerUid: -1,
  params: {
    kappa: 32_767,
    bondsPenalty: 65_535,
    bondsMovingAverage: 900_000,
    yuma3: true,
    liquidAlpha: false,
    alphaLow: 45_875,
    alphaHigh: 58_982,
    alphaSteepness: 1000,
    tempo: 360,
    activityCutoff: 5000,
    maxValidators: 3,
    stakeThreshold: 0,
  },
  stake: Float64Array.of(3e14, 3e14, 4e14, 0, 0, 0),
  lastUpdate: new Float64Array(n).fill(900),
  registeredAt: new Float64Array(n),
  permit: Uint8Array.of(1, 1, 1, 0, 0, 0),
  pool: 360e9,
})

test('a minority cannot lift its own miner above what the majority gives it', () => {
  const modest = cabal(2 ** 14)
  const greedy = cabal(2 ** 15)
  expect(greedy.consensus[5]).toBe(modest.consensus[5])
  expect(greedy.validatorTrust[2]).toBeLessThan(modest.validatorTrust[2])
  expect(greedy.incentive[5]).toBeCloseTo(modest.incentive[5], 2)
  expect(greedy.incentive[5]).toBeLessThan(0.05)
})

test('renaming the uids renames the results', () => {
  const names = [4, 2, 0, 5, 1, 3]
  const n = 6
  const matrix = new SubnetMatrix(n)
  const given = honestInput(n)
  const input: EpochInput = {
    ...given,
    stake: new Float64Array(n),
    permit: new Uint8Array(n),
    params: { ...given.params, maxValidators: 2 },
  }
  // stakes differ, since a tie between permits is settled by uid
  const stake = [31e13, 29e13, 40e13, 0, 0, 0]
  const straight = new SubnetMatrix(n)
  const weights = [
    [65_535, 60_000, 3000],
    [65_535, 50_000, 4000],
    [1000, 1000, 65_535],
  ]
  weights.forEach((values, i) => {
    straight.setRow(i, [3, 4, 5], values)
    matrix.setRow(
      names[i],
      [3, 4, 5].map((j) => names[j]),
      values,
    )
  })
  stake.forEach((s, i) => {
    input.stake[names[i]] = s
    input.permit[names[i]] = i < 3 ? 1 : 0
  })
  const one = new EpochResult(n)
  const other = new EpochResult(n)
  runEpoch(straight, { ...input, stake: Float64Array.from(stake), permit: given.permit }, one)
  runEpoch(matrix, input, other)
  for (let i = 0; i < n; i++) {
    expect(other.incentive[names[i]]).toBe(one.incentive[i])
    expect(other.dividends[names[i]]).toBe(one.dividends[i])
    expect(other.permit[names[i]]).toBe(one.permit[i])
  }
})

test('a weight of 0 lets a liquid bond decay; a missing weight drops it, unless decay is asked for', () => {
  const bondAfter = (uids: number[], values: number[], decayOmitted: boolean) => {
    const matrix = new SubnetMatrix(6)
    matrix.setRow(0, [4, 5], [65_535, 65_535])
    matrix.setRow(1, [4, 5], [65_535, 65_535])
    matrix.setRow(2, uids, values)
    matrix.setBonds(2, [3], [40_000])
    const given = honestInput(6)
    const input = { ...given, params: { ...given.params, liquidAlpha: true, decayOmitted } }
    runEpoch(matrix, input, new EpochResult(6))
    return matrix.bond(2, 3)
  }
  const decayed = bondAfter([3, 4], [0, 65_535], false)
  expect(decayed).toBeGreaterThan(0)
  expect(decayed).toBeLessThan(40_000)
  expect(bondAfter([4], [65_535], false)).toBe(-1)
  expect(bondAfter([4], [65_535], true)).toBe(decayed)
})
