/**
 * JSON that depends on the data alone: keys sorted by code unit, undefined left out, no white space.
 *
 * What is hashed to name a run. Numbers that JSON cannot hold are refused rather than turned into null.
 */
export function canonicalJson(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map((item) => canonicalJson(item ?? null)).join(',')}]`
  if (typeof value === 'object' && value !== null) {
    const entries = Object.entries(value).filter(([, item]) => item !== undefined)
    entries.sort(([a], [b]) => (a < b ? -1 : 1))
    return `{${entries.map(([key, item]) => `${JSON.stringify(key)}:${canonicalJson(item)}`).join(',')}}`
  }
  if (typeof value === 'number' && !Number.isFinite(value)) throw new Error(`${value} has no place in JSON`)
  if (value === undefined || typeof value === 'function')
    throw new Error(`a ${typeof value} has no place in JSON`)
  return JSON.stringify(value)
}
