import { existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Card } from '../card.js'
import { type Problem, ScenarioError } from '../errors.js'
import { range } from '../fields/bounds.js'
import type { Fields } from '../fields.js'
import { catalogueWith } from '../genesis/additions.js'
import { loadPlugins } from '../plugins/load.js'
import { metrics } from '../record/index.js'
import { pairedCards } from '../record/paired/index.js'
import type { RunHooks } from '../record/run.js'
import { loadText } from '../scenario/load.js'
import { readScenario } from '../scenario/read-scenario.js'
import type { ScenarioCatalogue, StrategyCard } from '../scenario/scenario.js'
import { scenarioJsonSchema } from '../scenario/schema.js'
import type { World } from '../state/world.js'
import { sweepJsonSchema } from '../sweep/file/sweep-schema.js'
import { summaryColumns } from '../sweep/house.js'
import type { Simulation } from '../sweep/one-run.js'
import type { Engine, Listed, ListedParam, LoadedScenario, Topic } from './engine.js'
import { modelOf } from './model-of.js'

/** What the engine is made of. */
export interface EngineParts {
  readonly version: string
  readonly catalogue: ScenarioCatalogue
  /** Hash of a snapshot's files, or of whatever else its id stands for. */
  snapshotHash(id: string): string
  /** Make the world that a run begins with. */
  begin(loaded: LoadedScenario): void
  simulation(loaded: LoadedScenario, hooks: RunHooks): Simulation
  saveState?(world: World): Uint8Array
}

/** Scenarios that the package ships, beside `src` and `dist` alike. */
const shippedScenarios = fileURLToPath(new URL('../../scenarios', import.meta.url))

/** The engine that the commands work with, from the registries of the house. */
export function createEngine(parts: EngineParts): Engine {
  const { version, catalogue } = parts
  return {
    version,
    async read(text, file, set, codes) {
      const { plugins, additions } = await loadPlugins(text, file, set, codes)
      const read = await readScenario(text, file, catalogueWith(catalogue, additions), set)
      const hashes = plugins.map(({ sha256 }) => sha256)
      const ingredients = [parts.snapshotHash(read.scenario.genesis.snapshot), ...hashes]
      return { ...read, ingredients, plugins, additions }
    },
    begin(loaded) {
      try {
        parts.begin(loaded)
      } catch (error) {
        throw placed(error, loaded)
      }
    },
    simulation: (loaded, hooks) => {
      const simulation = parts.simulation(loaded, hooks)
      return async (job, recorder, configHash) => {
        try {
          return await simulation(job, recorder, configHash)
        } catch (error) {
          throw placed(error, loaded)
        }
      }
    },
    saveState: parts.saveState,
    list: (topic) => Promise.resolve(lists[topic](catalogue)),
    scenarioSchema: () => scenarioJsonSchema(catalogue),
    sweepSchema: () => sweepJsonSchema(catalogue, summaryColumns),
  }
}

/** What the world found wrong with a scenario, shown where it stands in the file. */
function placed(error: unknown, { placeOf }: LoadedScenario): unknown {
  if (!(error instanceof ScenarioError) || placeOf === undefined) return error
  const at = (problem: Problem): Problem =>
    problem.file === undefined ? { ...problem, ...placeOf(problem.path) } : problem
  return new ScenarioError(error.problems.map(at))
}

type Lister = (catalogue: ScenarioCatalogue) => readonly Listed[] | Promise<readonly Listed[]>

/** What there is of each sort. */
const lists: Readonly<Record<Topic, Lister>> = {
  strategies: ({ strategies }) =>
    strategies.all.map((card) => ({
      ...plain(card),
      more: dealingsOf(card),
      params: listParams(card.params),
      model: modelOf(card.id),
    })),
  regimes: ({ regimes }) =>
    Object.entries(regimes).flatMap(([family, { all }]) =>
      all.map((card) => ({ ...plain(card), id: `${family}/${card.id}`, more: { family } })),
    ),
  eras: ({ eras }) => eras.all.map((card) => ({ ...plain(card), more: restOf(card) })),
  metrics: () =>
    [...metrics.all, ...pairedCards.all].map((card) => ({
      ...plain(card),
      more: {
        table: card.level === 'paired' ? 'summary.csv of a sweep that pairs runs' : `${card.level}.csv`,
        column: card.column,
        unit: card.unit,
        ...(card.formula ? { formula: card.formula } : {}),
      },
    })),
  scenarios: (catalogue) => listScenarios(catalogue),
}

const plain = ({ id, summary, source, status }: Card): Listed => ({ id, summary, source, status })

/** What a card carries beyond what every card does, as far as it is data. */
function restOf(card: Card): Record<string, unknown> {
  const { id: _id, summary: _summary, source: _source, status: _status, ...rest } = card
  return Object.fromEntries(
    Object.entries(rest).filter(([, value]) => value !== undefined && typeof value !== 'function'),
  )
}

/** What a scenario must know of a strategy beside its parameters. */
function dealingsOf({ role, code, local, needs, whenOff }: StrategyCard): Record<string, unknown> {
  const company = needs?.map(({ role: other, param, optional, naming }) => {
    if (naming) return `${other}s that name its cohort`
    if (param === undefined) return `${other}s of another strategy`
    return `${other}s that \`${param}\` names${optional ? ', if it names any' : ''}`
  })
  return {
    ...(code && { code }),
    role,
    ...(local && { home: 'one subnet each' }),
    ...(company && { needs: `on each of its subnets ${company.join(' and ')}` }),
    ...(whenOff && { 'attack off': whenOff }),
  }
}

const listParams = (fields: Fields): ListedParam[] =>
  Object.entries(fields).map(([name, field]) => ({
    name,
    unit: field.unit,
    default: field.written,
    values: field.options.length > 0 ? field.options.join(' | ') : range(field),
    varies: field.varies,
    sentence: field.sentence,
  }))

async function listScenarios(catalogue: ScenarioCatalogue): Promise<Listed[]> {
  if (!existsSync(shippedScenarios)) return []
  const files = readdirSync(shippedScenarios)
    .filter((name) => name.endsWith('.yaml'))
    .sort()
  return Promise.all(
    files.map(async (name) => {
      const file = join(shippedScenarios, name)
      const text = await loadText(file)
      const { additions } = await loadPlugins(text, file)
      const { scenario } = await readScenario(text, file, catalogueWith(catalogue, additions))
      const days = scenario.horizon / 7_200
      return {
        id: name.replace(/\.yaml$/, ''),
        summary: scenario.question.trim().replace(/\s+/g, ' '),
        source: `scenarios/${name}`,
        more: { days, subnets: scenario.genesis.netuids.length, cohorts: scenario.population.length },
      }
    }),
  )
}
