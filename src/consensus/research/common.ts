import type { ResearchParams, ResearchState } from './variant.js'

/** The package adds this to divisors that may vanish. */
export const EPSILON = 1e-6

export const sum = (values: readonly number[]) => values.reduce((a, b) => a + b, 0)
export const columnSums = (rows: readonly number[][]) =>
  rows[0].map((_, j) => rows.reduce((total, row) => total + row[j], 0))

/** Rows divided by their sum; the divisor carries an epsilon, so a row sums to a little less than 1. */
export const rowShares = (rows: readonly number[][]) =>
  rows.map((row) => {
    const total = sum(row) + EPSILON
    return row.map((w) => w / total)
  })

/** Columns divided by their sum, with or without the epsilon; an empty column stays 0. */
export const columnShares = (rows: readonly number[][], epsilon: number) => {
  const totals = columnSums(rows)
  return rows.map((row) => row.map((x, j) => (totals[j] === 0 ? 0 : x / (totals[j] + epsilon))))
}

export const dividendShares = (earned: readonly number[]) => {
  const total = sum(earned) + EPSILON
  return earned.map((d) => d / total)
}

/**
 * Consensus of the research family: per column the weight at which stake, added up over descending weight,
 * reaches kappa; then normalised to sum 1 and cut to parts of 65535, which the chain does not do.
 *
 * Differs: where no column has consensus the package divides 0 by 0; here every C_j is 0.
 *
 * Source: bactensor/yuma-simulation, src/yuma_simulation/_internal/yumas.py, 2b976fd
 */
export function researchConsensus(weights: number[][], stake: number[], kappa: number): number[] {
  const raw = weights[0].map((_, j) => {
    const order = stake.map((_, i) => i).sort((a, b) => weights[b][j] - weights[a][j] || a - b)
    let heard = 0
    for (const i of order) {
      heard += stake[i]
      // stakes such as .49 + .51 fall an ulp short of their sum
      if (heard >= kappa - 1e-12) return weights[i][j]
    }
    return 0
  })
  const total = sum(raw)
  return raw.map((c) => (total === 0 ? 0 : Math.floor((c / total) * 65_535) / 65_535))
}

/** Clipped weights, and the incentive that follows. */
export function judge(weights: number[][], stake: number[], consensus: number[]) {
  const clipped = weights.map((row) => row.map((w, j) => Math.min(w, consensus[j])))
  const rank = columnSums(clipped.map((row, i) => row.map((w) => w * stake[i])))
  const total = sum(rank)
  return { clipped, incentive: rank.map((r) => (total === 0 ? 0 : r / total)) }
}

/** What bonds are paid for: (1 - beta) W + beta Wc. */
export const paidWeights = (weights: number[][], clipped: number[][], beta: number) =>
  weights.map((row, i) => row.map((w, j) => (1 - beta) * w + beta * clipped[i][j]))

/** The weight of the newcomer in each bond's average. Liquid alpha applies from the second epoch. */
export function rates(
  weights: number[][],
  consensus: number[],
  before: ResearchState | null,
  params: ResearchParams,
  plain: number,
): number[][] {
  if (!params.liquidAlpha || before === null) return weights.map((row) => row.map(() => plain))
  const read = consensus.map((c, j) => {
    if (params.liquidConsensus === 'CURRENT') return c
    return params.liquidConsensus === 'PREVIOUS' ? before.consensus[j] : Math.max(c, before.consensus[j])
  })
  const { alphaLow: low, alphaHigh: high, alphaSteepness: k } = params
  return weights.map((row, i) =>
    row.map((w, j) => {
      const bond = before.bonds[i][j]
      const d = Math.max(0, Math.min(1, w >= bond ? w - read[j] : bond - w))
      return Math.max(low, Math.min(high, low + (high - low) / (1 + Math.exp(-k * (d - 0.5)))))
    }),
  )
}
