/** How much of an experiment is run: enough to see that it works, or enough to publish. */
export type Size = 'quick' | 'full'

/**
 * Plain data at a size: every map whose keys are `quick` and `full`, at any depth, is replaced by the value it has for that
 * size. The rest is the same for both.
 *
 * @example  atSize({ samples: { quick: 64, full: 1024 } }, 'quick')  // => { samples: 64 }
 */
export function atSize(data: unknown, size: Size): unknown {
  if (Array.isArray(data)) return data.map((item) => atSize(item, size))
  if (!(data instanceof Object)) return data
  const entries = Object.entries(data)
  const sized = entries.length === 2 && 'quick' in data && 'full' in data
  if (sized) return atSize((data as Record<Size, unknown>)[size], size)
  return Object.fromEntries(entries.map(([key, value]) => [key, atSize(value, size)]))
}
