import { Check } from './check.js'
import { type Curves, compileCurves, NO_CURVES } from './curves.js'
import { type Override, override, overrideTree, parseOverride } from './overrides.js'
import { placeIn } from './place-in.js'
import { beforeUnfolding, unfoldPreset } from './presets.js'
import { readTree } from './read.js'
import { resolve } from './resolve.js'
import type { Note, Scenario, ScenarioCatalogue } from './scenario.js'
import { dataOf, type Tree } from './tree.js'

export interface ReadScenario {
  readonly scenario: Scenario
  /** How bare numbers and the like were understood. */
  readonly notes: readonly Note[]
  readonly curves: Curves
}

/** Text in place of what the file says (`path=value`, as after `--set`), or a value by path, as of a sweep. */
export type Change = string | Override

/**
 * Read a scenario from the text of its file.
 *
 * @param file     name for messages
 * @param changes  applied in turn, after a preset is unfolded
 * @throws ScenarioError with every problem and its place
 */
export async function readScenario(
  text: string,
  file: string,
  catalogue: ScenarioCatalogue,
  changes: readonly Change[] = [],
): Promise<ReadScenario> {
  const check = new Check()
  const written = readTree(file, text, check)
  if (!written) check.finish()
  const tree = changed(written!, catalogue, changes, check)
  const scenario = resolve(tree, catalogue, check)
  const curves = scenario
    ? await compileCurves(scenario, (path, trouble) => check.trouble(path, placeIn(tree, path), trouble))
    : NO_CURVES
  check.finish()
  return { scenario: scenario!, notes: check.notes, curves }
}

/**
 * The plugin files a scenario names, before anything else of it is looked at: what they bring has to be in the
 * catalogue when the rest is read.
 */
export function pluginsOf(text: string, file: string): readonly string[] {
  const check = new Check()
  const tree = readTree(file, text, check)
  const plugins = tree?.kind === 'branch' ? tree.entries.get('plugins')?.tree : undefined
  const data = plugins && dataOf(plugins)
  return Array.isArray(data) ? data.filter((item) => typeof item === 'string') : []
}

function changed(tree: Tree, catalogue: ScenarioCatalogue, changes: readonly Change[], check: Check): Tree {
  const parsed = changes.flatMap((change) => {
    if (typeof change !== 'string')
      return { path: change.path, apply: (to: Tree) => override(to, change, check) }
    const read = parseOverride(change, check)
    return read
      ? { path: read.path, apply: (to: Tree) => overrideTree(to, read.path, read.tree, read.origin, check) }
      : []
  })
  let result = tree
  for (const { path, apply } of parsed) if (beforeUnfolding(path)) result = apply(result)
  result = unfoldPreset(result, catalogue, check)
  for (const { path, apply } of parsed) if (!beforeUnfolding(path)) result = apply(result)
  return result
}
