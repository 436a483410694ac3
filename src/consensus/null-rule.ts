import { ONE } from '../numeric/grid.js'
import type { EpochInput } from './inputs.js'
import type { SubnetMatrix } from './matrix.js'
import { runNullEpoch } from './null.js'
import type { EpochResult } from './result.js'
import type { ConsensusRule } from './rule.js'

/**
 * Null consensus as a rule: see null.ts. Incentive and dividends are parts of what was paid, cut to 2^-32;
 * consensus and trust stay 0.
 *
 * A row is stale once its holder has not set weights within the activity cutoff.
 * Differs: what the chain calls stale was read in part only (grade C).
 *
 * Source: pallets/subtensor/src/epoch/run_epoch.rs (Null consensus), 76671f67
 */
export const nullConsensus: ConsensusRule = {
  id: 'null-consensus',
  summary: 'The largest stake alone decides who mines, stake alone decides what validators get; no bonds',
  source: 'pallets/subtensor/src/epoch/run_epoch.rs (Null consensus), 76671f67',
  status: 'partial',
  run(matrix, input, out) {
    const { n, stake, pool } = input
    const { permitUid, validatorEmission, minerEmission } = runNullEpoch(
      stake,
      n,
      (uid) => freshRow(matrix, input, uid),
      pool,
    )
    publishStake(input, out)
    for (let i = 0; i < n; i++) {
      out.permit[i] = i === permitUid ? 1 : 0
      out.active[i] = input.lastUpdate[i] + input.params.activityCutoff < input.block ? 0 : 1
      out.serverEmission[i] = minerEmission[i]
      out.validatorEmission[i] = validatorEmission[i]
      out.combinedEmission[i] = minerEmission[i] + validatorEmission[i]
    }
    const validators = permitUid < 0 ? 0 : Math.floor(pool / 2)
    shares(minerEmission, n, pool - validators, out.incentive, out.incentiveU16)
    shares(validatorEmission, n, validators, out.dividends, out.dividendsU16)
    for (const column of [out.consensus, out.validatorTrust, out.rank]) column.fill(0, 0, n)
    for (const column of [out.consensusU16, out.validatorTrustU16]) column.fill(0, 0, n)
  },
}

/** The stored row by uid; null where nothing is stored or it is stale. */
function freshRow(matrix: SubnetMatrix, input: EpochInput, row: number): Float64Array | null {
  if (input.lastUpdate[row] + input.params.activityCutoff < input.block) return null
  const { start, count, uid, weight } = matrix.rows
  const values = new Float64Array(input.n)
  const end = start[row] + count[row]
  for (let k = start[row]; k < end; k++) if (uid[k] < input.n) values[uid[k]] = Math.max(0, weight[k])
  return values
}

/** Stake counts as it is: no threshold, active or not. */
function publishStake({ n, stake }: EpochInput, out: EpochResult): void {
  let total = 0
  for (let i = 0; i < n; i++) total += stake[i]
  shares(stake, n, total, out.stake, out.stakeU16)
  for (let i = 0; i < n; i++) out.activeStake[i] = out.stake[i]
}

function shares(amounts: Float64Array, n: number, total: number, out: Float64Array, u16: Uint16Array): void {
  for (let i = 0; i < n; i++) {
    out[i] = total === 0 ? 0 : Math.floor((amounts[i] / total) * ONE) / ONE
    u16[i] = out[i] * 65_535
  }
}
