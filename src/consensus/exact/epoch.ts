import type { EpochInput } from '../inputs.js'
import { permittedOwner } from '../stake.js'
import { averageRows, exactRate, liquidRows } from './bonds.js'
import { div, min, mul, normalise, ONE, proportion, sum, toU16 } from './fixed.js'
import { exactMedian } from './median.js'
import {
  columnMaxima,
  columnSums,
  type ExactRow,
  filterRows,
  mapRows,
  normaliseColumns,
  overColumns,
} from './rows.js'

/** What an exact epoch reads: as the quick one, but stake and pool without rounding, and rows as stored. */
export interface ExactInput extends Omit<EpochInput, 'stake' | 'pool'> {
  /** RAO. */
  stake: readonly bigint[]
  /** RAO. */
  pool: bigint
  weights: readonly (readonly (readonly [number, number])[])[]
  bonds: readonly (readonly (readonly [number, number])[])[]
}

/** Raw bits of 2^-32 by uid, RAO by uid, and the bonds as stored. */
export interface ExactEpoch {
  stake: bigint[]
  activeStake: bigint[]
  consensus: bigint[]
  validatorTrust: bigint[]
  trust: bigint[]
  incentive: bigint[]
  dividends: bigint[]
  serverEmission: bigint[]
  validatorEmission: bigint[]
  combinedEmission: bigint[]
  permit: boolean[]
  active: boolean[]
  bonds: [number, number][][]
}

/**
 * One epoch, bit for bit as the chain computes it. The twin of `runEpoch`.
 *
 * Source: pallets/subtensor/src/epoch/run_epoch.rs, epoch_mechanism, 14bc6f9f
 */
export function exactEpoch(input: ExactInput): ExactEpoch {
  const { n, params } = input
  const owner = permittedOwner(input)
  const uids = Array.from({ length: n }, (_, i) => i)
  const stake = shareStake(input)
  const permitted = uids.map((i) => input.permit[i] !== 0 || i === owner)
  const active = uids.map((i) => input.lastUpdate[i] + params.activityCutoff >= input.block)
  const permit = topStakes(stake, params.maxValidators, owner)
  const activeStake = normalise(stake.map((s, i) => (active[i] && permitted[i] ? s : 0n)))
  const weights = maskedWeights(input, permitted)
  const consensus = columnMedians(activeStake, weights, n, params.kappa)
  const clipped = filterRows(weights, (_i, j, x) => consensus[j] > 0n || x <= consensus[j])
  const clippedWeights = mapRows(clipped, (x, _i, j) => min(x, consensus[j]))
  const validatorTrust = clippedWeights.map((row) => sum([...row.values()]))
  const preranks = columnSums(
    mapRows(weights, (x, i) => mul(activeStake[i], x)),
    n,
  )
  const ranks = columnSums(
    mapRows(clippedWeights, (x, i) => mul(activeStake[i], x)),
    n,
  )
  const incentive = normalise(ranks)
  const bids = bidsFor(weights, clippedWeights, params.bondsPenalty)
  const { held, earned } = params.yuma3
    ? yuma3(input, bids, consensus, incentive, activeStake)
    : classic(input, bids, incentive, activeStake)
  const dividends = normalise(earned)
  return {
    stake,
    activeStake,
    consensus,
    validatorTrust,
    trust: ranks.map((r, j) => div(r, preranks[j])),
    incentive,
    dividends,
    ...emissions(incentive, dividends, sum(activeStake) > 0n ? activeStake : stake, input.pool),
    permit,
    active,
    bonds: held.map((row, i) => {
      if (permit[i]) return [...row].map(([j, e]): [number, number] => [j, toU16(e)])
      return permitted[i] ? [] : input.bonds[i].map(([j, b]): [number, number] => [j, b])
    }),
  }
}

/** Normalised in 64.64, then cut to 32.32. */
function shareStake(input: ExactInput): bigint[] {
  const threshold = BigInt(input.params.stakeThreshold)
  const owner = permittedOwner(input)
  const counted = input.stake.map((s, i) => (s < threshold && i !== owner ? 0n : s))
  const total = sum(counted)
  return counted.map((s) => (total === 0n ? s : ((s << 64n) / total) >> 32n))
}

function topStakes(stake: readonly bigint[], places: number, ownerUid: number): boolean[] {
  const order = stake.map((_, i) => i)
  order.sort((a, b) => (stake[a] === stake[b] ? a - b : stake[a] < stake[b] ? -1 : 1))
  const losers = new Set(order.slice(0, Math.max(0, stake.length - places)))
  return stake.map((s, i) => i === ownerUid || (s > 0n && !losers.has(i)))
}

function maskedWeights(input: ExactInput, permitted: readonly boolean[]): ExactRow[] {
  const { ownerUid, lastUpdate, registeredAt, commitBlock } = input
  const stored = input.weights.map((row) => new Map(row.map(([j, w]) => [j, BigInt(w) << 32n])))
  const kept = filterRows(
    stored,
    (i, j) =>
      permitted[i] &&
      (i !== j || i === ownerUid) &&
      lastUpdate[i] > registeredAt[j] &&
      (!commitBlock || commitBlock[i] >= registeredAt[j]),
  )
  return kept.map((row) => {
    const total = sum([...row.values()])
    return total === 0n ? row : new Map([...row].map(([j, x]) => [j, div(x, total)]))
  })
}

function columnMedians(
  activeStake: readonly bigint[],
  weights: ExactRow[],
  n: number,
  kappa: number,
): bigint[] {
  const voters = activeStake.flatMap((s, i) => (s > 0n ? [i] : []))
  const shares = normalise(voters.map((i) => activeStake[i]))
  const minority = sum(shares) - proportion(kappa)
  return Array.from({ length: n }, (_, j) =>
    exactMedian(
      shares,
      voters.map((i) => weights[i].get(j) ?? 0n),
      minority,
    ),
  )
}

/** Source: epoch/math.rs, interpolate_sparse, 14bc6f9f */
function bidsFor(weights: ExactRow[], clipped: ExactRow[], penalty: number): ExactRow[] {
  const beta = proportion(penalty)
  if (beta === 0n) return weights
  if (beta === ONE) return clipped
  const between = mapRows(weights, (x, i, j) => x + mul(beta, (clipped[i].get(j) ?? 0n) - x))
  return filterRows(between, (_i, _j, x) => x > 0n)
}

/** Stored bonds without those held in somebody else (see dropYoungBonds), as whole numbers. */
function oldBonds(input: ExactInput): ExactRow[] {
  const { block, lastStepBlock, lastUpdate, registeredAt, params } = input
  const byTempo = lastStepBlock === 0 || params.bondMask === 'last-tempo'
  const since = byTempo ? Math.max(0, block - params.tempo) : lastStepBlock + 1
  const stored = input.bonds.map((row) => new Map(row.map(([j, b]) => [j, BigInt(b) << 32n])))
  if (params.bondMask === 'last-update') return filterRows(stored, (i, j) => lastUpdate[i] > registeredAt[j])
  return filterRows(stored, (_i, j) => since > registeredAt[j])
}

interface Bonds {
  held: ExactRow[]
  earned: bigint[]
}

const rowEarnings = (rows: ExactRow[], incentive: readonly bigint[]): bigint[] =>
  rows.map((row) => sum([...row].map(([j, q]) => mul(q, incentive[j]))))

function yuma3(
  input: ExactInput,
  bids: ExactRow[],
  consensus: readonly bigint[],
  incentive: readonly bigint[],
  activeStake: readonly bigint[],
): Bonds {
  const { params, n } = input
  const old = mapRows(oldBonds(input), (b) => div(b, 65_535n << 32n))
  const liquid = params.liquidAlpha && consensus.some((c) => c !== 0n)
  const held = liquid
    ? liquidRows(bids, old, consensus, params)
    : averageRows(bids, old, exactRate(params.bondsMovingAverage))
  const earned = rowEarnings(normaliseColumns(held, n), incentive)
  return { held, earned: earned.map((e, i) => mul(e, activeStake[i])) }
}

function classic(
  input: ExactInput,
  bids: ExactRow[],
  incentive: readonly bigint[],
  activeStake: readonly bigint[],
): Bonds {
  const { n } = input
  const bought = normaliseColumns(
    mapRows(bids, (x, i) => mul(x, activeStake[i])),
    n,
  )
  const old = normaliseColumns(oldBonds(input), n)
  const shares = normaliseColumns(averageRows(bought, old, exactRate(input.params.bondsMovingAverage)), n)
  return { held: overColumns(shares, columnMaxima(shares, n)), earned: rowEarnings(shares, incentive) }
}

function emissions(
  incentive: readonly bigint[],
  dividends: readonly bigint[],
  fallback: readonly bigint[],
  pool: bigint,
) {
  const merit = incentive.map((x, i) => x + dividends[i])
  const total = sum(merit)
  const pay = (shares: readonly bigint[]) => shares.map((x) => (x * pool) >> 32n)
  const divided = (shares: readonly bigint[]) => shares.map((x) => div(x, total))
  return {
    serverEmission: pay(total === 0n ? incentive.map(() => 0n) : divided(incentive)),
    validatorEmission: pay(total === 0n ? fallback : divided(dividends)),
    combinedEmission: pay(total === 0n ? fallback : divided(merit)),
  }
}
