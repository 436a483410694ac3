import type { EpochParams } from '../inputs.js'
import { clamp, div, exp, min, mul, ONE, proportion } from './fixed.js'
import { type ExactRow, unionUids } from './rows.js'

/** Source: epoch/run_epoch.rs, compute_disabled_liquid_alpha, 14bc6f9f */
export const exactRate = (bondsMovingAverage: number): bigint =>
  ONE - (((BigInt(bondsMovingAverage) << 64n) / 1_000_000n) >> 32n)

/**
 * a new + (1 - a) old for each entry of either; what is 0 is not kept. Source: epoch/math.rs, mat_ema_sparse
 */
export const averageRows = (fresh: ExactRow[], old: ExactRow[], rate: bigint): ExactRow[] =>
  fresh.map((row, i) => {
    const out: ExactRow = new Map()
    for (const j of unionUids(row, old[i])) {
      const e = mul(rate, row.get(j) ?? 0n) + mul(ONE - rate, old[i].get(j) ?? 0n)
      if (e > 0n) out.set(j, e)
    }
    return out
  })

/** Source: epoch/run_epoch.rs, alpha_sigmoid, 14bc6f9f */
export function exactLiquidRate(
  params: Pick<EpochParams, 'alphaLow' | 'alphaHigh' | 'alphaSteepness'>,
  consensus: bigint,
  bid: bigint,
  bond: bigint,
): bigint {
  const low = proportion(params.alphaLow)
  const high = proportion(params.alphaHigh)
  const slope = div(BigInt(params.alphaSteepness) << 32n, -100n << 32n)
  const d = clamp(bid >= bond ? bid - consensus : bond - bid, 0n, ONE)
  const sigmoid = div(ONE, ONE + exp(mul(slope, d - ONE / 2n)))
  return clamp(low + mul(sigmoid, high - low), low, high)
}

/** Source: epoch/math.rs, mat_ema_alpha_sparse, 14bc6f9f */
export const exactLiquidBond = (rate: bigint, bid: bigint, bond: bigint): bigint =>
  min(ONE, mul(ONE - rate, bond) + mul(rate, bid))

/** Bonds with a rate each, for the entries of the bids alone. */
export const liquidRows = (
  bids: ExactRow[],
  old: ExactRow[],
  consensus: readonly bigint[],
  params: EpochParams,
): ExactRow[] =>
  bids.map((row, i) => {
    const out: ExactRow = new Map()
    const uids = params.decayOmitted ? unionUids(row, old[i]) : [...row.keys()]
    for (const j of uids) {
      const bid = row.get(j) ?? 0n
      const bond = old[i].get(j) ?? 0n
      const e = exactLiquidBond(exactLiquidRate(params, consensus[j], bid, bond), bid, bond)
      if (e > 0n) out.set(j, e)
    }
    return out
  })
