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
  const units = new Set(parsed.map((one) => one?.unit))
  const numeric = parsed.every((one) => one !== undefined) && units.size === 1
  const values = numeric ? new Map(levels.map((level, i) => [level, parsed[i]!.value])) : undefined
  return {
    name,
    label: shortName(name, all),
    levels: values ? [...levels].sort((a, b) => values.get(a)! - values.get(b)!) : levels,
    values,
    unit: numeric ? (parsed[0]?.unit ?? '') : '',
  }
}

/** `5000 TAO` is 5000 of TAO. */
function numberOf(level: string): { value: number; unit: string } | undefined {
  const match = /^([+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?)\s*([^\d\s].*)?$/i.exec(level.trim())
  return match ? { value: Number(match[1]), unit: (match[2] ?? '').trim() } : undefined
}

/** The last part of the path, and as many before it as are needed to tell it from the others. */
function shortName(name: string, all: readonly string[]): string {
  const parts = name.split('.')
  for (let from = parts.length - 1; from > 0; from--) {
    const short = parts.slice(from).join('.')
    if (all.every((other) => other === name || !other.endsWith(`.${short}`))) return short
  }
  return name
}

/** The axis of a factor of numbers; logarithmic where its levels are spread over more than a factor of 30. */
export function axisOf({ label, unit, values }: Factor): Axis {
  const numbers = [...(values?.values() ?? [])]
  const low = Math.min(...numbers)
  return {
    label: unit ? `${label} (${unit})` : label,
    log: low > 0 && Math.max(...numbers) / low > 30,
    ...(numbers.length <= 8 && { named: numbers }),
  }
}
