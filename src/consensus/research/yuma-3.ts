import {
  columnSums,
  dividendShares,
  EPSILON,
  judge,
  rates,
  researchConsensus,
  rowShares,
  sum,
} from './common.js'
import { PACKAGE, type ResearchVariant } from './variant.js'

/**
 * Yuma 3: a bond of its own for each pair, capped at 1 and free of stake; stake enters with the dividends.
 *
 *   d = (1 - A) B;   B = min(1, d + min(A W, max(1 - d, 0)));   D_i = S_i sum_j B_ij / (column sum) I_j
 *
 * A is 1 - bond moving average, or, with liquid alpha and from the second epoch on, the sigmoid of each pair.
 * The raw weights buy bonds here, where the chain takes weights with the bonds penalty.
 *
 * Source: bactensor/yuma-simulation, yumas.py, Yuma3, 2b976fd
 */
export const yuma3: ResearchVariant = {
  id: 'yuma-3',
  summary: 'Relative bonds: one average per validator and server, capped at 1.',
  source: `${PACKAGE}, Yuma3, 2b976fd`,
  epoch(given, stakes, before, params) {
    const weights = rowShares(given)
    const total = sum(stakes)
    const stake = stakes.map((s) => s / total)
    const consensus = researchConsensus(weights, stake, params.kappa)
    const { incentive } = judge(weights, stake, consensus)
    const a = rates(weights, consensus, before, params, 1 - params.bondMovingAverage)
    const bonds = weights.map((row, i) =>
      row.map((w, j) => {
        const decayed = (before?.bonds[i][j] ?? 0) * (1 - a[i][j])
        return Math.min(1, decayed + Math.min(a[i][j] * w, Math.max(1 - decayed, 0)))
      }),
    )
    const totals = columnSums(bonds)
    const earned = bonds.map(
      (row, i) => stake[i] * sum(row.map((b, j) => (b / (totals[j] + EPSILON)) * incentive[j])),
    )
    return { bonds, weights, consensus, incentive, dividends: dividendShares(earned) }
  },
}
