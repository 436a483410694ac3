/**
 * How numbers are written in every table: `.` as decimal mark, no thousands, an empty cell for what is missing. The
 * text depends on the number alone.
 */

/** Shortest decimal that reads back as the same double; empty if not finite. */
export function formatNumber(x: number): string {
  if (!Number.isFinite(x)) return ''
  return x === 0 ? '0' : String(x)
}

/**
 * RAO as decimal TAO (or alpha): exact for whole amounts, with at most 9 digits after the point and no trailing
 * zeros; an amount with a fraction of a RAO is written as the shortest decimal of the quotient.
 *
 * @example formatRao(1_500_000_000)  // => '1.5'
 */
export function formatRao(rao: number): string {
  if (!Number.isInteger(rao)) return formatNumber(rao / 1e9)
  const amount = Math.abs(rao)
  // The remainder of doubles is exact; a quotient first would round near the next whole TAO.
  const fraction = amount % 1e9
  return decimal(rao < 0, String((amount - fraction) / 1e9), fraction)
}

/** The same for an amount of any size. */
export function formatRaoExact(rao: bigint): string {
  const amount = rao < 0n ? -rao : rao
  return decimal(rao < 0n, String(amount / 1_000_000_000n), Number(amount % 1_000_000_000n))
}

function decimal(negative: boolean, whole: string, fraction: number): string {
  const sign = negative ? '-' : ''
  if (fraction === 0) return sign + whole
  return `${sign}${whole}.${String(fraction).padStart(9, '0').replace(/0+$/, '')}`
}
