const fold = (text: string) => text.toLowerCase().replace(/[_\s]/g, '-')

/**
 * The candidate a person most likely meant: the one with the fewest letters changed, or else the only one of which `given`
 * is a part in whole words ("momentum" of "momentum-staker"). Undefined if none is near: more than two letters differ, and a
 * third of them, or half of those of a short word.
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
  const most = Math.max(2, Math.floor(given.length / 3))
  let bestDistance = Math.min(most, Math.floor(given.length / 2)) + 1
  for (const candidate of candidates) {
    const distance = editDistance(fold(given), fold(candidate))
    if (distance < bestDistance) {
      best = candidate
      bestDistance = distance
    }
  }
  return best
}

/** Insertions, deletions, substitutions and exchanges of neighbours count one each (optimal string alignment). */
function editDistance(a: string, b: string): number {
  const rows = [Array.from({ length: b.length + 1 }, (_, j) => j)]
  for (let i = 1; i <= a.length; i++) {
    const above = rows[i - 1]
    const row = [i]
    for (let j = 1; j <= b.length; j++) {
      const substitution = above[j - 1] + (a[i - 1] === b[j - 1] ? 0 : 1)
      const exchanged = i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]
      const exchange = exchanged ? rows[i - 2][j - 2] + 1 : substitution
      row.push(Math.min(above[j] + 1, row[j - 1] + 1, substitution, exchange))
    }
    rows.push(row)
  }
  return rows[a.length][b.length]
}
