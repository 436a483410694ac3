import type { Card, Registry } from '../card.js'
import { fieldSchema, sectionSchema, z } from '../fields/json-schema.js'
import { GENESIS } from './genesis-section.js'
import { COHORT, STAKE } from './population-section.js'
import { EPOCHS, RECORD } from './record-section.js'
import { TOP } from './resolve.js'
import type { ScenarioCatalogue, StrategyCard } from './scenario.js'

/**
 * JSON Schema of a scenario file, for editors. It assembles itself from the catalogue: a new strategy, regime or
 * parameter is in it at once.
 */
export function scenarioJsonSchema(catalogue: ScenarioCatalogue): Record<string, unknown> {
  return z.toJSONSchema(scenarioSchema(catalogue), { io: 'input', reused: 'ref' }) as Record<string, unknown>
}

/** The same as a schema that can be tried on data. Coarser than `resolve`, which has the last word. */
export function scenarioSchema(catalogue: ScenarioCatalogue) {
  const { sections, snapshots, metrics } = catalogue
  return z.strictObject({
    name: z.string().optional().meta({ description: 'Name of the run and of the folder of its outputs.' }),
    question: fieldSchema(TOP.question).optional(),
    protocol: protocol(catalogue).optional(),
    horizon: fieldSchema(TOP.horizon),
    warmup: fieldSchema(TOP.warmup).optional(),
    seed: z.union([z.string(), z.number()]).optional().meta({ description: 'Seed of all random streams.' }),
    genesis: sectionSchema(
      { ...GENESIS, ...sections.genesis },
      {
        snapshot: ids(snapshots).optional(),
        subnets: z.union([subnets, z.int().min(1)]).optional(),
      },
    ).optional(),
    network: network(catalogue).optional(),
    market: sectionSchema(sections.market).optional(),
    population: population(catalogue).optional(),
    events: z.array(events(catalogue)).optional(),
    record: sectionSchema(RECORD, {
      epochs: z.union([z.literal('every epoch'), fieldSchema(EPOCHS)]).optional(),
    }).optional(),
    hypotheses: z.array(hypothesis(metrics)).optional(),
    plugins: z
      .array(z.string())
      .optional()
      .meta({ description: 'Files with strategies, metrics or regimes of your own.' }),
  })
}

/** The ids of a registry, with what each of them is. */
function ids<T extends Card>({ all, family }: Registry<T>) {
  const told = all.map(({ id, summary }) => `${id}: ${summary}`).join('\n')
  return z
    .enum(all.map(({ id }) => id) as [string, ...string[]])
    .meta({ description: `A ${family}.\n${told}` })
}

const subnets = z
  .union([z.literal('all'), z.array(z.int().min(1)).min(1), z.strictObject({ largest: z.int().min(1) })])
  .meta({ description: 'Subnets: all, a list of netuids, or {largest: n} by the TAO in the pool.' })

function protocol({ eras, regimes }: ScenarioCatalogue) {
  const era = ids(eras)
  const families = Object.entries(regimes).map(([family, cards]) => [family, ids(cards).optional()])
  const set = z.strictObject(Object.fromEntries(families))
  const step = z.strictObject({ at: fieldSchema(TOP.horizon), era: era.optional(), set: set.optional() })
  return z.union([
    era,
    z.strictObject({ follow: z.literal('mainnet'), from: z.union([z.string(), z.int()]) }),
    // biome-ignore lint/suspicious/noThenProperty: the scenario's own word, an array that nobody awaits
    z.strictObject({ start: era.optional(), set: set.optional(), then: z.array(step).optional() }),
  ])
}

function network({ sections }: ScenarioCatalogue) {
  const one = sectionSchema(sections.subnet)
  return sectionSchema(
    { ...sections.network, ...sections.subnet },
    { subnets: z.record(z.string(), one).optional() },
  )
}

function population(catalogue: ScenarioCatalogue) {
  const cohorts = z.array(anyOf(catalogue.strategies.all.map(cohort)))
  const unfolded = z.strictObject({
    preset: ids(catalogue.presets),
    without: z.array(z.string()).optional(),
    change: z.record(z.string(), z.unknown()).optional(),
    add: cohorts.optional(),
  })
  return z.union([cohorts, unfolded])
}

function cohort({ id, summary, params }: StrategyCard) {
  return sectionSchema(COHORT, {
    id: z.string(),
    strategy: z.literal(id).meta({ description: summary }),
    count: z
      .union([z.int().min(0), z.string().regex(/^\d+\s*(per subnet|\/\s*subnet)$/)])
      .optional()
      .meta({ description: 'Agents in all, or "12 per subnet".' }),
    subnets: subnets.optional(),
    stake: z.union([fieldSchema(STAKE.alpha), sectionSchema(STAKE)]).optional(),
    params: sectionSchema(params).optional(),
  })
}

function events({ events }: ScenarioCatalogue) {
  return anyOf(
    events.all.map(({ id, summary, fields }) =>
      sectionSchema(fields, {
        at: fieldSchema(TOP.warmup),
        kind: z.literal(id).meta({ description: summary }),
      }),
    ),
  )
}

function hypothesis(metrics: readonly string[] | undefined) {
  return z.strictObject({
    id: z.string(),
    metric: metrics && metrics.length > 0 ? z.enum(metrics as [string, ...string[]]) : z.string(),
    where: z.record(z.string(), z.unknown()).optional(),
    test: z
      .string()
      .meta({ description: 'Such as "< 0", ">= 5 %", "= 0.6 +- 0.02" or "between 0.5 and 2".' }),
  })
}

/** One of several; nothing at all if there are none. */
const anyOf = (schemas: readonly z.ZodType[]): z.ZodType =>
  schemas.length > 0 ? z.union(schemas) : z.never()
