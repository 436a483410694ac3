import {
  columnShares,
  dividendShares,
  EPSILON,
  judge,
  paidWeights,
  rates,
  researchConsensus,
  rowShares,
  sum,
} from './common.js'
import { PACKAGE, type ResearchVariant } from './variant.js'

/**
 * Yuma 1: bonds are this epoch's alone, unless liquid alpha averages them.
 *
 *   dB = S Wb / column sum;   E = a dB + (1 - a) B, column-normalised;   D = sum_j E I
 *
 * a = 1 without liquid alpha, which applies from the second epoch.
 *
 * Source: bactensor/yuma-simulation, yumas.py, YumaRust, 2b976fd
 */
export const yuma1: ResearchVariant = {
  id: 'yuma-1',
  summary: 'Column-normalised bonds without memory: what a validator holds is what it bids today.',
  source: `${PACKAGE}, YumaRust, 2b976fd`,
  epoch(given, stakes, before, params) {
    const weights = rowShares(given)
    const total = sum(stakes)
    const stake = stakes.map((s) => s / total)
    const consensus = researchConsensus(weights, stake, params.kappa)
    const { clipped, incentive } = judge(weights, stake, consensus)
    const paid = paidWeights(weights, clipped, params.bondPenalty)
    const bought = columnShares(
      paid.map((row, i) => row.map((w) => w * stake[i])),
      EPSILON,
    )
    const a = rates(weights, consensus, before, params, 1)
    const averaged = bought.map((row, i) =>
      row.map((x, j) => a[i][j] * x + (1 - a[i][j]) * (before?.bonds[i][j] ?? x)),
    )
    const bonds = columnShares(averaged, EPSILON)
    const earned = bonds.map((row) => sum(row.map((b, j) => b * incentive[j])))
    return { bonds, weights, consensus, incentive, dividends: dividendShares(earned) }
  },
}
