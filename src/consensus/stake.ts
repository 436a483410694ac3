import { ULP } from '../numeric/grid.js'
import type { EpochInput } from './inputs.js'
import type { SubnetMatrix } from './matrix.js'
import { work } from './work.js'

const { stake: shares, active: activeShares, permitted, rowList } = work

/** uid of the owner where its permit does not depend on stake (from v3.3.14 on), else -1. */
export const permittedOwner = ({ ownerUid, params }: Pick<EpochInput, 'ownerUid' | 'params'>): number =>
  params.ownerByStake === true ? -1 : ownerUid

/**
 * Stake as shares of the subnet:   S_i = floor(s_i / sum(s)), s_i = 0 below the threshold
 *
 * The owner is exempt from the threshold. If nobody counts, every share is 0.
 *
 * Source: pallets/subtensor/src/epoch/run_epoch.rs, epoch_mechanism (filtered_stake, inplace_normalize_64),
 * 14bc6f9f
 */
export function normaliseStake(input: EpochInput): void {
  const { n, stake } = input
  const ownerUid = permittedOwner(input)
  const { stakeThreshold } = input.params
  let total = 0
  for (let i = 0; i < n; i++) {
    const s = stake[i] < stakeThreshold && i !== ownerUid ? 0 : stake[i]
    shares[i] = s
    total += s
  }
  if (total === 0) return
  const divisor = total * ULP
  for (let i = 0; i < n; i++) shares[i] = Math.floor(shares[i] / divisor)
}

/**
 * Who speaks in this epoch, and with what stake: AS = S where active and permitted, normalised.
 *
 * active: lastUpdate + activityCutoff >= block. A permit won in this epoch speaks in the next; the owner
 * always does. Rows that lost their permit long ago but hold bonds are listed too: on chain they take part in
 * column sums. Empty rows are not: on mainnet most permits go to stakes that set no weights (50 of 63 rows;
 * without them an epoch takes 0.94 of the time).
 *
 * @returns how many rows are listed
 * Source: epoch/run_epoch.rs, epoch_mechanism (inactive, validator_forbids, active_stake), 14bc6f9f
 */
export function activateStake(matrix: SubnetMatrix, input: EpochInput, active: Uint8Array): number {
  const { n, block, lastUpdate, permit } = input
  const ownerUid = permittedOwner(input)
  const { activityCutoff } = input.params
  const { hasBonds, rows } = matrix
  const { count } = rows
  let total = 0
  let rowCount = 0
  for (let i = 0; i < n; i++) {
    const speaks = permit[i] !== 0 || i === ownerUid ? 1 : 0
    const isActive = lastUpdate[i] + activityCutoff < block ? 0 : 1
    permitted[i] = speaks
    active[i] = isActive
    if ((speaks !== 0 || hasBonds[i] !== 0) && count[i] > 0) rowList[rowCount++] = i
    const s = speaks & isActive ? shares[i] : 0
    activeShares[i] = s
    total += s
  }
  if (total === 0) return rowCount
  const divisor = total * ULP
  for (let i = 0; i < n; i++) activeShares[i] = Math.floor(activeShares[i] / divisor)
  return rowCount
}
