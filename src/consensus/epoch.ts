import { BITS_U16, proportionU16, ULP } from '../numeric/grid.js'
import { findConsensus } from './agreement.js'
import { dropYoungBonds, storeBonds } from './bond-store.js'
import { buyBonds, payClassic } from './classic-bonds.js'
import { clipWeights, normalise, shareIncentive, weightsForBonds } from './clip.js'
import type { EpochInput } from './inputs.js'
import { averageLiquidBonds, hasConsensus } from './liquid-alpha.js'
import type { SubnetMatrix } from './matrix.js'
import { payOut } from './payout.js'
import { selectPermits } from './permits.js'
import type { EpochResult } from './result.js'
import type { ConsensusRule } from './rule.js'
import { activateStake, normaliseStake, permittedOwner } from './stake.js'
import { refreshWeights } from './weights.js'
import { layOut, work } from './work.js'
import { averageBonds, payYuma3 } from './yuma3-bonds.js'

const TO_REAL = ULP
const TO_U16 = BITS_U16
const { stake, active, consensus, trust, rank, incentive, dividends } = work

/**
 * One epoch of Yuma Consensus in a subnet: from stakes, weights and bonds to incentives, dividends and
 * emission.
 *
 * Bonds in the matrix are updated as the chain stores them (u16); everything else goes to `out`. Nothing else
 * is written. The order is the chain's: permits are won by stake before activity is looked at, and count in
 * the next epoch only.
 *
 * Source: pallets/subtensor/src/epoch/run_epoch.rs, epoch_mechanism, 14bc6f9f
 */
export function runEpoch(matrix: SubnetMatrix, input: EpochInput, out: EpochResult): void {
  const { n, params } = input
  const rowCount = openEpoch(matrix, input, out)
  agree(matrix, input, rowCount)
  if (params.yuma3) {
    if (params.liquidAlpha && hasConsensus(matrix, n)) averageLiquidBonds(matrix, input, rowCount)
    else averageBonds(matrix, input, rowCount)
    payYuma3(n, rowCount)
  } else {
    buyBonds(matrix, input, rowCount)
    payClassic(matrix, n, rowCount)
  }
  closeEpoch(matrix, input, out, rowCount)
}

/** Who speaks, and what the epoch reads of their weights and bonds. @returns how many rows it visits */
export function openEpoch(matrix: SubnetMatrix, input: EpochInput, out: EpochResult): number {
  normaliseStake(input)
  const rowCount = activateStake(matrix, input, out.active)
  selectPermits(stake, input.n, input.params.maxValidators, permittedOwner(input), matrix.byStake, out.permit)
  refreshWeights(matrix, input, rowCount)
  dropYoungBonds(matrix, input)
  layOut(matrix)
  return rowCount
}

/** Consensus by the median: clipped weights, ranks, incentive, and what bonds are paid for. */
export function agree(matrix: SubnetMatrix, input: EpochInput, rowCount: number): void {
  findConsensus(matrix, input, rowCount)
  clipWeights(matrix, input.n, rowCount)
  shareIncentive(input.n)
  weightsForBonds(matrix, input.params.bondsPenalty, rowCount)
}

/** Bonds go back into the matrix, emission is paid, results are published. */
export function closeEpoch(
  matrix: SubnetMatrix,
  input: EpochInput,
  out: EpochResult,
  rowCount: number,
): void {
  storeBonds(matrix, out.permit, rowCount)
  normalise(dividends, dividends, input.n)
  payOut(input, out)
  publish(input.n, out)
}

/** The chain's own consensus. */
export const yuma: ConsensusRule = {
  id: 'chain',
  summary: 'Yuma Consensus: median clipping; bonds of Yuma 3 or classic ones, as each subnet has chosen',
  source: 'pallets/subtensor/src/epoch/run_epoch.rs, epoch_mechanism, 14bc6f9f',
  status: 'mainnet',
  run: runEpoch,
}

/** From raw bits to reals and to the u16 that the chain stores. */
export function publish(n: number, out: EpochResult): void {
  for (let i = 0; i < n; i++) {
    out.stake[i] = stake[i] * TO_REAL
    out.activeStake[i] = active[i] * TO_REAL
    out.consensus[i] = consensus[i] * TO_REAL
    out.validatorTrust[i] = trust[i] * TO_REAL
    out.rank[i] = rank[i] * TO_REAL
    out.incentive[i] = incentive[i] * TO_REAL
    out.dividends[i] = dividends[i] * TO_REAL
    // all of these are at most 1, so nothing needs to be held to 65535
    out.stakeU16[i] = stake[i] * TO_U16
    out.consensusU16[i] = consensus[i] * TO_U16
    out.validatorTrustU16[i] = trust[i] * TO_U16
    out.incentiveU16[i] = incentive[i] * TO_U16
    out.dividendsU16[i] = dividends[i] * TO_U16
  }
}

/**
 * The miners' trust of the epoch that was just run: the part of the weight given to them that clipping left.
 *
 *   T_j = R_j / sum_i AS_i W_ij        0 .. 1, 0 where nobody weighs j
 *
 * The chain stopped computing it in v3.3.2; it stays useful as a metric, and costs nothing to those who do
 * not ask. Must be called before weights change again.
 *
 * Source: epoch/run_epoch.rs, epoch_mechanism (preranks, vecdiv), before commit 8fb5c3688
 */
export function measureTrust(matrix: SubnetMatrix, n: number, out: EpochResult): void {
  const { uid, norm, start, count } = matrix.rows
  const { activeStake, rank: ranks, trust: trusts, trustU16 } = out
  trusts.fill(0, 0, n)
  for (let i = 0; i < n; i++) {
    const s = activeStake[i]
    if (s === 0) continue
    const end = start[i] + count[i]
    for (let k = start[i]; k < end; k++) trusts[uid[k]] += Math.floor(s * norm[k])
  }
  for (let j = 0; j < n; j++) {
    // `rank` is a real, the sum raw bits: their quotient is 2^-32 of the real trust
    const bits = trusts[j] === 0 ? 0 : Math.floor(ranks[j] / (trusts[j] * ULP * ULP))
    trusts[j] = bits * ULP
    trustU16[j] = proportionU16(bits)
  }
}
