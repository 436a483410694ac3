import { proportionBits, ULP } from '../numeric/grid.js'
import type { EpochInput } from './inputs.js'
import type { SubnetMatrix } from './matrix.js'
import { medianEdges, weightedMedian } from './median.js'
import { MAX_SLOTS, MAX_UIDS, work } from './work.js'

const { active, rowList, uid, norm, consensus: columnConsensus } = work

// scores and stakes of the columns in question, one column after another, `rowCount` places each
const scratchScores = new Float64Array(MAX_SLOTS)
const scratchStakes = new Float64Array(MAX_SLOTS)
const scratchAsked = new Uint16Array(MAX_UIDS)
// next free place of a column in question, -1 for all others
const scratchPlace = new Int32Array(MAX_UIDS).fill(-1)

/**
 * Consensus: for each uid the stake-weighted median of the weights given to it, at the majority kappa.
 *
 *   s = normalise(AS);  T = sum(s);  C_j = median of W_ij by s_i at the minority T - kappa
 *
 * Only columns whose median can have moved are looked at: those in which a weight crossed the median, and
 * those whose slack the drift of stake has used up. Cumulative stake on either side of a median changes by at
 * most sum |s_i - s_i'| plus the change of the minority, so a median stands as long as those, summed since it
 * was found, stay below its distance to the threshold. All sums are whole numbers of 2^-32 and exact, so the
 * answer is the one a full search would give.
 *
 * The same as: for each column, weightedMedian(s, W.column(j), T - kappa)
 *
 * Source: pallets/subtensor/src/epoch/math.rs, weighted_median_col_sparse, 14bc6f9f
 */
export function findConsensus(matrix: SubnetMatrix, input: EpochInput, rowCount: number): void {
  const minority = shareMedianStake(matrix, input)
  const asked = askedColumns(matrix, input.n, rowCount)
  if (asked > 0) {
    gatherColumns(matrix, rowCount)
    judgeColumns(matrix, asked, rowCount, minority)
  }
  columnConsensus.set(matrix.consensus)
}

/** Find the medians of the columns in question, and how far stake may drift before they can move. */
function judgeColumns(matrix: SubnetMatrix, asked: number, stride: number, minority: number): void {
  const { consensus, columnStale, steadyUntil } = matrix
  const drift = matrix.drift[0]
  const total = matrix.drift[2]
  for (let a = 0; a < asked; a++) {
    const j = scratchAsked[a]
    const from = a * stride
    const count = scratchPlace[j] - from
    let scored = 0
    for (let k = from; k < from + count; k++) scored += scratchStakes[k]
    const c = weightedMedian(
      scratchScores,
      scratchStakes,
      from,
      count,
      total - scored,
      minority,
      consensus[j],
    )
    consensus[j] = c
    columnStale[j] = 0
    scratchPlace[j] = -1
    // the least score has nothing below it that could pass the threshold
    const lower = c === 0 ? Number.POSITIVE_INFINITY : minority - medianEdges[0]
    steadyUntil[j] = drift + Math.min(lower, medianEdges[1] - minority - 1)
  }
}

/** s into `medianStake`, its drift added up; returns the minority share. */
function shareMedianStake(matrix: SubnetMatrix, input: EpochInput): number {
  const { n } = input
  const { medianStake, drift } = matrix
  let sum = 0
  for (let i = 0; i < n; i++) sum += active[i]
  const divisor = sum === 0 ? 1 : sum * ULP
  let total = 0
  let moved = 0
  for (let i = 0; i < n; i++) {
    const s = Math.floor(active[i] / divisor)
    moved += Math.abs(s - medianStake[i])
    medianStake[i] = s
    total += s
  }
  const minority = total - proportionBits(input.params.kappa)
  drift[0] += moved + Math.abs(minority - drift[1])
  drift[1] = minority
  drift[2] = total
  return minority
}

/** List the columns to look at, and give each its places. */
function askedColumns(matrix: SubnetMatrix, n: number, stride: number): number {
  const { columnStale, steadyUntil } = matrix
  const drift = matrix.drift[0]
  let asked = 0
  for (let j = 0; j < n; j++) {
    if (columnStale[j] === 0 && drift <= steadyUntil[j]) continue
    scratchPlace[j] = asked * stride
    scratchAsked[asked++] = j
  }
  return asked
}

/** One pass over the rows puts each positive weight of a column in question into its place. */
function gatherColumns(matrix: SubnetMatrix, rowCount: number): void {
  const { start, count } = matrix.rows
  const { medianStake } = matrix
  for (let r = 0; r < rowCount; r++) {
    const i = rowList[r]
    const s = medianStake[i]
    if (s === 0) continue
    const end = start[i] + count[i]
    for (let k = start[i]; k < end; k++) {
      const place = scratchPlace[uid[k]]
      const x = norm[k]
      if (place < 0 || x === 0) continue
      scratchPlace[uid[k]] = place + 1
      scratchScores[place] = x
      scratchStakes[place] = s
    }
  }
}
