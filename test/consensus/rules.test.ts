import { describe, expect, test } from 'vitest'
import { consensusRules } from '../../src/consensus/index.js'
import type { EpochInput } from '../../src/consensus/inputs.js'
import { SubnetMatrix } from '../../src/consensus/matrix.js'
import { researchVariants, runResearchCase } from '../../src/consensus/research/family.js'
import { researchDefaults } from '../../src/consensus/research/variant.js'
import { EpochResult } from '../../src/consensus/result.js'

const N = 5
/** Uids 0, 1, 2 validate with .8, .1, .1 of the stake; 3 and 4 mine. The small ones move an epoch before the large. */
const STAKE = [0.8, 0.1, 0.1]
const weightsAt = (t: number) => [
  t >= 2 ? [0, 1] : [1, 0],
  t >= 1 ? [0, 1] : [1, 0],
  t >= 1 ? [0, 1] : [1, 0],
]

function subnet() {
  const matrix = new SubnetMatrix(N)
  const input: EpochInput = {
    n: N,
    block: 1000,
    lastStepBlock: 640,
    ownerUid: -1,
    params: {
      kappa: 32_767,
      bondsPenalty: 65_535,
      bondsMovingAverage: 900_000,
      yuma3: true,
      liquidAlpha: false,
      alphaLow: 6554,
      alphaHigh: 19_661,
      alphaSteepness: 1000,
      tempo: 360,
      activityCutoff: 5000,
      maxValidators: 3,
      stakeThreshold: 0,
    },
    stake: Float64Array.from({ length: N }, (_, i) => (STAKE[i] ?? 0) * 1e12),
    lastUpdate: new Float64Array(N).fill(900),
    registeredAt: new Float64Array(N).fill(1),
    permit: new Uint8Array(N),
    commitBlock: null,
    pool: 1_000_000,
  }
  return { matrix, input, out: new EpochResult(N) }
}

type Small = ReturnType<typeof subnet>

/** One epoch of the schedule. */
function step(id: string, { matrix, input, out }: Small, t: number): void {
  weightsAt(t).forEach((row, i) => {
    matrix.setRow(
      i,
      [3, 4],
      row.map((w) => w * 65_535),
    )
  })
  consensusRules.get(id).run(matrix, input, out)
  input.lastStepBlock = input.block
  input.block += 361
}

describe('a published variant as the consensus of a subnet', () => {
  const cases: [string, string, boolean][] = [
    ['research-yuma-1', 'yuma-1', false],
    ['research-yuma-2', 'yuma-2', false],
    ['research-yuma-2b', 'yuma-2b', false],
    ['research-yuma-2c', 'yuma-2c', false],
    ['research-yuma-3', 'yuma-3', false],
    ['research-yuma-3-liquid', 'yuma-3', true],
  ]
  test.each(cases)('%s pays what the package pays, epoch after epoch', (id, variant, liquidAlpha) => {
    const want = runResearchCase(
      researchVariants.get(variant),
      { epochs: 12, weights: weightsAt, stake: () => STAKE },
      {
        ...researchDefaults,
        kappa: 32_767 / 65_535,
        bondMovingAverage: 0.9,
        liquidAlpha,
        alphaLow: 6554 / 65_535,
        alphaHigh: 19_661 / 65_535,
      },
    )
    const small = subnet()
    for (let t = 0; t < 12; t++) {
      step(id, small, t)
      // the package's dividends fall short of 1 by an epsilon in the divisor
      const whole = want[t].dividends.reduce((a, b) => a + b, 0)
      for (let i = 0; i < 3; i++) expect(small.out.dividends[i]).toBeCloseTo(want[t].dividends[i] / whole, 5)
      for (let j = 0; j < 2; j++) expect(small.out.incentive[j + 3]).toBeCloseTo(want[t].incentive[j], 5)
    }
  })

  test('a cleared column pays by what is bought anew, and only that column', () => {
    const small = subnet()
    for (let t = 0; t < 6; t++) step('research-yuma-2c-reset', small, t)
    const held = small.matrix.reals.slice()
    small.matrix.resetBonds(4)
    expect(small.matrix.reals[0 * N + 4]).toBe(0)
    expect(held[0 * N + 4]).toBeGreaterThan(0)
    expect(small.matrix.reals[0 * N + 3]).toBe(held[0 * N + 3])
    expect(held[0 * N + 3]).toBeGreaterThan(0)
  })

  test('a newcomer finds none of the bonds of whoever had the uid', () => {
    const small = subnet()
    for (let t = 0; t < 6; t++) step('research-yuma-3', small, t)
    small.matrix.replaceUid(1)
    const bonds = Array.from(small.matrix.reals.subarray(0, N * N))
    expect(bonds.filter((b, k) => b > 0 && (Math.floor(k / N) === 1 || k % N === 1))).toEqual([])
    expect(bonds[2 * N + 4]).toBeGreaterThan(0)
  })

  test('asks nobody for a permit, but awards them for the call that sets weights', () => {
    const small = subnet()
    small.input.params.maxValidators = 2
    step('research-yuma-1', small, 0)
    expect([...small.out.permit]).toEqual([1, 0, 1, 0, 0])
    expect(small.out.dividends[1]).toBeGreaterThan(0)
  })

  test('begins without bonds when it takes a subnet over', () => {
    const small = subnet()
    for (let t = 0; t < 3; t++) step('research-yuma-3', small, t)
    expect(small.matrix.reals.length).toBeGreaterThan(0)
    const rule = consensusRules.get('research-yuma-2')
    rule.enter?.(small.matrix, consensusRules.get('research-yuma-3'))
    expect(small.matrix.reals.length).toBe(0)
  })
})

describe('Null consensus as a rule', () => {
  test('pays by the row of the largest stake and by stake, and leaves bonds alone', () => {
    const small = subnet()
    small.matrix.setBonds(1, [3], [777])
    step('null-consensus', small, 0)
    const { out, matrix } = small
    expect([...out.permit]).toEqual([1, 0, 0, 0, 0])
    expect([...out.serverEmission]).toEqual([0, 0, 0, 500_000, 0])
    expect([...out.validatorEmission]).toEqual([400_000, 50_000, 50_000, 0, 0])
    expect(out.incentive[3]).toBe(1)
    expect(out.dividends[0]).toBeCloseTo(0.8, 9)
    expect(matrix.bond(1, 3)).toBe(777)
  })

  test('spreads incentive evenly once the row of the permit holder is stale', () => {
    const small = subnet()
    small.input.lastUpdate[0] = small.input.block - small.input.params.activityCutoff - 1
    step('null-consensus', small, 0)
    expect([...small.out.serverEmission]).toEqual([100_000, 100_000, 100_000, 100_000, 100_000])
  })
})
