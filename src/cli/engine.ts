import type { Additions } from '../genesis/additions.js'
import type { PluginCode } from '../record/manifest.js'
import type { RunHooks } from '../record/run.js'
import type { ReadScenario } from '../scenario/read-scenario.js'
import type { World } from '../state/world.js'
import type { Job, Simulation } from '../sweep/one-run.js'

/** Something that may be named in a scenario, as `list` shows it. */
export interface Listed {
  readonly id: string
  readonly summary: string
  readonly source?: string
  readonly status?: string
  /** Everything else worth knowing, by name. */
  readonly more?: Readonly<Record<string, unknown>>
  readonly params?: readonly ListedParam[]
  /** How it works, in several lines. */
  readonly model?: string
}
export interface ListedParam {
  readonly name: string
  readonly unit: string
  readonly default: string
  /** What it may be: `0 to 1`, or the words that it may be one of; empty if anything of its kind. */
  readonly values: string
  /** Whether a distribution or a curve may stand in place of one value. */
  readonly varies: boolean
  readonly sentence: string
}

export const topics = ['strategies', 'regimes', 'eras', 'metrics', 'scenarios'] as const
export type Topic = (typeof topics)[number]

/** A scenario, read, with the hashes of what it names. */
export interface LoadedScenario extends ReadScenario {
  readonly ingredients: readonly string[]
  /** Its own files, and what they bring along. */
  readonly plugins?: readonly PluginCode[]
  readonly additions?: Additions
}

/** All that the commands need of the house below them. */
export interface Engine {
  readonly version: string
  /**
   * Read a scenario from text.
   * @param file     name for messages, and the folder where its plugins are looked for
   * @param plugins  its own files as a run kept them, instead of looking for them
   * @throws ScenarioError with every problem
   */
  read(
    text: string,
    file: string,
    set: readonly string[],
    plugins?: readonly PluginCode[],
  ): Promise<LoadedScenario>
  /** Make the world before the first block and let it go. @throws ScenarioError for what only the world can tell */
  begin(loaded: LoadedScenario): void
  /** A simulation that yields to the event loop now and then, so that signals arrive. */
  simulation(loaded: LoadedScenario, hooks: RunHooks): Simulation
  /** The state as bytes, for the one who looks into a bug. */
  saveState?(world: World): Uint8Array
  list(topic: Topic): Promise<readonly Listed[]>
  /** JSON Schema of scenario files. */
  scenarioSchema(): unknown
  /** JSON Schema of sweep files. */
  sweepSchema(): unknown
}

/** A scenario as a job. */
export const jobOf = (
  engine: Engine,
  loaded: LoadedScenario,
  text: string,
  file: string,
  set: readonly string[],
  seed = loaded.scenario.seed,
): Job => ({
  scenario: loaded.scenario,
  seed,
  // The seed given by a flag is part of how the run was asked for; the rest of the path is the machine's own business.
  input: {
    file: file.slice(file.lastIndexOf('/') + 1),
    text,
    set,
    ...(loaded.plugins?.length ? { plugins: loaded.plugins } : {}),
  },
  ingredients: loaded.ingredients,
  engineVersion: engine.version,
})
