import { Check } from './check.js'
import { type Curves, compileCurves, NO_CURVES } from './curves.js'
import { type Override, override, type Planted, parseOverride, planted } from './overrides.js'
import { placeIn } from './place-in.js'
import { beforeUnfolding, unfoldPreset } from './presets.js'
import { readTree } from './read.js'
import { resolve } from './resolve.js'
import type { Note, Scenario, ScenarioCatalogue } from './scenario.js'
import { type Place, placeOf, type Tree } from './tree.js'

export interface ReadScenario {
  readonly scenario: Scenario
  /** How bare numbers and the like were understood. */
  readonly notes: readonly Note[]
  readonly curves: Curves
  /** Where a path such as `population[2].params.threshold` stands in the file; for what only the world can tell. */
  readonly placeOf?: (path: string) => Place
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
  return readScenarioTree(written!, catalogue, plants(changes, check), check)
}

/**
 * The same from a file that has been parsed before: once for all cells of a sweep.
 *
 * @param check  takes the problems, possibly with those found before
 */
export async function readScenarioTree(
  written: Tree,
  catalogue: ScenarioCatalogue,
  changes: readonly Planted[],
  check: Check,
): Promise<ReadScenario> {
  const tree = changed(written, catalogue, changes, check)
  const scenario = resolve(tree, catalogue, check)
  const curves = scenario
    ? await compileCurves(scenario, (path, trouble) => check.trouble(path, placeIn(tree, path), trouble))
    : NO_CURVES
  check.finish()
  const place = (path: string) => placeOf(placeIn(tree, path))
  return { scenario: scenario!, notes: check.notes, curves, placeOf: place }
}

/** The same once more, for a cell that has been checked: the scenario alone, its curves not compiled. */
export function resolvedScenario(
  written: Tree,
  catalogue: ScenarioCatalogue,
  changes: readonly Planted[],
): Scenario {
  const check = new Check()
  const scenario = resolve(changed(written, catalogue, changes, check), catalogue, check)
  check.finish()
  return scenario!
}

/** A file that a scenario names under `plugins:`, and where it does. */
export interface PluginName {
  readonly name: string
  /** Such as `plugins[0]`. */
  readonly path: string
  readonly place: Place
}

/**
 * The plugin files a scenario names, before anything else of it is looked at: what they bring has to be in the
 * catalogue when the rest is read. What is wrong with the file otherwise is said when the rest is read.
 */
export function pluginsOf(
  text: string,
  file: string,
  changes: readonly Change[] = [],
): readonly PluginName[] {
  const check = new Check()
  const written = readTree(file, text, check)
  if (!written) return []
  const own = plants(changes, check).filter(({ path }) => /^plugins\b/.test(path))
  const tree = own.reduce((result, plant) => override(result, plant, check), written)
  const plugins = tree.kind === 'branch' ? tree.entries.get('plugins')?.tree : undefined
  if (plugins?.kind !== 'row') return []
  return plugins.items.flatMap((item, index) =>
    item.kind === 'leaf' && typeof item.value === 'string'
      ? [{ name: item.value, path: `plugins[${index}]`, place: placeOf(item.span) }]
      : [],
  )
}

const plants = (changes: readonly Change[], check: Check): Planted[] =>
  changes.flatMap((change) =>
    typeof change === 'string' ? (parseOverride(change, check) ?? []) : planted(change),
  )

function changed(tree: Tree, catalogue: ScenarioCatalogue, changes: readonly Planted[], check: Check): Tree {
  let result = tree
  for (const change of changes) if (beforeUnfolding(change.path)) result = override(result, change, check)
  result = unfoldPreset(result, catalogue, check)
  for (const change of changes) if (!beforeUnfolding(change.path)) result = override(result, change, check)
  return result
}
