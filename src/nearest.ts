const fold = (text: string) => text.toLowerCase().replace(/[_\s]/g, '-')

/**
 * The candidate a person most likely meant: the one with the fewest letters changed, or else the only one of which `given`
 * is a part in whole words ("momentum" of "momentum-staker"). Undefined if none is near (more than a third of the letters
 * differ).
 */
export function nearest(given: string, candidates: Iterable<string>): string | undefined {
  const names = [...candidates]
  return nearestSpelling(given, names) ?? onlyOneWith(given, names)
}

function onlyOneWith(given: string, candidates: readonly string[]): string | undefined {
  const part = fold(given)
  const words = (name: string) => `-${fold(name).replace(/[./]/g, '-')}-`
  const found = candidates.filter((name) => part !== '' && words(name).includes(`-${part}-`))
  return found.length === 1 ? found[0] : undefined
}

function nearestSpelling(given: string, candidates: readonly string[]): string | undefined {
  let best: string | undefined
  let bestDistance = Math.max(2, Math.floor(given.length / 3)) + 1
  for (const candidate of candidates) {
    const distance = editDistance(fold(given), fold(candidate))
    if (distance < bestDistance) {
      best = candidate
      bestDistance = distance
    }
  }
  return best
}

/** Levenshtein distance: insertions, deletions and substitutions count one each. */
function editDistance(a: string, b: string): number {
  let previous = Array.from({ length: b.length + 1 }, (_, j) => j)
  for (let i = 1; i <= a.length; i++) {
    const row = [i]
    for (let j = 1; j <= b.length; j++) {
      const substitution = previous[j - 1] + (a[i - 1] === b[j - 1] ? 0 : 1)
      row.push(Math.min(previous[j] + 1, row[j - 1] + 1, substitution))
    }
    previous = row
  }
  return previous[b.length]
}
