import { BITS_U16, ONE, proportionBits, sigmoidBits, ULP } from '../numeric/grid.js'
import { buyBonds, payByColumn } from './classic-bonds.js'
import { normalise } from './clip.js'
import { asEarlier, WITHOUT_OWNER } from './earlier.js'
import { closeEpoch, openEpoch } from './epoch.js'
import type { EpochInput } from './inputs.js'
import type { SubnetMatrix } from './matrix.js'
import type { EpochResult } from './result.js'
import type { ConsensusRule } from './rule.js'
import { work } from './work.js'

const { uid, norm, bond, bid, ema, rowList, columnA, columnB } = work
const { stake, active, trust, rank, incentive, consensus } = work

/** Times that weights are cut at the mean. Source: epoch.rs, epoch (weight_cuts, at most 3), 79cc5e859 */
const CUTS = 3
/** Steepness of the sigmoid. Source: runtime/src/lib.rs, SubtensorInitialRho, 79cc5e859 */
const RHO = 10
/** 0.1 of old bonds and new, and of 1 / (n + 1), as 32.32. Source: epoch.rs, epoch, 79cc5e859 */
const TENTH = 429_496_730

/**
 * Consensus before the median, March 2023: weights are cut three times at the mean that the votes for a miner
 * give it, and incentive is rank times a sigmoid of trust.
 *
 *   mean_j = sum_i v_ij W_ij, v_ij = AS_i W_ij / column sum;   W = min(W, mean), three times
 *   R = normalise(sum_i AS_i W_ij)      T_j = sum of AS_i over W_ij > 0.1 / (n + 1)
 *   C_j = 1 / (1 + exp(-rho (T_j - kappa)))      I = normalise(R C)      rho 10, kappa as today
 *
 * Bonds are the classic ones, a tenth new in each epoch, and stored as they are, not scaled to the largest.
 * Stake without a permit is part of AS, so trust falls short of 1 where much of it is idle.
 *
 * Differs: miners and validators are paid half each from I and D, as now; the chain then paid one sum of both.
 * Weights are normalised as whole numbers, where the chain cut each to 2^-32 first.
 *
 * Source: pallets/subtensor/src/epoch.rs, epoch, 79cc5e859 (2023-03-02)
 */
export const sigmoid2023: ConsensusRule = {
  id: 'sigmoid-2023',
  summary:
    'Before the median: three cuts at the mean of the votes, incentive is rank times a sigmoid of trust',
  source: 'pallets/subtensor/src/epoch.rs, epoch, 79cc5e859 (2023-03-02)',
  status: 'retired',
  run(matrix, given, out) {
    const implied = { bondsMovingAverage: 900_000, stakeThreshold: 0, bondMask: 'last-update' } as const
    const input = asEarlier(given, implied, WITHOUT_OWNER)
    const { n } = input
    const rowCount = openEpoch(matrix, input, out)
    activateEverybody(n, out)
    cutWeights(matrix, n, rowCount)
    judge(matrix, input, rowCount)
    buyBonds(matrix, input, rowCount, false)
    payByColumn(matrix, n, rowCount)
    keepShares(matrix, rowCount)
    closeEpoch(matrix, input, out, rowCount)
  },
}

/** AS: stake of everybody active, permitted or not. */
function activateEverybody(n: number, out: EpochResult): void {
  for (let i = 0; i < n; i++) active[i] = out.active[i] === 0 ? 0 : stake[i]
  normalise(active, active, n)
}

/** W cut at the mean of the votes, again and again, into `bid`: what is left is what bonds are paid for. */
function cutWeights(matrix: SubnetMatrix, n: number, rowCount: number): void {
  const { start, count, used } = matrix.rows
  bid.set(norm.subarray(0, used))
  for (let cut = 0; cut < CUTS; cut++) {
    meanVotes(matrix, n, rowCount)
    for (let r = 0; r < rowCount; r++) {
      const i = rowList[r]
      const end = start[i] + count[i]
      for (let k = start[i]; k < end; k++) bid[k] = Math.min(bid[k], columnB[uid[k]])
    }
  }
}

/** The mean weight of each miner, by votes, into columnB. */
function meanVotes(matrix: SubnetMatrix, n: number, rowCount: number): void {
  const { start, count } = matrix.rows
  columnA.fill(0, 0, n)
  columnB.fill(0, 0, n)
  for (let r = 0; r < rowCount; r++) {
    const i = rowList[r]
    const end = start[i] + count[i]
    for (let k = start[i]; k < end; k++) columnA[uid[k]] += Math.floor(active[i] * ULP * bid[k])
  }
  for (let r = 0; r < rowCount; r++) {
    const i = rowList[r]
    const end = start[i] + count[i]
    for (let k = start[i]; k < end; k++) {
      const j = uid[k]
      if (columnA[j] === 0) continue
      const share = Math.floor(Math.floor(active[i] * ULP * bid[k]) / (columnA[j] * ULP))
      columnB[j] += Math.floor(share * ULP * bid[k])
    }
  }
}

/** Trust of validators, rank, consensus and incentive. */
function judge(matrix: SubnetMatrix, input: EpochInput, rowCount: number): void {
  const { n } = input
  const { start, count } = matrix.rows
  const threshold = Math.floor(TENTH / (n + 1))
  const trusted = columnA
  trust.fill(0, 0, n)
  rank.fill(0, 0, n)
  trusted.fill(0, 0, n)
  for (let r = 0; r < rowCount; r++) {
    const i = rowList[r]
    const end = start[i] + count[i]
    for (let k = start[i]; k < end; k++) {
      const j = uid[k]
      trust[i] += bid[k]
      rank[j] += Math.floor(active[i] * ULP * bid[k])
      if (bid[k] > threshold) trusted[j] += active[i]
    }
  }
  normalise(rank, rank, n)
  const kappa = proportionBits(input.params.kappa)
  for (let j = 0; j < n; j++) {
    consensus[j] = sigmoidBits(trusted[j], RHO * ONE, kappa)
    incentive[j] = Math.floor(rank[j] * consensus[j] * ULP)
  }
  normalise(incentive, incentive, n)
}

/** Bonds as parts of 65535 of their column's sum. */
function keepShares(matrix: SubnetMatrix, rowCount: number): void {
  const { start, count } = matrix.rows
  for (let r = 0; r < rowCount; r++) {
    const i = rowList[r]
    const end = start[i] + count[i]
    for (let k = start[i]; k < end; k++) bond[k] = ema[k] > 0 ? Math.floor(ema[k] * BITS_U16) : -1
  }
}
