/** Decimal with a comma between thousands, the same in every place of the world; `-` for what is not there. */
export function fixed(x: number | null, digits: number): string {
  if (x === null || !Number.isFinite(x)) return '-'
  const [whole, fraction] = Math.abs(x).toFixed(digits).split('.')
  const sign = x < 0 && Number(x.toFixed(digits)) !== 0 ? '-' : ''
  const grouped = whole.replace(/\B(?=(\d{3})+$)/g, ',')
  return fraction === undefined ? sign + grouped : `${sign}${grouped}.${fraction}`
}

export const count = (x: number) => fixed(x, 0)

/** Four significant digits, without exponents that a person would have to work out where they can be spared. */
export const significant = (x: number | null) =>
  x === null || Number.isNaN(x) ? '-' : String(Number(x.toPrecision(4)))

/** `+4.2 %` of a part. */
export const signed = (part: number | null) =>
  part === null || Number.isNaN(part) ? '-' : `${part >= 0 ? '+' : ''}${fixed(part * 100, 1)} %`

/** `4.2 %` of a part. */
export const share = (part: number | null) =>
  part === null || Number.isNaN(part) ? '-' : `${fixed(part * 100, 1)} %`

/** For tables and labels: thousands grouped where the number is large, four digits where it is small. */
export function readable(x: number | null): string {
  if (x === null || Number.isNaN(x)) return '-'
  if (!Number.isFinite(x)) return x > 0 ? 'infinite' : '-infinite'
  const size = Math.abs(x)
  if (size >= 10_000 || Number.isInteger(x)) return fixed(x, 0)
  if (size >= 1000) return fixed(x, 1)
  return significant(x)
}
