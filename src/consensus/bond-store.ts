import { ONE, ULP } from '../numeric/grid.js'
import type { EpochInput } from './inputs.js'
import type { SubnetMatrix } from './matrix.js'
import { work } from './work.js'

const { bond, permitted, rowList } = work

/**
 * Drop the bonds in miners that registered since the last epoch: they were held in somebody else.
 *
 *   since = lastStep + 1, or block - tempo when no epoch ran; a miner registered at or after it is new
 *
 * The older masks: `last-tempo` always reckons from block - tempo; `last-update` reckons each row from the
 * block in which its validator last set weights, so that a validator who sets weights often keeps bonds in
 * miners who have come since.
 *
 * Source: pallets/subtensor/src/epoch/run_epoch.rs, epoch_mechanism (last_tempo,
 * scalar_vec_mask_sparse_matrix), 14bc6f9f; v3.4.7-422 (last-tempo), before 2b674c71a (last-update)
 */
export function dropYoungBonds(matrix: SubnetMatrix, input: EpochInput): void {
  const { n, block, lastStepBlock, registeredAt } = input
  const { bondMask, tempo } = input.params
  if (bondMask === 'last-update') {
    dropBondsSetBefore(matrix, input)
    return
  }
  const byTempo = lastStepBlock === 0 || bondMask === 'last-tempo'
  const since = byTempo ? Math.max(0, block - tempo) : lastStepBlock + 1
  for (let j = 0; j < n; j++) if (since <= registeredAt[j]) matrix.resetBonds(j)
}

/** (i, j) goes if LastUpdate_i <= BlockAtRegistration_j. */
function dropBondsSetBefore(matrix: SubnetMatrix, input: EpochInput): void {
  const { n, lastUpdate, registeredAt } = input
  const { start, count, uid, bond: stored } = matrix.rows
  for (let i = 0; i < n; i++) {
    if (matrix.hasBonds[i] === 0) continue
    const end = start[i] + count[i]
    for (let k = start[i]; k < end; k++) if (lastUpdate[i] <= registeredAt[uid[k]]) stored[k] = -1
  }
}

/**
 * The weight of the newcomer in a bond's moving average, raw bits:   1 - floor(bondsMovingAverage / 10^6)
 *
 * Source: epoch/run_epoch.rs, compute_disabled_liquid_alpha, 14bc6f9f
 */
export function averagingRate(bondsMovingAverage: number): number {
  return ONE - Math.floor(bondsMovingAverage / (1_000_000 * ULP))
}

/**
 * What becomes of a row's bonds: kept with the permit that was won, emptied with the one that was lost; a row
 * that had neither keeps what it holds.
 *
 * Source: epoch/run_epoch.rs, epoch_mechanism ("Set bonds only if uid retains validator permit"), 14bc6f9f
 */
export function storeBonds(matrix: SubnetMatrix, permit: Uint8Array, rowCount: number): void {
  const { start, count, bond: stored } = matrix.rows
  const { hasBonds } = matrix
  for (let r = 0; r < rowCount; r++) {
    const i = rowList[r]
    const from = start[i]
    const end = from + count[i]
    if (permit[i] !== 0) {
      hasBonds[i] = 1
    } else if (permitted[i] !== 0) {
      bond.fill(-1, from, end)
      hasBonds[i] = 0
    } else {
      for (let k = from; k < end; k++) bond[k] = stored[k]
    }
  }
  stored.set(bond.subarray(0, matrix.rows.used))
}
