import { expBits, ONE, proportionBits, quotient, ULP } from '../numeric/grid.js'
import { buyBonds, payClassic, sumColumns } from './classic-bonds.js'
import { asEarlier } from './earlier.js'
import { agree, closeEpoch, openEpoch } from './epoch.js'
import type { EpochInput, EpochParams } from './inputs.js'
import type { SubnetMatrix } from './matrix.js'
import type { ConsensusRule } from './rule.js'
import { MAX_UIDS, work } from './work.js'

const { uid, bond, bid, ema, rowList, active, consensus } = work
const { columnA, columnB, columnC, columnD } = work

// rate of each column, raw bits
const scratchRate = new Float64Array(MAX_UIDS)

/**
 * Classic bonds with the first liquid alpha: the more consensus a miner has, the faster bonds in it move.
 *
 *   E_ij = floor(alpha_j dB_ij) + floor((1 - alpha_j) B_ij)        alpha_j see `columnRates`
 *
 * Subnets that have not switched it on, and epochs without any consensus, average at the fixed rate. Yuma 3
 * did not exist: its switch is not read. Nor was there a threshold of stake inside the epoch (v3.1.0).
 *
 * Source: pallets/subtensor/src/epoch/run_epoch.rs, compute_ema_bonds_with_liquid_alpha_sparse, e2b8367b8;
 * v1.2.1-pre-release to v3.0
 */
export const liquidAlpha1: ConsensusRule = {
  id: 'liquid-alpha-1',
  summary: 'Classic bonds; with LiquidAlphaOn each miner has a rate that rises with its consensus',
  source: 'pallets/subtensor/src/epoch/run_epoch.rs, compute_ema_bonds_with_liquid_alpha_sparse, e2b8367b8',
  status: 'retired',
  run(matrix, given, out) {
    const input = asEarlier(given, { stakeThreshold: 0 })
    const { n, params } = input
    const rowCount = openEpoch(matrix, input, out)
    agree(matrix, input, rowCount)
    if (params.liquidAlpha && columnRates(consensus, n, params, scratchRate)) {
      buyAtColumnRates(matrix, input, rowCount)
    } else {
      buyBonds(matrix, input, rowCount)
    }
    payClassic(matrix, n, rowCount)
    closeEpoch(matrix, input, out, rowCount)
  },
}

/**
 * The rate of each column: a logistic curve through (q1, low) and (q3, high), q1 and q3 the quartiles of
 * consensus over all uids.
 *
 *   a = (ln(1/high - 1) - ln(1/low - 1)) / (q1 - q3)      b = ln(1/low - 1) + a q1      0 both if q3 <= q1
 *   alpha_j = clamp(1 / (1 + exp(b - a C_j)), low, high)
 *
 * In a subnet where most have no consensus both quartiles are 0, and the fixed rate applies.
 *
 * Differs: the two logarithms are those of a double, cut to 2^-32; the chain's are a series of its own.
 *
 * @param consensus  raw bits by uid
 * @param rates      raw bits by uid; written only if true is returned
 * @returns whether the rates apply
 * Source: epoch/run_epoch.rs, calculate_logistic_params, compute_alpha_values, clamp_alpha_values; math.rs,
 * quantile, e2b8367b8
 */
export function columnRates(
  consensus: Float64Array,
  n: number,
  params: Pick<EpochParams, 'alphaLow' | 'alphaHigh'>,
  rates: Float64Array,
): boolean {
  const sorted = consensus.slice(0, n).sort()
  if (n === 0 || sorted[n - 1] === 0) return false
  const first = quantile(sorted, 0.25)
  const third = quantile(sorted, 0.75)
  if (third <= first && third === 0) return false
  const low = proportionBits(params.alphaLow)
  const high = proportionBits(params.alphaHigh)
  let slope = 0
  let offset = 0
  if (third > first && low > 0 && high > 0) {
    slope = quotient(logOdds(high) - logOdds(low), first - third)
    offset = logOdds(low) + Math.floor(slope * first * ULP)
  }
  for (let j = 0; j < n; j++) {
    const exp = expBits(offset - Math.floor(slope * consensus[j] * ULP))
    rates[j] = Math.max(low, Math.min(high, quotient(ONE, ONE + exp)))
  }
  return true
}

/** ln(1 / x - 1), raw bits; 0 where there is no logarithm. */
function logOdds(x: number): number {
  const odds = quotient(ONE, x) - ONE
  return odds <= 0 ? 0 : Math.floor(Math.log(odds * ULP) * ONE)
}

/** Linear between the two values beside position q (n - 1), raw bits. */
function quantile(sorted: Float64Array, q: number): number {
  const position = q * (sorted.length - 1)
  const below = Math.floor(position)
  const above = Math.ceil(position)
  return sorted[below] + Math.floor((sorted[above] - sorted[below]) * (position - below))
}

/** As buyBonds, at a rate for each column. */
function buyAtColumnRates(matrix: SubnetMatrix, { n, params }: EpochInput, rowCount: number): void {
  const { start, count } = matrix.rows
  sumColumns(matrix, n, rowCount, params.bondsPenalty === 65_535)
  columnC.fill(0, 0, n)
  columnD.fill(0, 0, n)
  for (let r = 0; r < rowCount; r++) {
    const i = rowList[r]
    const s = active[i] * ULP
    const end = start[i] + count[i]
    for (let k = start[i]; k < end; k++) {
      const j = uid[k]
      const old = Math.floor(Math.max(bond[k], 0) / columnA[j])
      const bought = Math.floor(Math.floor(s * bid[k]) / columnB[j])
      const rate = scratchRate[j]
      const e = Math.floor(rate * ULP * bought) + Math.floor((ONE - rate) * ULP * old)
      ema[k] = e
      columnC[j] += e
      if (e > columnD[j]) columnD[j] = e
    }
  }
}
