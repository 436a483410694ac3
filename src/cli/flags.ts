import { type Problem, ScenarioError } from '../errors.js'
import { usageProblem } from './terminal.js'

/** Flags that several commands take, and what is read out of their values. */

export const flag = (describe: string) => ({ type: 'boolean', default: false, describe }) as const
export const json = flag('one JSON value on stdout')
export const quiet = flag('no progress, no remarks')
export const settings = {
  type: 'string',
  array: true,
  requiresArg: true,
  default: [] as string[],
  describe: 'path=value: replace a value of the scenario',
} as const
export const seed = {
  type: 'string',
  requiresArg: true,
  describe: 'instead of the one in the scenario',
} as const
export const out = {
  type: 'string',
  requiresArg: true,
  default: 'outputs',
  describe: 'folder for outputs',
} as const

/** Of a type that is told afterwards: of what is no number the parser keeps NaN alone. */
export const number = (describe: string) => ({ requiresArg: true, describe }) as const

/**
 * Whole numbers by the names of their flags, undefined where one is left out.
 *
 * @throws ScenarioError with all that are none, or below `least`
 */
export function wholeNumbers<K extends string>(
  given: Readonly<Record<K, unknown>>,
  least: number,
): Record<K, number | undefined> {
  const problems: Problem[] = []
  const read = (name: string, value: unknown): number | undefined => {
    // The parser leaves `007` as it is.
    const found = typeof value === 'string' && /^\d+$/.test(value) ? Number(value) : value
    if (found === undefined || (Number.isSafeInteger(found) && Number(found) >= least)) return found as number
    const got = Array.isArray(value) ? `${value.length} values` : String(value)
    problems.push(usageProblem(`--${name}`, got, `a whole number from ${least}`))
    return undefined
  }
  const entries = Object.entries(given).map(([name, value]) => [name, read(name, value)])
  if (problems.length > 0) throw new ScenarioError(problems)
  return Object.fromEntries(entries)
}

/**
 * The one value of a flag, not blank: of a flag given twice the parser makes a list, and of `--out=` an empty text.
 *
 * @param want  such as `a folder`
 */
export function single<T>(name: string, value: T, want: string): T {
  if (Array.isArray(value)) throw new ScenarioError([usageProblem(name, `${value.length} values`, 'one')])
  if (typeof value === 'string' && value.trim() === '')
    throw new ScenarioError([usageProblem(name, JSON.stringify(value), want)])
  return value
}

/**
 * `--set a=1 b=2 file.yaml` is understood: what follows `--set` without an equals sign is a file.
 * @throws ScenarioError if there is no file, or more than `most`
 */
export function filesAndSettings(given: readonly string[], set: readonly string[], most: number) {
  const files = [...given, ...set.filter((one) => !one.includes('='))]
  if (files.length === 0)
    throw new ScenarioError([usageProblem('SCENARIO.yaml', 'nothing', 'a scenario file')])
  if (files.length > most) {
    throw new ScenarioError([
      usageProblem('--set', JSON.stringify(files[most]), 'path=value, such as seed=7'),
    ])
  }
  return { files, set: set.filter((one) => one.includes('=')) }
}
