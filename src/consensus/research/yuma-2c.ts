import { columnSums, dividendShares, EPSILON, judge, researchConsensus, rowShares, sum } from './common.js'
import { PACKAGE, type ResearchVariant } from './variant.js'

/** Largest bond of a validator with all stake: 2^64 - 1, as a double. */
const CAPACITY = 2 ** 64

/**
 * Yuma 2C: bonds are bought up to a capacity that stake gives, and decay.
 *
 *   cap_i = S_i (2^64 - 1);   buy_ij = min(0.1 cap_i, max(cap_i - B_ij, 0)) W_ij;   B = min(0.9 B + buy, cap)
 *   D_i = sum_j B_ij / (column sum) I_j
 *
 * Differs: the package multiplies in whole 64-bit numbers in places and overflows; here all is double.
 *
 * Source: bactensor/yuma-simulation, yumas.py, Yuma2c, 2b976fd
 */
export const yuma2c: ResearchVariant = {
  id: 'yuma-2c',
  summary: 'Bonds bought within a capacity that grows with stake, and decaying.',
  source: `${PACKAGE}, Yuma2c, 2b976fd`,
  epoch(given, stakes, before, params) {
    const weights = rowShares(given)
    const total = sum(stakes)
    const stake = stakes.map((s) => s / total)
    const consensus = researchConsensus(weights, stake, params.kappa)
    const { incentive } = judge(weights, stake, consensus)
    const bonds = weights.map((row, i) => {
      const capacity = stake[i] * CAPACITY
      return row.map((w, j) => {
        const old = before?.bonds[i][j] ?? 0
        const buy = Math.min(params.capacityAlpha * capacity, Math.max(capacity - old, 0)) * w
        return Math.min((1 - params.decayRate) * old + buy, capacity)
      })
    })
    const totals = columnSums(bonds)
    const earned = bonds.map((row) => sum(row.map((b, j) => (b / (totals[j] + EPSILON)) * incentive[j])))
    return { bonds, weights, consensus, incentive, dividends: dividendShares(earned) }
  },
}
