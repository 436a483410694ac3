import { BAR_REFRESH } from '../shares/gate.js'
import { fromBits64, lesser, nearestBits, ONE_64, quotient64 } from './fixed.js'
import { expBits32, lnBits } from './power.js'
import { burnShareBits } from './price-shares.js'

/** I32F32 saturates here. */
const LARGEST = (1n << 63n) - 1n

interface GateSettings {
  bar_rank: number
  bar_quantile: number
  exponent: number
  stored_bar: number
  block: number
}

/**
 * Twin of shares/gate.ts in U64F64: the bar in force and the gated shares, from prices and withheld parts.
 *
 * r^h is exp(h ln r) in I32F32, with the library's own error: some 1e-5 of a gated share, 1e-9 of the whole.
 *
 * Source: pallets/subtensor/src/coinbase/subnet_emissions.rs, f8ff769a
 */
export function exactGate(
  prices: readonly number[],
  burned: readonly number[],
  settings: GateSettings,
): { bar: number; shares: number[] } {
  const base = burnShareBits(prices, burned)
  const kept = nearestBits(settings.stored_bar, 64n)
  const renew = kept === 0n || settings.block % BAR_REFRESH === 0
  const bar = renew ? exactBar(base, settings.bar_rank, nearestBits(settings.bar_quantile, 64n)) : kept
  if (bar === 0n) return { bar: 0, shares: base.map(fromBits64) }
  const gated = base.map((b) => {
    if (b === 0n) return 0n
    return quotient64(b, ONE_64 + gatePower(quotient64(bar, b), BigInt(settings.exponent)))
  })
  const sum = gated.reduce((total, g) => total + g, 0n)
  const shares = sum === 0n ? base : gated.map((g) => quotient64(g, sum))
  return { bar: fromBits64(bar), shares: shares.map(fromBits64) }
}

function exactBar(base: readonly bigint[], rank: number, quantile: bigint): bigint {
  const descending = [...base].sort((a, b) => (a < b ? 1 : a > b ? -1 : 0))
  if (rank > 0) {
    const positive = descending.filter((b) => b > 0n)
    return positive[Math.min(rank, positive.length) - 1] ?? 0n
  }
  let mass = 0n
  for (const b of descending) {
    mass += b
    if (mass >= quantile) return b
  }
  return descending[descending.length - 1] ?? 0n
}

/** r^h by I32F32 exp(h ln r): saturated where it overflows, 0 where it underflows. Bits of 2^-64. */
function gatePower(ratio: bigint, exponent: bigint): bigint {
  const x = ratio >> 32n
  const ln = lnBits(lesser(x, LARGEST))
  if (ln === null) return 0n
  const power = expBits32(exponent * ln)
  return (power ?? (ln > 0n ? LARGEST : 0n)) << 32n
}
