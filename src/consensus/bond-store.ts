import { ONE, ULP } from '../numeric/grid.js'
import type { EpochInput } from './inputs.js'
import type { SubnetMatrix } from './matrix.js'
import type { Work } from './work.js'

/**
 * Drop the bonds in miners that registered since the last epoch: they were held in somebody else.
 *
 * The last epoch counts as block lastStep + 1, or block - tempo when none ran; a miner registered at or after it is new.
 * Source: pallets/subtensor/src/epoch/run_epoch.rs, epoch_mechanism (last_tempo, scalar_vec_mask_sparse_matrix), 14bc6f9f
 */
export function dropYoungBonds(matrix: SubnetMatrix, input: EpochInput): void {
  const { n, block, lastStepBlock, registeredAt } = input
  const since = lastStepBlock === 0 ? Math.max(0, block - input.params.tempo) : lastStepBlock + 1
  for (let j = 0; j < n; j++) if (since <= registeredAt[j]) matrix.resetBonds(j)
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
 * Where the new bonds of a row go: kept with the permit that was won, emptied with the one that was lost.
 *
 * Source: epoch/run_epoch.rs, epoch_mechanism ("Set bonds only if uid retains validator permit"), 14bc6f9f
 */
export function bondStore(matrix: SubnetMatrix, row: number, permit: Uint8Array, work: Work): Int32Array {
  if (permit[row] === 0) return work.unstored
  matrix.hasBonds[row] = 1
  return matrix.rows.bond
}

/** Empty the bonds of those who lost their permit; a row that had none before either is left as it is. */
export function emptyLostBonds(matrix: SubnetMatrix, permit: Uint8Array, work: Work): void {
  const { start, count, bond } = matrix.rows
  const { rowList, rowCount, permitted } = work
  for (let r = 0; r < rowCount; r++) {
    const i = rowList[r]
    if (permit[i] !== 0 || permitted[i] === 0) continue
    bond.fill(-1, start[i], start[i] + count[i])
    matrix.hasBonds[i] = 0
  }
}
