import { type Problem, ScenarioError } from '../../errors.js'
import { Check } from '../../scenario/check.js'
import { readTree } from '../../scenario/read.js'
import { placeOf } from '../../scenario/tree.js'
import { SWEEP_KEYS } from './sweep-keys.js'

/** The first key of a file that a sweep has and a scenario has not; undefined if it is no sweep, or cannot be read at all. */
export function sweepKeyOf(text: string, file: string): { key: string; problem: Problem } | undefined {
  const tree = readTree(file, text, new Check())
  if (tree?.kind !== 'branch') return undefined
  for (const [key, { key: span }] of tree.entries) {
    if (!SWEEP_KEYS.includes(key)) continue
    const want =
      `a single scenario: "taolab sweep ${file}" carries out the whole sweep, ` +
      `"taolab run ${file} --cell 0 --rep 0" one run of it`
    return { key, problem: { path: key, got: 'the key of a sweep', want, ...placeOf(span) } }
  }
  return undefined
}

/** @throws ScenarioError that says what to do with a sweep instead */
export function refuseSweep(text: string, file: string): void {
  const found = sweepKeyOf(text, file)
  if (found) throw new ScenarioError([found.problem])
}
