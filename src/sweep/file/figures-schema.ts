import { z } from '../../fields/json-schema.js'
import { AS, FIGURE_FORMS, type FigureForm, OVER, SAMPLED, SINCE } from '../../report/sweep/figure-grammar.js'

/** `figures:` for editors: one form for each kind. */
export const figuresSchema = (metric: z.ZodType) => {
  const forms = Object.entries(FIGURE_FORMS).map(([kind, form]) => formSchema(kind, form, metric))
  return z
    .array(z.union(forms as [z.ZodType, z.ZodType, ...z.ZodType[]]))
    .meta({ description: 'Figures of its own that the report of the sweep draws.' })
}

const factor = z.string().meta({ description: 'A factor, by its path or the last part of it.' })
const levels = z.record(z.string(), z.unknown()).meta({ description: 'Factor to level.' })

/** Keys that more than one kind has. */
const shared: Readonly<Record<string, z.ZodType>> = {
  at: z.union([z.number(), z.string()]).meta({ description: 'The level that matters.' }),
  targets: z.record(
    z.string(),
    z.tuple([z.union([z.number(), z.string()]), z.union([z.number(), z.string()])]),
  ),
  against: levels,
  table: z.enum(SAMPLED).meta({ description: 'A table that the runs keep.' }),
  since: z.enum(SINCE).meta({ description: 'What days are counted from.' }),
  as: z.enum(AS),
  over: z.enum(OVER).meta({ description: 'How the rows of one sample become one number.' }),
  running: z.boolean().meta({ description: 'Running sums.' }),
  parts: z.number(),
  cohort: z.string(),
}

function formSchema(kind: string, { of, needs, may, also, says }: FigureForm, metric: z.ZodType): z.ZodType {
  const shown = of === 'metric' ? metric : of === 'metrics' ? z.array(metric) : z.string()
  const optional = [...may, ...also].map((key) => [key, (shared[key] ?? factor).optional()])
  return z.strictObject({
    [kind]: shown.meta({ description: says }),
    ...Object.fromEntries(needs.map((key) => [key, factor])),
    ...Object.fromEntries(optional),
    each: factor.optional(),
    where: levels.optional(),
    title: z.string().optional(),
  })
}
