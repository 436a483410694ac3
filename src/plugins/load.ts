import type { Additions } from '../genesis/additions.js'
import type { PluginCode } from '../record/manifest.js'
import { type Change, pluginsOf } from '../scenario/read-scenario.js'
import { joinPlugins } from './join.js'

/** The scenario's own files: as data that goes with the run, and as what they bring. */
export interface LoadedPlugins {
  readonly plugins: readonly PluginCode[]
  readonly additions: Additions
}

/**
 * Read the files that a scenario names under `plugins:`.
 *
 * @param file   file of the scenario: names are relative to it
 * @param codes  the files as a run kept them; read from where they lie if left out
 * @throws ScenarioError with every problem and its place
 */
export async function loadPlugins(
  text: string,
  file: string,
  changes: readonly Change[] = [],
  codes?: readonly PluginCode[],
): Promise<LoadedPlugins> {
  const plugins = codes ?? (await bundled(text, file, changes))
  return { plugins, additions: joinPlugins(plugins, file) }
}

async function bundled(
  text: string,
  file: string,
  changes: readonly Change[],
): Promise<readonly PluginCode[]> {
  const names = pluginsOf(text, file, changes)
  if (names.length === 0) return []
  const { bundlePlugins } = await import('./bundle.js')
  return bundlePlugins(names, file)
}
