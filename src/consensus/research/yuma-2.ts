import {
  columnShares,
  dividendShares,
  judge,
  paidWeights,
  rates,
  researchConsensus,
  rowShares,
  sum,
} from './common.js'
import {
  PACKAGE,
  type ResearchEpoch,
  type ResearchParams,
  type ResearchState,
  type ResearchVariant,
} from './variant.js'

/**
 * Yuma 2, the published paper's rule: as Yuma 1, but averaged over epochs and not normalised again.
 *
 *   dB = S Wb / column sum;   E = a dB + (1 - a) B, a = 1 - bond moving average;   D = sum_j E I
 *
 * Source: bactensor/yuma-simulation, yumas.py, Yuma, 2b976fd
 */
export const yuma2: ResearchVariant = {
  id: 'yuma-2',
  summary: 'Column-normalised bonds, averaged over epochs.',
  source: `${PACKAGE}, Yuma, 2b976fd`,
  epoch: (given, stakes, before, params) => {
    const weights = rowShares(given)
    return epochOn(weights, weights, stakes, before, params)
  },
}

/**
 * The common part of Yuma 2 and 2B.
 *
 * @param weights  this epoch's normalised weights; consensus is theirs
 * @param judged   the weights that are clipped, ranked and paid for
 */
export function epochOn(
  weights: number[][],
  judged: number[][],
  stakes: number[],
  before: ResearchState | null,
  params: ResearchParams,
): ResearchEpoch {
  const total = sum(stakes)
  const stake = stakes.map((s) => s / total)
  const consensus = researchConsensus(weights, stake, params.kappa)
  const { clipped, incentive } = judge(judged, stake, consensus)
  const paid = paidWeights(judged, clipped, params.bondPenalty)
  const bought = columnShares(
    paid.map((row, i) => row.map((w) => w * stake[i])),
    0,
  )
  const a = rates(weights, consensus, before, params, 1 - params.bondMovingAverage)
  const bonds = bought.map((row, i) =>
    row.map((x, j) => (before === null ? x : a[i][j] * x + (1 - a[i][j]) * before.bonds[i][j])),
  )
  const earned = bonds.map((row) => sum(row.map((b, j) => b * incentive[j])))
  return { bonds, weights, consensus, incentive, dividends: dividendShares(earned) }
}
