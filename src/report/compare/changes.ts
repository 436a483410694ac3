/** A path at which two scenarios differ. */
export interface ScenarioChange {
  readonly path: string
  /** As JSON; undefined where it is not set. */
  readonly a: string | undefined
  readonly b: string | undefined
}

/** Paths at which two trees of data differ, in order of the first tree. Lists of things with an `id` are matched by it. */
export function changesBetween(a: unknown, b: unknown, path = ''): ScenarioChange[] {
  if (same(a, b)) return []
  const [left, right] = [partsOf(a), partsOf(b)]
  if (!left || !right) return [{ path, a: shown(a), b: shown(b) }]
  const keys = [...new Set([...left.keys(), ...right.keys()])]
  return keys.flatMap((key) => {
    const inner = key.startsWith('[') || path === '' ? `${path}${key}` : `${path}.${key}`
    return changesBetween(left.get(key), right.get(key), inner)
  })
}

/** Entries of a map or a list by the name that a path gives them; undefined of anything else. */
function partsOf(value: unknown): Map<string, unknown> | undefined {
  if (Array.isArray(value)) {
    const named = value.every((item) => typeof (item as { id?: unknown } | null)?.id === 'string')
    if (!named && !value.some((item) => item instanceof Object)) return undefined
    return new Map(value.map((item, i) => [named ? `[${(item as { id: string }).id}]` : `[${i}]`, item]))
  }
  return value instanceof Object ? new Map(Object.entries(value)) : undefined
}

const same = (a: unknown, b: unknown): boolean => JSON.stringify(a) === JSON.stringify(b)
const shown = (value: unknown): string | undefined =>
  value === undefined ? undefined : JSON.stringify(value)
