import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { consensusRules } from '../../src/consensus/index.js'
import type { EpochInput, EpochParams } from '../../src/consensus/inputs.js'
import { columnRates } from '../../src/consensus/liquid-alpha-1.js'
import { SubnetMatrix } from '../../src/consensus/matrix.js'
import { EpochResult } from '../../src/consensus/result.js'
import { ONE } from '../../src/numeric/grid.js'
import { generator, mutate, world } from '../reference/subnet.js'

const CLASSIC: EpochParams = {
  kappa: 32_767,
  bondsPenalty: 65_535,
  bondsMovingAverage: 900_000,
  yuma3: false,
  liquidAlpha: false,
  alphaLow: 45_875,
  alphaHigh: 58_982,
  alphaSteepness: 1000,
  tempo: 360,
  activityCutoff: 5000,
  maxValidators: 3,
  stakeThreshold: 0,
}

/** Uids 0, 1, 2 validate with the given stakes and rows; everybody registered in block 1. */
function subnet(
  stakes: number[],
  rows: Record<number, Record<number, number>>,
  params: Partial<EpochParams> = {},
) {
  const n = 6
  const matrix = new SubnetMatrix(n)
  for (const [i, row] of Object.entries(rows)) {
    matrix.setRow(Number(i), Object.keys(row).map(Number), Object.values(row))
  }
  const input: EpochInput = {
    n,
    block: 1000,
    lastStepBlock: 640,
    ownerUid: -1,
    params: { ...CLASSIC, ...params },
    stake: Float64Array.from({ length: n }, (_, i) => (stakes[i] ?? 0) * 1e9),
    lastUpdate: new Float64Array(n).fill(900),
    registeredAt: new Float64Array(n).fill(1),
    permit: Uint8Array.from({ length: n }, (_, i) => (i < stakes.length ? 1 : 0)),
    commitBlock: null,
    pool: 1_000_000,
  }
  return { matrix, input, out: new EpochResult(n) }
}

type Small = ReturnType<typeof subnet>
const run = (id: string, { matrix, input, out }: Small) => consensusRules.get(id).run(matrix, input, out)

/** Random histories under two rules, the second with its input changed: the same answers and the same bonds. */
function agreeOnHistories(
  id: string,
  other: string,
  change: (input: EpochInput) => EpochInput,
  before = change,
): void {
  fc.assert(
    fc.property(fc.integer(), (seed) => {
      const pick = generator(seed)
      const { matrix, input } = world(pick)
      const out = new EpochResult(matrix.capacity)
      const again = new EpochResult(matrix.capacity)
      for (let e = 0; e < 5; e++) {
        mutate(pick, matrix, input)
        const copy = SubnetMatrix.load(matrix.save())
        consensusRules.get(id).run(matrix, before(input), out)
        consensusRules.get(other).run(copy, change(input), again)
        expect(again).toEqual(out)
        expect(copy.save()).toEqual(matrix.save())
        input.permit.set(out.permit)
        input.lastStepBlock = input.block
        input.block += 361
      }
    }),
    { numRuns: 150 },
  )
}

const same = (input: EpochInput) => input
const withParams =
  (params: Partial<EpochParams>, more: Partial<EpochInput> = {}) =>
  (input: EpochInput) => ({
    ...input,
    ...more,
    params: { ...input.params, ...params },
  })

describe('the median of 2023', () => {
  test("is today's classic epoch with the penalty at 1, without threshold, owner and commits", () => {
    const today = withParams(
      { yuma3: false, bondsPenalty: 65_535, stakeThreshold: 0, bondMask: 'last-update' },
      { ownerUid: -1, commitBlock: null },
    )
    agreeOnHistories('median-clipped', 'chain', today, same)
  })

  test('clips the small validator to the majority and pays bonds for what is left of its weight', () => {
    // stakes .6, .4; the majority gives 3 : 1, the other all to the second miner: medians 3/4 and 1/4
    const small = subnet([6, 4], { 0: { 4: 3, 5: 1 }, 1: { 5: 1 } })
    run('median-clipped', small)
    const { out, matrix } = small
    expect([out.consensus[4], out.consensus[5]].map((c) => c.toFixed(6))).toEqual(['0.750000', '0.250000'])
    // ranks .6 x .75 = .45, (.6 + .4) x .25 = .25
    expect(out.incentive[4]).toBeCloseTo(0.45 / 0.7, 6)
    expect(out.incentive[5]).toBeCloseTo(0.25 / 0.7, 6)
    // the first holds all of miner 4 and .6 of miner 5
    expect(out.dividends[0]).toBeCloseTo((0.45 + 0.25 * 0.6) / 0.7, 6)
    expect(matrix.bond(0, 5)).toBe(65_535)
    // two thirds; the quotients before it were rounded down
    expect([43_689, 43_690]).toContain(matrix.bond(1, 5))
  })
})

describe('liquid alpha 1', () => {
  test("is today's classic epoch on subnets that have not switched it on, but for the threshold", () => {
    agreeOnHistories(
      'liquid-alpha-1',
      'chain',
      withParams({ yuma3: false, liquidAlpha: false, stakeThreshold: 0 }),
      withParams({ liquidAlpha: false }),
    )
  })

  const rates = (consensus: number[], low = 45_875, high = 58_982) => {
    const out = new Float64Array(consensus.length)
    const bits = Float64Array.from(consensus, (c) => Math.floor(c * ONE))
    const used = columnRates(bits, consensus.length, { alphaLow: low, alphaHigh: high }, out)
    return used ? Array.from(out, (r) => r / ONE) : null
  }

  test('runs its curve through the quartiles of consensus over all uids, and holds it to the bounds', () => {
    // quartiles of 0, .1, .2, .3, .4 are .1 and .3
    const [none, first, middle, third, most] = rates([0, 0.1, 0.2, 0.3, 0.4])!
    expect(none).toBeCloseTo(45_875 / 65_535, 8)
    expect(first).toBeCloseTo(45_875 / 65_535, 6)
    expect(third).toBeCloseTo(58_982 / 65_535, 6)
    expect(most).toBeCloseTo(58_982 / 65_535, 8)
    // half way in log odds: sqrt((7/3) (9/1)) : 1
    const odds = Math.sqrt((0.7 / 0.3) * (0.9 / 0.1))
    expect(middle).toBeCloseTo(odds / (1 + odds), 4)
  })

  test('does not apply where three quarters of the uids have no consensus, nor where nobody has', () => {
    expect(rates([0, 0, 0, 0, 0.5])).toBeNull()
    expect(rates([0, 0, 0])).toBeNull()
  })

  test('takes a half, held to the bounds, where both quartiles are equal and not 0', () => {
    expect(rates([0.2, 0.2, 0.2, 0.2])![0]).toBeCloseTo(45_875 / 65_535, 8)
    expect(rates([0.2, 0.2, 0.2, 0.2], 20_000)![0]).toBeCloseTo(0.5, 8)
  })

  test('moves the bonds of each miner at its own rate', () => {
    // every uid has consensus, so the quartiles are those of all six columns
    const rows = { 0: { 1: 1, 2: 2, 3: 3, 4: 4, 5: 5 }, 1: { 0: 1, 2: 2, 3: 3, 4: 4, 5: 5 } }
    const small = subnet([6, 4], rows, { liquidAlpha: true })
    // all bonds with validator 1 before
    small.matrix.setBonds(1, [2, 5], [65_535, 65_535])
    run('liquid-alpha-1', small)
    const { out, matrix } = small
    const [, , slow, , , fast] = rates(Array.from(out.consensus))!
    expect(fast).toBeGreaterThan(slow + 0.05)
    // E_0j = rate x .6, E_1j = rate x .4 + 1 - rate; stored as a part of the larger
    const stored = (rate: number) => {
      const [a, b] = [rate * bought, rate * (1 - bought) + 1 - rate]
      return [a / Math.max(a, b), b / Math.max(a, b)].map((e) => e * 65_535)
    }
    const weight = (i: number, j: number) => {
      const total = Object.values(rows[i as 0 | 1]).reduce((a, b) => a + b, 0)
      return Math.min((rows[i as 0 | 1] as Record<number, number>)[j] / total, out.consensus[j])
    }
    let bought = 0
    for (const [j, rate] of [
      [2, slow],
      [5, fast],
    ]) {
      bought = (0.6 * weight(0, j)) / (0.6 * weight(0, j) + 0.4 * weight(1, j))
      const [first, second] = stored(rate)
      expect(Math.abs(matrix.bond(0, j) - first)).toBeLessThanOrEqual(1)
      expect(Math.abs(matrix.bond(1, j) - second)).toBeLessThanOrEqual(1)
    }
  })
})

/** The rule of early 2023 written out in plain reals. */
function plainSigmoid(stake: number[], rows: number[][], n: number, kappa: number) {
  const normal = (v: number[]) => {
    const total = v.reduce((a, b) => a + b, 0)
    return v.map((x) => (total === 0 ? x : x / total))
  }
  const shares = normal(stake)
  let w = rows.map(normal)
  for (let cut = 0; cut < 3; cut++) {
    const mean = Array.from({ length: n }, (_, j) => {
      const votes = w.map((row, i) => shares[i] * row[j])
      const total = votes.reduce((a, b) => a + b, 0)
      return total === 0 ? 0 : votes.reduce((sum, v, i) => sum + (v / total) * w[i][j], 0)
    })
    w = w.map((row) => row.map((x, j) => Math.min(x, mean[j])))
  }
  const sum = (f: (i: number) => number) => shares.reduce((total, _, i) => total + f(i), 0)
  const columns = Array.from({ length: n }, (_, j) => j)
  const rank = normal(columns.map((j) => sum((i) => shares[i] * w[i][j])))
  const trust = columns.map((j) => sum((i) => (w[i][j] > 0.1 / (n + 1) ? shares[i] : 0)))
  const consensus = trust.map((t) => 1 / (1 + Math.exp(-10 * (t - kappa))))
  const incentive = normal(rank.map((r, j) => r * consensus[j]))
  const bonds = columns.map((j) => normal(shares.map((s, i) => s * w[i][j])))
  const dividends = normal(shares.map((_, i) => columns.reduce((d, j) => d + bonds[j][i] * incentive[j], 0)))
  return { consensus, incentive, dividends, trust: w.map((row) => row.reduce((a, b) => a + b, 0)) }
}

describe('the sigmoid of early 2023', () => {
  test('gives what the formulas give in plain reals', () => {
    const weights = fc.array(fc.integer({ min: 0, max: 9 }), { minLength: 3, maxLength: 3 })
    const rows = fc.array(weights, { minLength: 3, maxLength: 3 })
    const stakes = fc.array(fc.integer({ min: 1, max: 50 }), { minLength: 3, maxLength: 3 })
    fc.assert(
      fc.property(stakes, rows, (stake, given) => {
        const sent = given.map((row) => Object.fromEntries(row.map((w, k) => [k + 3, w])))
        const small = subnet(stake, sent)
        run('sigmoid-2023', small)
        const want = plainSigmoid(
          stake,
          given.map((row) => [0, 0, 0, ...row]),
          6,
          32_767 / 65_535,
        )
        for (let j = 0; j < 6; j++) {
          expect(small.out.consensus[j]).toBeCloseTo(want.consensus[j], 6)
          expect(small.out.incentive[j]).toBeCloseTo(want.incentive[j], 6)
        }
        for (let i = 0; i < 3; i++) {
          expect(small.out.dividends[i]).toBeCloseTo(want.dividends[i], 6)
          expect(small.out.validatorTrust[i]).toBeCloseTo(want.trust[i], 6)
        }
      }),
      { numRuns: 200 },
    )
  })

  test('lets full trust earn 150 times the consensus of none: 1 / (1 + exp(-5)) against 1 / (1 + exp(5))', () => {
    const small = subnet([10], { 0: { 4: 1 } })
    run('sigmoid-2023', small)
    expect(small.out.consensus[4]).toBeCloseTo(0.9933, 4)
    expect(small.out.consensus[5]).toBeCloseTo(0.0067, 4)
    expect(small.out.incentive[4]).toBeCloseTo(1, 8)
  })

  test('keeps nine tenths of a bond and stores shares of the column, not of its largest', () => {
    const small = subnet([5, 5], { 0: { 4: 1 }, 1: { 4: 1 } })
    small.matrix.setBonds(0, [4], [65_535])
    run('sigmoid-2023', small)
    expect(Math.abs(small.matrix.bond(0, 4) - 0.95 * 65_535)).toBeLessThan(1)
    expect(Math.abs(small.matrix.bond(1, 4) - 0.05 * 65_535)).toBeLessThan(1)
  })

  test('counts idle stake without a permit against trust', () => {
    const small = subnet([5, 5], { 0: { 4: 1 }, 1: { 4: 1 } })
    small.input.permit[1] = 0
    run('sigmoid-2023', small)
    expect(small.out.consensus[4]).toBeCloseTo(1 / (1 + Math.exp(-10 * (0.5 - 32_767 / 65_535))), 6)
  })
})

describe('masks and rights that changed', () => {
  /** Validator 0 holds bonds in miner 4, who registered in block 700; weights are of block 900. */
  const held = (bondMask: EpochParams['bondMask'], lastUpdate: number) => {
    const small = subnet([6, 4], { 0: { 5: 1 }, 1: { 5: 1 } }, { bondMask })
    small.input.registeredAt[4] = 700
    small.input.lastUpdate.fill(lastUpdate)
    small.matrix.setBonds(0, [4], [65_535])
    run('chain', small)
    return small.matrix.bond(0, 4) >= 0
  }

  test('a bond in a newcomer falls with the last epoch or tempo, whoever set weights when', () => {
    // the last epoch ran in block 640, a tempo ago is block 640
    expect(held('last-epoch', 900)).toBe(false)
    expect(held(undefined, 900)).toBe(false)
    expect(held('last-tempo', 900)).toBe(false)
  })

  test('before v2.0.9 it stood if its holder had set weights since, and fell if not', () => {
    expect(held('last-update', 900)).toBe(true)
    expect(held('last-update', 650)).toBe(false)
  })

  test('a postponed epoch drops what came after the last one, the older mask only what came in the last tempo', () => {
    const stands = (bondMask: EpochParams['bondMask']) => {
      const small = subnet([6, 4], { 0: { 5: 1 }, 1: { 5: 1 } }, { bondMask })
      small.input.lastStepBlock = 500
      small.input.registeredAt[4] = 600
      small.matrix.setBonds(0, [4], [65_535])
      run('chain', small)
      return small.matrix.bond(0, 4) >= 0
    }
    expect(stands('last-epoch')).toBe(false)
    expect(stands('last-tempo')).toBe(true)
  })

  test("before v3.3.14 the owner's stake faces the threshold and wins no permit by right", () => {
    const small = (ownerByStake: boolean) => {
      const one = subnet([6, 4, 1], { 0: { 5: 1 } }, { ownerByStake, stakeThreshold: 2e9 })
      one.input.ownerUid = 2
      run('chain', one)
      return [one.out.permit[2], one.out.stake[2] > 0]
    }
    expect(small(false)).toEqual([1, true])
    expect(small(true)).toEqual([0, false])
  })
})
