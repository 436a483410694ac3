/** Decimal with a comma between thousands, the same in every place of the world; `-` for what is not there. */
export function fixed(x: number | null, digits: number): string {
  if (x === null || !Number.isFinite(x)) return '-'
  const [whole, fraction] = Math.abs(x).toFixed(digits).split('.')
  const sign = x < 0 && Number(x.toFixed(digits)) !== 0 ? '-' : ''
  const grouped = whole.replace(/\B(?=(\d{3})+$)/g, ',')
  return fraction === undefined ? sign + grouped : `${sign}${grouped}.${fraction}`
}

export const count = (x: number) => fixed(x, 0)

/** `1 subnet`, `12 subnets`. */
export const many = (n: number, one: string, more = `${one}s`): string =>
  `${count(n)} ${n === 1 ? one : more}`

/** Four significant digits, without exponents that a person would have to work out where they can be spared. */
export const significant = (x: number | null) =>
  x === null || Number.isNaN(x) ? '-' : String(Number(x.toPrecision(4)))

/** `+4.2 %` of a part. */
export const signed = (part: number | null) =>
  part === null || Number.isNaN(part) ? '-' : `${part >= 0 ? '+' : ''}${fixed(part * 100, 1)} %`

/** `4.2 %` of a part. */
export const share = (part: number | null) =>
  part === null || Number.isNaN(part) ? '-' : `${fixed(part * 100, 1)} %`

/**
 * `0.9145 to 0.9174`: the ends of an interval, with as many digits as it takes to see how wide it is.
 *
 *   digits = ceil(log10(max(|low|, |high|) / (high - low)) + 1/2) + 1, at least 4
 */
export function between(low: number, high: number): string {
  const size = Math.max(Math.abs(low), Math.abs(high))
  const needed = Math.ceil(Math.log10(size / (high - low)) + 0.5) + 1
  const digits = Number.isFinite(needed) ? Math.min(15, needed) : 4
  if (digits <= 4) return `${readable(low)} to ${readable(high)}`
  const decimals = digits - 1 - Math.floor(Math.log10(size))
  const write = (x: number) => (decimals <= 12 ? fixed(x, Math.max(0, decimals)) : String(x))
  return `${write(low)} to ${write(high)}`
}

/** For tables and labels: thousands grouped where the number is large, four digits where it is small. */
export function readable(x: number | null): string {
  if (x === null || Number.isNaN(x)) return '-'
  if (!Number.isFinite(x)) return x > 0 ? 'infinite' : '-infinite'
  const size = Math.abs(x)
  if (size >= 10_000 || Number.isInteger(x)) return fixed(x, 0)
  if (size >= 1000) return fixed(x, 1)
  return significant(x)
}
