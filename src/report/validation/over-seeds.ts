import type { Fact } from './fact.js'

/**
 * Facts of several seeds as one list: the figure of the first seed, those of the others in the note, and the verdict of most
 * seeds. As many for as against is a failure.
 *
 * @param bySeed  the same facts in the same order, for each seed
 */
export function overSeeds(bySeed: readonly (readonly Fact[])[]): Fact[] {
  const [first, ...others] = bySeed
  return first.map((fact, i) => {
    const all = bySeed.map((facts) => facts[i])
    if (others.length === 0 || all.some(({ verdict }) => verdict === 'cannot tell')) return fact
    const passed = all.filter(({ verdict }) => verdict === 'pass').length
    const differing = all.slice(1).map(({ ours }) => ours)
    const rest = differing.some((ours) => ours !== fact.ours) ? `Other seeds: ${differing.join('; ')}.` : ''
    return {
      ...fact,
      verdict: 2 * passed > all.length ? 'pass' : 'fail',
      seeds: { passed, of: all.length },
      note: [fact.note, rest].filter(Boolean).join(' ') || undefined,
    }
  })
}
