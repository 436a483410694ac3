import type { Axis } from '../draw/axis.js'

/** One axis of a design, as cells.csv has it. */
export interface Factor {
  /** Path in the scenario, or the name of a bundle. */
  readonly name: string
  /** As short as it can be without being taken for another. */
  readonly label: string
  /** As written, ascending where they are numbers of one unit. */
  readonly levels: readonly string[]
  /** The number of each level, if all are numbers of one unit. */
  readonly values: ReadonlyMap<string, number> | undefined
  readonly unit: string
}

/** @param all  names of all factors of the design */
export function factorOf(name: string, levels: readonly string[], all: readonly string[]): Factor {
  const parsed = levels.map(numberOf)
  const kinds = new Set(parsed.map((one) => one && `${one.prefix}#${one.unit}`))
  const distinct = new Set(parsed.map((one) => one?.value)).size === levels.length
  const numeric = parsed.every((one) => one !== undefined) && kinds.size === 1 && distinct
  const values = numeric ? new Map(levels.map((level, i) => [level, parsed[i]!.value])) : undefined
  return {
    name,
    label: shortName(name, all),
    levels: values ? [...levels].sort((a, b) => values.get(a)! - values.get(b)!) : levels,
    values,
    unit: numeric ? (parsed[0]?.unit ?? '') : '',
  }
}

/** `5000 TAO` is 5000 of TAO; the level `k5000` of a bundle is 5000 of what its name says. */
function numberOf(level: string): { value: number; unit: string; prefix: string } | undefined {
  const plain = /^([+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?)\s*([^\d\s].*)?$/i.exec(level.trim())
  if (plain) return { value: Number(plain[1]), unit: (plain[2] ?? '').trim(), prefix: '' }
  const named = /^([a-z]+-?)(\d+(?:\.\d+)?)$/i.exec(level.trim())
  return named ? { value: Number(named[2]), unit: '', prefix: named[1] } : undefined
}

/**
 * The last part of the path, and as many before it as are needed to tell it from the others; of a cohort its name, too:
 * `nervous stake.alpha` for `population.nervous.stake.alpha`, `ring capital` for `population.ring.params.capital`.
 */
function shortName(name: string, all: readonly string[]): string {
  const own = cohortName(name)
  if (own !== undefined) return all.some((other) => other !== name && cohortName(other) === own) ? name : own
  const parts = name.split('.')
  for (let from = parts.length - 1; from > 0; from--) {
    const short = parts.slice(from).join('.')
    if (all.every((other) => other === name || !other.endsWith(`.${short}`))) return short
  }
  return name
}

function cohortName(name: string): string | undefined {
  const [head, cohort, ...rest] = name.split('.')
  if (head !== 'population' || rest.length === 0) return undefined
  return `${cohort} ${(rest[0] === 'params' && rest.length > 1 ? rest.slice(1) : rest).join('.')}`
}

/** The one factor that somebody means by its path, its label or the last part of its path. */
export function findFactor(factors: readonly Factor[], name: unknown): Factor | undefined {
  const exact = factors.find((one) => one.name === name || one.label === name)
  const ends = factors.filter((one) => one.name.endsWith(`.${name}`))
  return exact ?? (ends.length === 1 ? ends[0] : undefined)
}

/** The axis of a factor of numbers; logarithmic where its levels are spread over more than a factor of 30. */
export function axisOf({ label, unit, levels, values }: Factor): Axis {
  const numbers = [...(values?.values() ?? [])]
  const low = Math.min(...numbers)
  const named = levels.some((level) => /^[a-z]/i.test(level))
  return {
    label: unit ? `${label} (${unit})` : label,
    log: low > 0 && Math.max(...numbers) / low > 30,
    ...(numbers.length <= 8 && { named: numbers }),
    // Levels of a bundle keep the names that the sweep file gave them.
    ...(named && { names: new Map(levels.map((level) => [values!.get(level)!, level])) }),
  }
}
