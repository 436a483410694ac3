import type { EpochInput } from '../../src/consensus/inputs.js'
import type { SubnetMatrix } from '../../src/consensus/matrix.js'
import { expBits, ONE, product, proportionBits, proportionU16, quotient } from '../../src/numeric/grid.js'

/**
 * The epoch written as the formulas read: dense matrices, nothing kept, nothing skipped. The twin of
 * `runEpoch`.
 *
 * A missing entry is null. All numbers are raw bits of 2^-32.
 */
type Matrix = (number | null)[][]

export interface PlainEpoch {
  stake: number[]
  active: number[]
  consensus: number[]
  trust: number[]
  rank: number[]
  incentive: number[]
  dividends: number[]
  permit: boolean[]
  /** Stored bonds, u16, null where there is none. */
  bonds: Matrix
  server: number[]
  validator: number[]
  combined: number[]
}

const total = (v: readonly number[]) => v.reduce((a, b) => a + b, 0)
const normalised = (v: readonly number[]) => (total(v) === 0 ? [...v] : v.map((x) => quotient(x, total(v))))
const columnSum = (m: Matrix, j: number) => total(m.map((row) => row[j] ?? 0))
const byColumn = (m: Matrix): Matrix =>
  m.map((row) =>
    row.map((x, j) => (x === null ? null : columnSum(m, j) === 0 ? x : quotient(x, columnSum(m, j)))),
  )

export function plainEpoch(matrix: SubnetMatrix, input: EpochInput): PlainEpoch {
  const { n, params: p, ownerUid: owner, block } = input
  const uids = Array.from({ length: n }, (_, i) => i)
  const exempt = p.ownerByStake ? -1 : owner
  const counted = uids.map((i) => (input.stake[i] < p.stakeThreshold && i !== exempt ? 0 : input.stake[i]))
  const stake = normalised(counted)
  const permitted = uids.map((i) => input.permit[i] !== 0 || i === exempt)
  const ranking = [...uids]
    .sort((a, b) => stake[a] - stake[b] || a - b)
    .slice(Math.max(0, n - p.maxValidators))
  const permit = uids.map((i) => i === exempt || (ranking.includes(i) && stake[i] > 0))
  const active = normalised(
    uids.map((i) => (permitted[i] && input.lastUpdate[i] + p.activityCutoff >= block ? stake[i] : 0)),
  )

  const stored: Matrix = uids.map((i) =>
    uids.map((j) => {
      const masked =
        !permitted[i] ||
        (i === j && i !== owner) ||
        input.lastUpdate[i] <= input.registeredAt[j] ||
        (input.commitBlock ? input.commitBlock[i] < input.registeredAt[j] : false)
      const w = matrix.weight(i, j)
      return masked || w < 0 ? null : w * ONE
    }),
  )
  const weights: Matrix = stored.map((row) => {
    const sum = total(row.map((x) => x ?? 0))
    return row.map((x) => (x === null ? null : sum === 0 ? x : quotient(x, sum)))
  })

  const shares = normalised(active)
  const minority = total(shares) - proportionBits(p.kappa)
  const consensus = uids.map((j) => plainMedian(shares, weights, j, minority))
  const clipped: Matrix = weights.map((row) =>
    row.map((x, j) => (x === null || (consensus[j] === 0 && x > 0) ? null : Math.min(x, consensus[j]))),
  )
  const trust = clipped.map((row) => total(row.map((x) => x ?? 0)))
  const rank = uids.map((j) => total(uids.map((i) => product(active[i], clipped[i][j] ?? 0))))
  const incentive = normalised(rank)

  const beta = proportionBits(p.bondsPenalty)
  const bids: Matrix = weights.map((row, i) =>
    row.map((x, j) => {
      if (beta === 0) return x
      if (beta === ONE) return clipped[i][j]
      const between = (x ?? 0) + product(beta, (clipped[i][j] ?? 0) - (x ?? 0))
      return between > 0 ? between : null
    }),
  )
  const byTempo = input.lastStepBlock === 0 || p.bondMask === 'last-tempo'
  const since = byTempo ? Math.max(0, block - p.tempo) : input.lastStepBlock + 1
  const foreign = (i: number, j: number) =>
    (p.bondMask === 'last-update' ? input.lastUpdate[i] : since) <= input.registeredAt[j]
  const old: Matrix = uids.map((i) =>
    uids.map((j) => (matrix.bond(i, j) < 0 || foreign(i, j) ? null : matrix.bond(i, j))),
  )
  const rate = ONE - Math.floor((p.bondsMovingAverage / 1e6) * ONE)
  const average = (fresh: Matrix, kept: Matrix): Matrix =>
    fresh.map((row, i) =>
      row.map((x, j) => {
        const e = product(rate, x ?? 0) + product(ONE - rate, kept[i][j] ?? 0)
        return e > 0 ? e : null
      }),
    )
  let held: Matrix
  let earned: number[]
  if (p.yuma3) {
    const kept = old.map((row) => row.map((b) => (b === null ? null : proportionBits(b))))
    const liquid = p.liquidAlpha && consensus.some((c) => c > 0)
    held = liquid ? plainLiquid(input, bids, kept, consensus) : average(bids, kept)
    const q = byColumn(held)
    earned = q.map((row, i) => product(active[i], total(row.map((x, j) => product(x ?? 0, incentive[j])))))
  } else {
    const bought = byColumn(bids.map((row, i) => row.map((x) => (x === null ? null : product(x, active[i])))))
    const kept = byColumn(old.map((row) => row.map((b) => (b === null ? null : b * ONE))))
    const q = byColumn(average(bought, kept))
    earned = q.map((row) => total(row.map((x, j) => product(x ?? 0, incentive[j]))))
    const most = uids.map((j) => Math.max(...q.map((row) => row[j] ?? 0)))
    held = q.map((row) => row.map((x, j) => (x === null || most[j] === 0 ? x : quotient(x, most[j]))))
  }
  const bonds: Matrix = held.map((row, i) =>
    row.map((e, j) => {
      if (permit[i]) return e === null ? null : proportionU16(e)
      return permitted[i] || matrix.bond(i, j) < 0 || since <= input.registeredAt[j]
        ? null
        : matrix.bond(i, j)
    }),
  )
  const dividends = normalised(earned)
  const merit = uids.map((i) => incentive[i] + dividends[i])
  const sum = total(merit)
  const fallback = total(active) > 0 ? active : stake
  const pay = (v: readonly number[]) => v.map((x) => Number((BigInt(x) * BigInt(input.pool)) >> 32n))
  const divided = (v: readonly number[]) => v.map((x) => quotient(x, sum))
  return {
    stake,
    active,
    consensus,
    trust,
    rank,
    incentive,
    dividends,
    permit,
    bonds,
    server: pay(sum === 0 ? uids.map(() => 0) : divided(incentive)),
    validator: pay(sum === 0 ? fallback : divided(dividends)),
    combined: pay(sum === 0 ? fallback : divided(merit)),
  }
}

/** Sort, add up, stop at the first sum above the minority. */
function plainMedian(shares: readonly number[], weights: Matrix, j: number, minority: number): number {
  const voters = shares.flatMap((s, i) => (s > 0 ? [{ s, w: weights[i][j] ?? 0 }] : []))
  voters.sort((a, b) => a.w - b.w)
  let sum = 0
  for (const [k, { s, w }] of voters.entries()) {
    sum += s
    if (voters[k + 1]?.w !== w && sum > minority) return w
  }
  return voters.at(-1)?.w ?? 0
}

function plainLiquid(input: EpochInput, bids: Matrix, kept: Matrix, consensus: readonly number[]): Matrix {
  const { alphaLow, alphaHigh, alphaSteepness, decayOmitted } = input.params
  const low = proportionBits(alphaLow)
  const high = proportionBits(alphaHigh)
  const slope = Math.trunc((alphaSteepness * ONE) / -100)
  return bids.map((row, i) =>
    row.map((bid, j) => {
      if (bid === null && !decayOmitted) return null
      const w = bid ?? 0
      const b = kept[i][j] ?? 0
      const d = Math.min(ONE, Math.max(0, w >= b ? w - consensus[j] : b - w))
      const sigmoid = quotient(ONE, ONE + expBits(product(slope, d - ONE / 2)))
      const a = Math.min(high, Math.max(low, low + product(sigmoid, high - low)))
      const e = Math.min(ONE, product(ONE - a, b) + product(a, w))
      return e > 0 ? e : null
    }),
  )
}
