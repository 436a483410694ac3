import { ULP } from '../numeric/grid.js'
import type { EpochInput } from './inputs.js'
import type { SubnetMatrix } from './matrix.js'
import { work } from './work.js'

const { rowList, permitted } = work

/**
 * Mask the stored weights and normalise each row to 1, for the rows that changed only.
 *
 * An entry (i, j) counts if i has a permit; j is not i, unless i owns the subnet; i set weights after j
 * registered; and, under commit-reveal, no commit of i is older than j. A row whose entries are all 0 stays
 * 0.
 *
 *   W_ij = floor(w_ij / sum_j w_ij)
 *
 * Source: pallets/subtensor/src/epoch/run_epoch.rs, epoch_mechanism ("Weights"); math.rs,
 * vec_mask_sparse_matrix, mask_diag_sparse_except_index, inplace_row_normalize_sparse, 14bc6f9f
 */
export function refreshWeights(matrix: SubnetMatrix, input: EpochInput, rowCount: number): void {
  noticeShape(matrix, input)
  noticeRegistrations(matrix, input)
  const { lastUpdate, commitBlock } = input
  const { rowStale, seenUpdate, seenCommit } = matrix
  for (let r = 0; r < rowCount; r++) {
    const i = rowList[r]
    if (permitted[i] === 0) {
      silenceRow(matrix, i)
      continue
    }
    const commit = commitBlock ? commitBlock[i] : Number.POSITIVE_INFINITY
    if (rowStale[i] === 0 && lastUpdate[i] === seenUpdate[i] && commit === seenCommit[i]) continue
    seenUpdate[i] = lastUpdate[i]
    seenCommit[i] = commit
    normaliseRow(matrix, input, i, commit)
    rowStale[i] = 0
  }
}

/**
 * Another number of neurons or another owner: every row and column anew; bonds in uids that are gone,
 * dropped.
 */
function noticeShape(matrix: SubnetMatrix, input: EpochInput): void {
  const { seenShape } = matrix
  if (seenShape[0] === input.n && seenShape[1] === input.ownerUid) return
  for (let j = input.n; j < seenShape[0]; j++) matrix.resetBonds(j)
  seenShape[0] = input.n
  seenShape[1] = input.ownerUid
  matrix.rowStale.fill(1)
  matrix.columnStale.fill(1)
}

/** A uid changed hands: rows that weigh it may have lost or won an entry. */
function noticeRegistrations(matrix: SubnetMatrix, input: EpochInput): void {
  const { n, registeredAt } = input
  const { rows, rowStale, seenRegistered, capacity } = matrix
  for (let j = 0; j < n; j++) {
    if (registeredAt[j] === seenRegistered[j]) continue
    seenRegistered[j] = registeredAt[j]
    for (let i = 0; i < capacity; i++) {
      const slot = rows.count[i] === 0 ? -1 : rows.find(i, j)
      if (slot >= 0 && rows.weight[slot] >= 0) rowStale[i] = 1
    }
  }
}

/** A row without permit says nothing, whatever is stored. */
function silenceRow(matrix: SubnetMatrix, row: number): void {
  const { start, count, norm, present } = matrix.rows
  const end = start[row] + count[row]
  norm.fill(0, start[row], end)
  present.fill(0, start[row], end)
  matrix.rowStale[row] = 1
  // its stake is 0 and was so when its columns were last judged, or has drifted to 0 since: no column becomes
  // stale
}

function normaliseRow(matrix: SubnetMatrix, input: EpochInput, row: number, commit: number): void {
  const { n, registeredAt, ownerUid } = input
  const { consensus, columnStale } = matrix
  const { uid, weight, norm, present, start, count } = matrix.rows
  const updated = input.lastUpdate[row]
  const diagonal = row === ownerUid ? -1 : row
  const from = start[row]
  const end = from + count[row]
  let sum = 0
  for (let k = from; k < end; k++) {
    const j = uid[k]
    const registered = registeredAt[j]
    const w = weight[k]
    const counts = w >= 0 && j < n && j !== diagonal && updated > registered && commit >= registered
    present[k] = counts ? 1 : 0
    if (counts) sum += w
  }
  // the same as: W_ij = present ? quotient(w_ij, sum) : 0
  const divisor = sum === 0 ? 1 : sum * ULP
  for (let k = from; k < end; k++) {
    const x = present[k] === 0 ? 0 : Math.floor(weight[k] / divisor)
    const old = norm[k]
    norm[k] = x
    // A weight that stays on its side of the median leaves the median where it is: the product is above 0. Without
    // branches, since the side cannot be foreseen.
    const j = uid[k]
    const c = consensus[j]
    columnStale[j] |= Number((x - c) * (old - c) <= 0) & Number(x !== old)
  }
}
