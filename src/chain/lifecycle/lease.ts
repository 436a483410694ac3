/**
 * Divide what a leased subnet's owner cut has earned its contributors, whole RAO of alpha:
 *
 *   T = before + ceil(s C),   contributor i receives ceil(T k_i / K),   the beneficiary the rest
 *
 * C  owner cut        s  emissions share, 0..1        k_i  contribution, K  all that was raised, RAO
 * Each part is rounded up, so that the last ones may find less than their due.
 *
 * @param before  accumulated and not yet handed out, RAO of alpha
 * Source: pallets/subtensor/src/subnets/leasing.rs, distribute_leased_network_dividends, 14bc6f9f
 */
export function leaseDividends(
  before: number,
  ownerCut: number,
  sharePercent: number,
  contributions: readonly number[],
  raised: number,
): { total: number; contributors: number[]; beneficiary: number } {
  const total = before + Math.ceil((ownerCut * sharePercent) / 100)
  let left = total
  const contributors = contributions.map((contributed) => {
    const part = Math.min(left, Number(ceilDiv(BigInt(total) * BigInt(contributed), BigInt(raised))))
    left -= part
    return part
  })
  return { total, contributors, beneficiary: left }
}

const ceilDiv = (a: bigint, b: bigint): bigint => (a + b - 1n) / b
