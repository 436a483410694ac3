import { fieldSchema, z } from '../../fields/json-schema.js'
import { tableNames } from '../../record/tables.js'
import type { ScenarioCatalogue } from '../../scenario/scenario.js'
import { scenarioSchema } from '../../scenario/schema.js'
import { controlColumns } from '../house.js'
import { figuresSchema } from './figures-schema.js'
import { COUNTS, KINDS } from './read-design.js'
import { STOP } from './read-rules.js'
import { DIRECTIONS, SCALES, STEPS } from './read-search.js'
import { REPLICATES } from './read-sweep.js'

/**
 * JSON Schema of a sweep file, for editors: a scenario's keys, of which none is required, and the sweep's own; any value may
 * be sized. Coarser than the reader, which has the last word.
 *
 * @param metrics  columns of summary.csv
 */
export function sweepJsonSchema(catalogue: ScenarioCatalogue, metrics: readonly string[]): unknown {
  const whole = scenarioSchema(catalogue).partial().extend(ownKeys(metrics))
  const plain = z.toJSONSchema(whole, { io: 'input', reused: 'ref' }) as Json
  const { $defs, ...rest } = withSizes(plain) as Json
  return { ...rest, $defs: { ...($defs as Json), [SIZED]: sized } }
}

type Json = Record<string, unknown>

const SIZED = 'sized'
const sized = {
  description: 'one value for `--size quick`, another for `--size full`',
  type: 'object',
  properties: { quick: {}, full: {} },
  required: ['quick', 'full'],
  additionalProperties: false,
}

/** Every value of a map or a list may also be a sized one. */
function withSizes(schema: unknown): unknown {
  if (Array.isArray(schema)) return schema.map(withSizes)
  if (!(schema instanceof Object)) return schema
  const orSized = (value: unknown) => ({ anyOf: [withSizes(value), { $ref: `#/$defs/${SIZED}` }] })
  return Object.fromEntries(
    Object.entries(schema).map(([key, value]) => {
      if (key === 'properties')
        return [
          key,
          Object.fromEntries(Object.entries(value as Json).map(([name, one]) => [name, orSized(one)])),
        ]
      if (key === 'items') return [key, orSized(value)]
      const verbatim = ['enum', 'const', 'default', 'required', 'examples'].includes(key)
      return [key, verbatim ? value : withSizes(value)]
    }),
  )
}

const told = (description: string) => ({ description })

function ownKeys(metrics: readonly string[]) {
  const metric = z.enum(metrics as [string, ...string[]]).meta(told('A column of summary.csv.'))
  const levels = z.record(z.string(), z.unknown()).meta(told('Factor to level, or to a list of levels.'))
  const settings = z
    .record(z.string(), z.unknown())
    .meta(told('Path of the scenario to value, as after --set.'))
  const compare = z.strictObject({
    against: z.unknown().meta(told('attack-off, or the baseline level {factor: level}.')),
    by: z.string().optional().meta(told('The factor, if `against` is a level alone.')),
  })
  return {
    experiment: z.string().optional().meta(told('Name of the experiment and of the folder of its outputs.')),
    base: z.string().optional().meta(told('Scenario file that this one is laid over, relative to it.')),
    set: settings.optional(),
    design: z.union([z.enum(KINDS), design(levels)]).optional(),
    factors: z.record(z.string(), factor).optional(),
    replicates: fieldSchema(REPLICATES).optional(),
    antithetic: z
      .boolean()
      .optional()
      .meta(told('Replicates in pairs, of which the second mirrors the world outside.')),
    control: z
      .union([z.literal('all'), z.array(z.enum(controlColumns as [string, ...string[]]))])
      .optional()
      .meta(told('What the noise of the primary metrics is taken off by.')),
    stop: stop.optional(),
    primary: z
      .array(metric)
      .optional()
      .meta(told('What the sweep is about; what the stopping rule looks at.')),
    compare: z
      .union([z.literal('attack-off'), compare, z.array(z.union([z.literal('attack-off'), compare]))])
      .optional(),
    hypotheses: z.array(hypothesis(metric, levels)).optional(),
    search: z.union([search(metric), z.array(search(metric))]).optional(),
    keep: z
      .union([z.literal('all'), z.array(z.enum(tableNames))])
      .optional()
      .meta(told('Tables that each run keeps beside its row of figures.')),
    figures: figuresSchema(metric).optional(),
    odd: z.unknown().optional(),
  }
}

const factor = z
  .union([
    z.array(z.unknown()),
    z.string(),
    z.number(),
    z.boolean(),
    z.strictObject({
      from: z.union([z.number(), z.string()]),
      to: z.union([z.number(), z.string()]),
      scale: z.enum(['linear', 'log']).optional(),
      whole: z.boolean().optional(),
      unit: z.string().optional(),
    }),
    z.record(z.string(), z.record(z.string(), z.unknown())),
  ])
  .meta(told('Values, a range {from, to}, a distribution, or a bundle: level to {path: value}.'))

const counts = (names: readonly (keyof typeof COUNTS)[]) =>
  Object.fromEntries(names.map((name) => [name, fieldSchema(COUNTS[name]).optional()]))

const design = (levels: z.ZodType) =>
  z.strictObject({
    kind: z.enum(KINDS).optional(),
    ...counts(['samples', 'trajectories', 'levels']),
    cells: z.array(z.record(z.string(), z.unknown())).optional().meta(told('Of a list design: each cell.')),
    only: levels.optional(),
    without: levels.optional(),
    where: z.string().optional().meta(told('An expression over factors, such as "share + utility <= 1".')),
    names: z.record(z.string(), z.string()).optional().meta(told('Name in `where` to factor.')),
  })

const stop = z.strictObject({
  rel: fieldSchema(STOP.rel).optional(),
  from: fieldSchema(STOP.from).optional(),
  by: fieldSchema(STOP.by).optional(),
  most: fieldSchema(STOP.most).optional(),
  abs: z.union([z.number(), z.record(z.string(), z.number())]).optional(),
})

const hypothesis = (metric: z.ZodType, levels: z.ZodType) =>
  z.strictObject({
    id: z.string(),
    text: z.string().optional().meta(told('The claim in words.')),
    metric,
    where: levels.optional(),
    test: z.string().meta(told('Such as "< 0", ">= 5 %", "= 0.6 +- 0.02" or "between 0.5 and 2".')),
    against: z.union([z.literal('attack-off'), levels]).optional(),
    over: z
      .enum(['mean', 'every'])
      .optional()
      .meta(told('About the mean over its cells, or about each of them.')),
  })

const search = (metric: z.ZodType) =>
  z
    .strictObject({
      id: z.string().optional().meta(told('Where there are several.')),
      axis: z.string().meta(told('Path of the scenario whose least level is sought.')),
      from: z.union([z.number(), z.string()]),
      to: z.union([z.number(), z.string()]),
      unit: z.string().optional(),
      scale: z.enum(SCALES).optional(),
      whole: z.boolean().optional(),
      metric,
      target: z.union([z.number(), z.string()]).meta(told('Mean to reach.')),
      direction: z.enum(DIRECTIONS).optional().meta(told('How the metric goes as the level rises.')),
      steps: fieldSchema(STEPS).optional(),
    })
    .meta(told('The least level of an axis at which the mean of a metric reaches a target, in every cell.'))
